// Pages of a newspaper, and the font that their PDF files name.

import { encode } from "./encode.js";
import { predefined } from "./pdf.js";

// Nothing of it is in the file: which characters its codes are, a predefined map tells.
export const FONT = predefined("GBK-EUC-H", "GB1");
const line = (x, y, size, text) => [x, y, size, `<${Buffer.from(encode(text, "gbk")).toString("hex")}>`];

// Two pages; the lines of the first are drawn from top to foot, across its columns.
export const LIBRARY = [
  line(40, 350, 26, "市图书馆新馆昨日开馆"),
  line(40, 320, 10, "本报讯　昨日上午，市图书"), line(180, 320, 10, "位两千个。馆长说，新馆每"),
  line(40, 306, 10, "馆新馆正式开馆，首日迎来"), line(180, 306, 10, "天从早上八点开到晚上十点"),
  line(40, 292, 10, "读者三千余人，藏书八十万"), line(180, 292, 10, "，周一也不闭馆。"),
  line(40, 278, 10, "册，阅览座"),
];
export const BRIDGE = [
  line(40, 350, 26, "老桥今日恢复通车"),
  line(40, 320, 10, "本报讯　历时两年，老桥加固工程昨日完工。"),
];
