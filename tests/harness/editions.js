// Pages that make an edition together, and a folder of files with them.

import { join } from "node:path";
import { encode } from "./encode.js";
import { writeFiles } from "./pages.js";

export const FRONT = "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。（下转第三版）\n";
export const SECOND = "老街修缮完工\n\n本报讯 历时两年,城南老街的修缮昨日完工,沿街店铺陆续开门迎客。\n";
export const THIRD = "《市图书馆新馆昨日开馆》\n\n（上接第一版）\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n";

// What calls itself a text may be none.
export const PICTURE = Buffer.from("\x89PNG\r\n\x1a\nbroken off", "latin1");

// Writes the folder `edition` into another: three pages, the second in GBK, a file that is no
// text, and a page in a folder of its own.
export const writeEdition = (folder) =>
  writeFiles(join(folder, "edition"), {
    "1.txt": FRONT,
    "2.txt": encode(SECOND, "gbk"),
    "10.txt": THIRD,
    "3.png": PICTURE,
    "inside/11.txt": SECOND,
  });

const TOWNS = ["柳口", "临溪", "石门", "南塘", "青石", "云台", "渡头", "梧桐"];
const THINGS = [
  ["大桥通车", "大桥昨日通车，两岸往来不再等船。桥长一千二百米，双向四车道，两侧设有步道。", 14, "林一舟"],
  ["菜市场换新", "菜市场改造完工，摊位重新排列，地面不再积水，早市提前到五点半。", 3, "周渡"],
  ["夜校开课", "夜校本周开课，有书法、刺绣与修理三门，报名的人比去年多了一倍。", 1, "林一舟"],
];

// The text of a page of an edition with three stories of different lengths, of one town.
const townPage = (number) => {
  const round = Math.floor(number / TOWNS.length);
  const town = `${TOWNS[number % TOWNS.length]}${round > 0 ? `${round}区` : ""}`;
  const story = ([what, text, times, name]) => `${town}${what}\n本报记者 ${name}\n\n昨日，${town}${text.repeat(times)}\n`;
  return THINGS.map(story).join("\n\n");
};

// An edition of so many pages, A01, A02 …, made up.
export const editionOf = (count) => Array.from({ length: count }, (_, number) => ({ name: `A${String(number + 1).padStart(2, "0")}.txt`, text: townPage(number) }));

// Opens pages as an edition, and waits until all are read.
export const openPages = async (viewer, pages) => {
  await viewer.run((pages) => viewer().open(pages), pages);
  await viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ page }) => page), pages.length);
};
