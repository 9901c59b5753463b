//! What papers write, and whether the packs know it.

use super::*;

/// A pack, the list of it that must know some forms, and the forms.
type Forms = (&'static str, for<'l> fn(&'l Lexicon<'static>) -> &'l [Pattern], &'static [&'static str]);

fn pack(language: &str) -> Lexicon<'static> {
    Lexicon::new(BUILT_IN.iter().find(|pack| pack.language == language).unwrap())
}

#[test]
fn cues_are_known_in_any_form_of_their_characters() {
    let cues = pack("zh-Hans");
    assert!(cues.opens("本报讯 昨⽇") && cues.opens("本报⼗⼀⽉⼆⽇电"));
    assert!(cues.whole(&cues.furniture, "２０３１年１１⽉１８⽇").is_some());
    assert!(cues.whole(&cues.jumps, "︵下转第２版︶").is_some());
    assert!(cues.whole(&cues.bylines, "本报记者 ⻢⽂").is_some());
    assert!(cues.whole(&cues.name_lines, "⻢立文").is_some(), "a surname in the form of a radical");
    assert!(pack("en").opens("ＷＡＳＨＩＮＧＴＯＮ （ＡＰ） —"));
}

#[test]
fn a_pack_is_chosen_whatever_blanks_there_are() {
    let text = "市 图 书 馆 ".repeat(150);
    let line_ends = "\n".to_owned() + &"这한".repeat(400);
    for (text, other) in [(&text, format!(" {text}")), (&line_ends, line_ends.replace('\n', "\r\n"))] {
        assert_eq!((&*choose(text, &[]).language, &*choose(&other, &[]).language), ("zh-Hans", "zh-Hans"));
    }
}

/// What papers write, by pack and by the list that must know it as a whole.
const FORMS: &[Forms] = &[
    (
        "zh-Hans",
        |c| &c.bylines,
        &[
            "本报记者 陈一",
            "本报记者陈一 通讯员李二",
            "全媒体记者 陈一 李二 文/摄",
            "见习记者 陈一",
            "□ 陈一",
            "□本报记者 陈一",
            "·陈一·",
            "文/陈一 图/李二",
            "（本报记者 陈一）",
            "记者 陈一 报道",
            "北岭晚报·北岭客户端记者 陈志远",
            "江澜新闻记者 周亦凡 通讯员 韩小米",
            "远岫新闻记者 陈一",
            "西岭都市报 见习记者 陈一",
            "▲本报记者 陈一 文/图",
            "◎陈一",
            "◆ 李二三",
            "○ 本报评论员 陈一",
            "【本报记者 陈一】",
            "（记者 陈一 实习生 李二）",
            "文/图 本报记者 陈一",
            "撰文/陈一 摄影/李二",
            "撰文｜陈一",
            "文｜陈一 编辑｜李二",
            "采写：本报记者 陈一 李二",
            "整理/陈一",
            "陈一/文 李二/图",
            "本报记者 陈一 / 文 李二 / 摄",
            "本报特派记者 陈一 发自东京",
            "本报驻东京记者 陈一",
            "本报记者 陈一、李二",
            "本报记者 陈一 | 李二",
            "融媒体记者 陈一/文 李二/图",
            "（本报临溪7月7日电）",
            "（新华社临溪7月7日电 记者陈一、李二）",
            "（撰文/陈一）",
            "据新华社",
            "（据新华社报道）",
            "（综合新华社、中新社消息）",
            "来源：临溪发布",
            "临溪日报评论员",
            "临溪日报社评论员 陈一",
            "记者 阿依古丽 通讯员 买买提",
            "全媒体记者陈一 通讯员李二 文/图",
            "中国青岚报·中青岚网记者 陈一",
            "作者：陈一",
            "新华社记者 陈一",
            "首席评论员 陈一",
            "特约撰稿人 陈一",
            "记者 陈一 李二 张三 整理报道",
        ],
    ),
    (
        "zh-Hans",
        |c| &c.credits,
        &[
            "陈一 摄",
            "本报记者 陈一摄",
            "陈 一摄（影像临溪）",
            "本报记者 陈一摄(临溪视觉)",
            "（陈一 摄）",
            "摄影：陈一",
            "新华社记者 陈一 摄",
            "（资料照片）",
            "新华社发",
            "新华社发（陈一 摄）",
            "本报记者 陈一 摄",
            "（本报记者 陈一 摄）",
            "摄影/陈一",
            "摄影：本报记者 陈一",
            "图/陈一",
            "图片/视觉中国",
            "图源：临溪消防",
            "受访者供图",
            "（受访者供图）",
            "图片由受访者提供",
            "本版图片均由受访者提供",
            "本组图片 临溪日报记者 陈一 摄",
            "资料图",
            "（资料图片）",
            "视觉中国供图",
            "视觉中国",
            "临溪市文旅局供图",
            "照片由临溪消防支队提供",
            "制图/陈一",
            "漫画：陈一",
            "陈一 摄影",
            "通讯员 陈一 摄",
            "临溪客户端记者 陈一 摄",
            "中新社发 陈一 摄",
            "新华社/法新",
        ],
    ),
    (
        "zh-Hans",
        |c| &c.jumps,
        &[
            "下转第二版",
            "（下转第3版）",
            "上接第一版",
            "（上接A1版）",
            "转2版",
            "详见3版",
            "文转A2版",
            "（相关报道见第四版）",
            "下转A03版",
            "（下转第三版）",
            "◀上接A01版",
            "▶▶详见A03版",
            "▶▶▶更多报道见A4版",
            "→转4版",
            "（上接第1版）",
            "紧接第二版",
            "相关报道见3版",
            "详见 A02-A03版",
            "▲上接第一版",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.bylines,
        &[
            "本報記者陳大文",
            "記者林書豪／溪口報導",
            "〔記者林書豪／溪口報導〕",
            "記者何詠儀報道",
            "（記者何詠儀）",
            "記者林書豪、許雅婷／綜合報導",
            "特派記者林書豪／東京報導",
            "文：林書豪",
            "撰文：何詠儀 攝影：梁永康",
            "本報駐東京特派員林書豪",
            "記者陳大文",
            "【記者林書豪／溪口報導】",
            "（記者林書豪）",
            "文／林書豪 圖／許雅婷",
            "撰文：林書豪 攝影：許雅婷",
            "本報記者林書豪",
            "■本報記者林書豪",
            "◎林書豪",
            "溪口日報記者林書豪",
            "溪聞傳媒記者",
            "林書豪／溪口報導",
            "【林書豪／溪口報導】",
            "財經組記者林書豪",
            "編譯林書豪／綜合外電",
            "〔編譯林書豪／綜合報導〕",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.credits,
        &[
            "記者林書豪攝",
            "（記者林書豪攝）",
            "本報記者 梁永康 攝",
            "圖／林書豪",
            "梁永康攝",
            "（資料圖片）",
            "（林書豪提供）",
            "攝影：梁永康",
            "（圖／林書豪）",
            "圖／溪口消防局提供",
            "（圖／翻攝自臉書）",
            "林書豪攝",
            "（溪口警方提供）",
            "資料圖片",
            "資料照",
            "（資料照）",
            "美聯社",
            "（路透）",
            "圖：法新社",
            "記者林書豪／攝影",
            "記者林書豪／翻攝",
            "網上圖片",
            "溪聞製圖",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.jumps,
        &[
            "文轉A2",
            "文轉A2版",
            "（文轉A2）",
            "下轉A4版",
            "上接A1版",
            "轉A2",
            "緊接A3版",
            "相關報道見B6",
            "相關新聞見A6版",
            "詳見B1版",
            "（下轉第二版）",
            "另文見A3",
            "▶相關新聞見A6版",
            "轉A4版",
        ],
    ),
    (
        "en",
        |c| &c.bylines,
        &[
            "By Ann Lee",
            "BY ANN LEE",
            "By ANN LEE and BOB ROY",
            "By Ann Lee, Staff Writer",
            "Ann Lee | Staff Writer",
            "The Associated Press",
            "By Ann Lee Associated Press",
            "Staff Writer",
            "By Dana Whitlock",
            "BY DANA WHITLOCK",
            "By Dana Whitlock and Omar Pryce",
            "By DANA WHITLOCK, OMAR PRYCE and LEE CHO",
            "By Dana Whitlock, Staff Writer",
            "By Dana Whitlock | Staff Writer",
            "Dana Whitlock | Staff Writer",
            "Dana Whitlock, Staff Writer",
            "By Dana Whitlock—Special to The Ferry Times",
            "By Dana Whitlock/The Ferry Times",
            "By Dana Whitlock in London",
            "By Dana Whitlock Associated Press",
            "By a Staff Reporter",
            "By our correspondent",
            "By Staff Reporter",
            "Staff report",
            "Staff and wire reports",
            "From wire reports",
            "ASSOCIATED PRESS",
            "Reuters",
            "(Reporting by Dana Whitlock; Editing by Omar Pryce)",
            "Additional reporting by Dana Whitlock",
            "Compiled by Dana Whitlock",
            "Story and photos by Dana Whitlock",
            "Dana Whitlock, Political Editor",
        ],
    ),
    (
        "en",
        |c| &c.credits,
        &[
            "Photo by Dana Whitlock",
            "PHOTO BY DANA WHITLOCK",
            "(Photo by Dana Whitlock)",
            "AP Photo/Dana Whitlock",
            "Courtesy photo",
            "Photo: Dana Whitlock/Reuters",
            "Dana Whitlock/AP",
            "DANA WHITLOCK / THE FERRY TIMES",
            "REUTERS/Dana Whitlock",
            "Getty Images",
            "Courtesy of Ferry City Council",
            "File photo",
            "Dana Whitlock/Getty Images",
            "Dana Whitlock / Staff photo",
            "Photograph: Dana Whitlock/The Ferry Times",
        ],
    ),
    (
        "en",
        |c| &c.jumps,
        &[
            "Continued on Page A4",
            "CONTINUED ON PAGE A4",
            "Continued on A4",
            "Continued from Page A1",
            "(Continued on Page 6)",
            "See STORM, Page 6",
            "See Storm, Page A6",
            "See STORM, A6",
            "Please see FERRY, Page 4",
            "Turn to Page 6",
            "FERRY, From Page A1",
            "Continued on A5",
            "Continued on Page 5",
            "CONTINUED FROM A1",
            "Continued from Page One",
            "See FERRY, Page 3",
            "SEE FERRY, A6",
            "» FERRY, Page A4",
            "Story, Page 6",
            "More on Page 4",
            "From A1",
        ],
    ),
    ("zh-Hans", |c| &c.teasers, &["导读", "要闻导读", "今日导读", "■导读", "导 读", "今日看点"]),
    (
        "zh-Hans",
        |c| &c.notices,
        &[
            "注销公告",
            "遗失声明",
            "招聘启事",
            "拍卖公告",
            "临溪市第一中学招聘公告",
            "减资公告",
            "声明",
            "分类广告",
            "咨询电话：0000-8888",
            "电话：0000-8888",
            "地址：滨江路8号",
            "临溪家政服务公司",
            "全部服务 一律八折",
            "陈一遗失身份证，声明作废",
            "寻人启事",
        ],
    ),
    ("zh-Hans", |c| &c.rubrics, &["记者调查", "身边好人", "今日关注"]),
    ("zh-Hant", |c| &c.teasers, &["今日導讀", "今日要聞", "導讀"]),
    ("zh-Hant", |c| &c.notices, &["公告", "遺失聲明", "啟事"]),
    ("zh-Hant", |c| &c.rubrics, &["生活情報"]),
    ("en", |c| &c.teasers, &["Inside", "INSIDE TODAY", "In this issue"]),
    ("en", |c| &c.notices, &["PUBLIC NOTICE", "Notice of public hearing", "ADVERTISEMENT", "HELP WANTED"]),
    ("en", |c| &c.rubrics, &["LOCAL NEWS", "Sports", "Nation & World", "City Council"]),
];

#[test]
fn what_papers_write_as_a_line_is_known() {
    for (language, list, lines) in FORMS {
        let cues = pack(language);
        let is_known = |line: &str| cues.is_whole(list(&cues), line, Lexicon::chars(line));
        let unknown: Vec<_> = lines.iter().filter(|line| !is_known(line)).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn the_characters_of_a_line_rule_out_no_match() {
    for (language, _, lines) in FORMS {
        let cues = pack(language);
        for list in FORMS.iter().filter(|(of, ..)| of == language).map(|(_, list, _)| list(&cues)) {
            for line in *lines {
                assert_eq!(cues.is_whole(list, line, Lexicon::chars(line)), cues.whole(list, line).is_some(), "{line}");
            }
        }
    }
}

#[test]
fn furniture_is_known_by_its_parts() {
    let forms: [(&str, &[&str]); 3] = [
        (
            "zh-Hans",
            &[
                "今日22版",
                "零售价1.50元",
                "每份零售价：2元",
                "国内统一连续出版物号 CN 00-0011",
                "国内统一刊号：CN00—0011",
                "邮发代号：31-7",
                "总第12345期",
                "第12345期 今日8版",
                "2031年3月4日 星期二 农历辛亥年二月初一",
                "2031.3.4 星期二",
                "2031-03-04",
                "值班编委：陈一 主编：李二",
                "责编 陈一 美编 李二 校对 张三",
                "责任编辑/陈一 版式/李二 校对/张三",
                "本版编辑 陈一 视觉 李二",
                "编辑：陈一|美编：李二|校对：张三",
                "值班总编：陈一 一审：李二",
                "社址：临溪市滨江路8号 邮编：310000",
                "新闻热线：0000-8888 广告热线：0000-9999",
                "广告经营许可证：临工商广字001号",
                "临溪日报社出版 临溪日报印务中心印刷",
                "临溪市委机关报",
                "中共临溪市委主管主办 临溪日报社出版 总第15000期",
                "扫码关注临溪日报微信",
                "扫一扫下载临溪新闻客户端",
                "临溪日报官方微信",
                "临溪新闻客户端",
                "本报常年法律顾问：临溪律师事务所 陈一律师",
                "A03 社会",
                "临溪日报 A03",
                "要闻/03",
                "晴 12℃～20℃ 东南风3级",
                "发行热线 11185",
            ],
        ),
        (
            "zh-Hant",
            &[
                "責任編輯／林書豪",
                "版面編輯 林書豪 核稿 許雅婷",
                "發行人：林書豪 社長：許雅婷",
                "每份新台幣10元",
                "零售每份十元",
                "訂報專線：0800-000-111",
                "農曆十月初一",
                "中華民國一百二十年三月四日 星期二",
                "2031年3月4日 星期二",
                "A4 要聞",
                "督印：溪口日報有限公司",
                "讀者服務專線 0800-000111",
                "掃描QR Code看影片",
            ],
        ),
        (
            "en",
            &[
                "Thursday, April 12, 2031",
                "A4 • Thursday • Sept. 7, 2031",
                "Vol. 120, No. 6",
                "Sunny, high 44",
                "Subscribe: 555-0111",
                "www.example.com",
                "The Evening Ledger",
                "Harbor Gazette",
                "Page A3",
                "$1.50",
                "© 2031 The Evening Ledger",
                "Scan here to read the e-edition",
                "Newsroom: 555-0100",
            ],
        ),
    ];
    for (language, lines) in forms {
        let cues = pack(language);
        let unknown: Vec<_> = lines.iter().filter(|line| !cues.all(&cues.furniture, line)).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn headlines_that_speak_of_papers_are_no_cues() {
    let forms: [(&str, &[&str]); 3] = [
        (
            "zh-Hans",
            &[
                "新图书馆今起开放",
                "全市经济工作会议召开",
                "两名记者获国际大奖",
                "记者节里话初心",
                "老城区停水三天居民犯难",
                "临溪日报社召开年度工作会",
                "新华社发表评论员文章",
                "市长会见外国记者团",
                "通讯员培训班昨日开班",
                "老记者讲述抗战故事",
                "女记者勇救落水儿童",
                "临溪晚报迎来创刊三十周年",
                "扫码就能看病 临溪医院上线新系统",
                "图书馆发布公告提醒读者",
                "多家公司亮相临溪展会",
                "电视台记者在一线",
                "全国记者协会举行座谈会",
                "临溪新闻中心启用",
            ],
        ),
        (
            "zh-Hant",
            &[
                "圖書館新館開放",
                "記者協會籲保障採訪自由",
                "【圖書館開放】市民大排長龍",
                "女記者控遭毆打",
                "【死因研訊】專家指設計有問題",
            ],
        ),
        (
            "en",
            &[
                "Ferry returns after storm",
                "Council votes to reopen ferry line",
                "Sports minister quits over ferry",
                "City to buy new ferry",
                "Notice how the ferry has changed",
                "Press freedom group honors reporter",
                "Ferry Captain Tells Her Story",
                "Inside the plan to save the ferry",
            ],
        ),
    ];
    for (language, headlines) in forms {
        let cues = pack(language);
        let lists = [&cues.bylines, &cues.credits, &cues.jumps, &cues.teasers, &cues.rubrics, &cues.notices];
        let is_cue = |line: &str| {
            lists.iter().any(|list| cues.whole(list, line).is_some())
                || cues.all(&cues.furniture, line)
                || cues.opens(line)
        };
        let known: Vec<_> = headlines.iter().filter(|line| is_cue(line)).collect();
        assert!(known.is_empty(), "{language}: {known:?}");
    }
}

#[test]
fn what_opens_a_story_is_known() {
    let forms: [(&str, &[&str]); 3] = [
        (
            "zh-Hans",
            &[
                "本报讯",
                "本报讯（记者 陈一）",
                "本报11月3日讯",
                "本报临溪11月3日电",
                "新华社北京11月3日电",
                "据新华社电",
                "据中新社电",
                "本报讯（记者陈一）",
                "本报讯 （记者 陈一 通讯员 李二）",
                "本报临溪7月7日电（记者陈一）",
                "本报临溪7月7日讯",
                "本报北京电",
                "据新华社北京7月7日电",
                "新华社北京7月7日电（记者陈一 李二）",
                "中新社北京7月7日电",
                "中新网7月7日电",
                "中新网临溪7月7日电 (记者 陈一)",
                "央视网消息：",
                "央视新闻消息，",
                "【临溪日报讯】",
                "临溪晚报讯",
                "临溪日报讯（记者 陈一）",
                "临溪客户端讯（记者 陈一）",
                "极海新闻讯（记者 陈一）",
                "红海新闻7月7日讯",
                "人民网临溪7月7日电（记者陈一）",
                "新华网临溪7月7日电",
                "临溪网7月7日讯",
                "临溪在线消息（记者 陈一）",
                "本网讯",
                "商报讯（记者 陈一）",
                "晨报7月7日讯",
                "新华社记者 陈一 李二 报道：",
                "本报记者陈一报道：",
            ],
        ),
        (
            "zh-Hant",
            &[
                "本報訊",
                "【本報訊】",
                "（本報訊）",
                "〔記者林書豪／溪口報導〕",
                "【記者何詠儀報道】",
                "記者林書豪／台北報導",
                "〔本報台北訊〕",
                "中央社台北三日電",
                "【記者林書豪／台北報導】",
                "（中央社記者林書豪溪口3日電）",
                "【本報綜合報道】",
                "【溪口訊】",
                "【林書豪／溪口報導】",
            ],
        ),
        (
            "en",
            &[
                "WASHINGTON (AP) —",
                "(AP) —",
                "(AP) -",
                "PORT ELDER, Ohio (Reuters) —",
                "MILLBROOK —",
                "LONDON, Nov. 3 —",
                "LONDON, May 3 (Reuters) -",
                "WASHINGTON —",
                "Springfield (AP) —",
                "NEW YORK, May 3 (Xinhua) --",
                "PORT ELDER, Ohio –",
                "PORT ELDER, Ohio, May 3 —",
                "NEW DELHI (PTI):",
            ],
        ),
    ];
    for (language, texts) in forms {
        let cues = pack(language);
        let unknown: Vec<_> = texts.iter().filter(|text| !cues.opens(&format!("{text} x"))).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn what_ends_a_paragraph_is_known() {
    let forms: [Forms; 13] = [
        ("zh-Hans", |c| &c.credit_tails, &["（陈一 摄）", "本报记者 陈一摄", "（新华社记者 陈一摄）", "（资料照片）"]),
        ("zh-Hans", |c| &c.jump_tails, &["（下转第二版）", "（下转A2版）", "（详见3版）"]),
        ("zh-Hant", |c| &c.credit_tails, &["（記者林書豪攝）", "本報記者梁永康攝", "（林書豪提供）", "（資料圖片）"]),
        ("zh-Hant", |c| &c.jump_tails, &["（文轉A2）", "（文轉A2版）", "（相關報道見A6）"]),
        ("en", |c| &c.credit_tails, &["(Photo by Dana Whitlock)", "(AP Photo/Dana Whitlock)"]),
        ("en", |c| &c.jump_tails, &["(Continued on Page A4)", "Continued on Page A4", "See STORM, Page 6"]),
        (
            "zh-Hans",
            |c| &c.credit_tails,
            &[
                "本报记者 陈一 摄",
                "（本报记者 陈一 摄）",
                "新华社发（陈一 摄）",
                "新华社发",
                "（新华社发）",
                "临溪日报全媒体记者 陈一 摄",
                "（受访者供图）",
                "视觉中国供图",
                "（资料图片）",
                "（图片由临溪文旅局提供）",
            ],
        ),
        (
            "zh-Hans",
            |c| &c.closings,
            &[
                "（记者 陈一）",
                "（陈一 李二）",
                "（本报临溪7月7日电）",
                "（据新华社）",
                "（新华社北京7月7日电 记者陈一）",
                "（作者为临溪大学教授）",
                "（撰文/陈一）",
                "（记者陈一 通讯员李二 张三）",
                "（临溪日报记者 陈一）",
            ],
        ),
        ("zh-Hans", |c| &c.jump_tails, &["（下转第三版）", "▶下转A3版", "（详见A03版）", "下转3版"]),
        ("zh-Hant", |c| &c.credit_tails, &["林書豪攝", "（圖／林書豪）", "資料圖片", "（美聯社）"]),
        ("en", |c| &c.credit_tails, &["REUTERS/Dana Whitlock"]),
        ("en", |c| &c.closings, &["(Reporting by Dana Whitlock; Editing by Omar Pryce)", "— Staff report", "(AP)"]),
        ("en", |c| &c.jump_tails, &["Continued on A5"]),
    ];
    for (language, list, tails) in forms {
        let cues = pack(language);
        let text = |tail: &str| {
            if language == "en" { format!("It rained. {tail}") } else { format!("昨天下雨。{tail}") }
        };
        let unknown: Vec<_> = tails.iter().filter(|tail| cues.at_end(list(&cues), &text(tail)).is_none()).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn words_of_grammar_are_known_in_any_case() {
    let cues = Cues { function_words: Cow::Owned(vec!["à".into(), "être".into()]), ..Cues::default() };
    let lexicon = Lexicon::new(&cues);
    for (word, known) in [("À", true), ("ÊTRE", true), ("a", false), ("êtres", false)] {
        assert_eq!((cues.is_function_word(word), lexicon.is_function_word(word)), (known, known), "{word}");
    }
}

#[test]
fn a_pack_is_chosen_whatever_the_forms() {
    assert_eq!(choose("昨⽇，⻓途⻋站⻔前，⻢⻋很多。", &[]).language, "zh-Hans");
    assert_eq!(choose("Вчера в городе открыли новую библиотеку.", &[]).language, "und");
}

#[test]
fn a_pack_can_be_named_and_a_given_one_comes_first() {
    let language = |name: &str| named(name, &[]).map(|pack| pack.language.as_ref());
    assert_eq!(language("zh-hant"), Some("zh-Hant"));
    assert_eq!(language("und"), Some("und"));
    assert_eq!((language("fr"), language("")), (None, None));
    let own = [Cues { language: "en".into(), letters: "x".into(), ..Cues::default() }];
    assert_eq!(named("en", &own).map(|pack| pack.letters.as_ref()), Some("x"));
}
