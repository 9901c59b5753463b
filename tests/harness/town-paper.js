// An edition of a town's evening paper: a story that goes on from page 1 to page 3, reporters, a place
// and a ferryman who come again, on page 2 two stories whose paragraphs are mixed up, and on page 4
// pictures whose captions belong to no text.

import { join } from "node:path";
import { forgetAll } from "./kept.js";
import { writeFiles } from "./pages.js";

export const TOWN_PAPER = {
  "A1.txt": `河湾晚报
2031年11月18日 星期二 第A1版

跨河新桥昨日通车
两岸往来从此只要五分钟

本报记者 林一舟

本报讯 昨日上午十时,跨河新桥正式通车。新桥全长六百二十米,双向四车道,两侧设有步道。桥头的老渡口随即停航,摆渡了四十年的老船工周德水把最后一班船的船票送给了乘客。

市建设局负责人介绍,新桥从开工到通车历时两年,总投资三亿元。通车首日,过桥车辆超过八千辆。（下转第A3版）

市图书馆新馆开馆

本报记者 许文秋

本报讯 市图书馆新馆昨日开馆,首日迎来读者三千余人。新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。

馆长陈广平说,新馆的书架全部开放,读者凭身份证即可入内。

今冬供暖提前三天

本报讯 市供热公司昨日宣布,今冬供暖提前三天,从十一月十二日开始。居民家中温度低于十八度的,可以拨打热线报修。
`,
  "A2.txt": `老街茶馆开起夜谈会

本报记者 许文秋

傍晚七点，老街茶馆的八仙桌旁坐满了人。掌柜赵玉兰给每人添上热水，拍了拍桌子，这个月的“茶馆夜谈会”开始了。

河湾粮库收秋粮 每斤多卖八分钱

本报记者 高远

本报讯 “下一车！”昨日清晨，随着检验员孙有田一声招呼，河湾粮库的秋粮收购正式开秤。三十辆拖拉机沿库墙排成长队，头一天收进稻谷四百余吨。

这晚谈的是路灯。老街修缮两年，换了门板，铺了石板，路灯却只亮一半。街坊你一言我一语：有人提议把灯装在门楼上，有人担心晃了楼上的住户，也有人主张隔一盏亮一盏。

粮库收粮的规矩多年没变：水分不超过十四个半，当天的粮款当天结清。孙有田说，今年秋天雨水少、日头足，送来的稻谷粒粒饱满，每斤比去年多卖八分钱。

赵玉兰把街坊的话一条条写在水牌上，当场请大家举手。门楼装灯、换暖色灯泡两项一致通过，隔盏亮灯则说好先试一个月，下次夜谈会再议。

车斗卸空，等着结账的农户围到磅秤前看数。粮库主任何小林告诉记者，收购将持续到下月二十日，其间每天开秤两次，还将上门为种粮大户烘干。

“茶馆夜谈会”办了三年，已经谈成修井台、添长椅等二十七件事。在街坊看来，茶桌坐得近，话也说得开。
`,
  "A3.txt": `河湾晚报
2031年11月18日 星期二 第A3版

《跨河新桥昨日通车》

（上接第A1版）

新桥采用钢箱梁结构,桥面铺设了降噪沥青。桥上的四百盏路灯由光伏板供电。

住在北岸的中学生何小满说,以前上学要等船,现在骑车过桥只要五分钟。

渡口博物馆筹建

本报记者 林一舟

本报讯 老渡口停航后,候船室将改建为渡口博物馆,面向市民征集旧船票、旧照片。新桥通车那天,周德水捐出了他用过的第一支船桨。

校园足球联赛开赛

本报讯 校园足球联赛昨日在市体育场开赛,共有二十四支球队参加,比赛将持续到月底。
`,
  "A4.txt": `河湾晚报
2031年11月18日 星期二 第A4版

新桥夜色
河湾晚报记者 高远 摄

最后一班船
桥灯初亮的河岸
河湾晚报记者 林一舟 摄

一条河的秋天
通车、停航、收稻子……十一月的河湾，天天有新鲜事。看桥灯倒映，看老船靠岸，看晒场金黄。镜头所及，都是秋天。
`,
};

// Writes its pages into a folder of its own, and gives back their paths.
export const writeTownPaper = (folder, names = Object.keys(TOWN_PAPER)) => {
  const paper = writeFiles(join(folder, "town-paper"), Object.fromEntries(names.map((name) => [name, TOWN_PAPER[name]])));
  return names.map((name) => join(paper, name));
};

// Picks those files in the viewer, and waits until all of them are read.
export const openTownPaper = async (viewer, paths) => {
  await viewer.pick(...paths);
  await viewer.until((count, first) => viewer().state === "ready" && viewer().pages.length === count && viewer().pages[0].text === first && viewer().pages.every(({ page }) => page), paths.length, TOWN_PAPER["A1.txt"]);
};

// Opens the viewer as a browser does that has kept nothing, in Chinese, and the paper in it; whether files are
// kept is answered already.
export const openAtDesk = async (viewer, paths) => {
  await viewer.open(undefined, { width: 1440, height: 900 });
  await forgetAll(viewer);
  await viewer.run(() => {
    viewer().lang = "zh-Hans";
    localStorage.setItem("banmian.keep-files", "no");
  });
  await openTownPaper(viewer, paths);
};
