// An invented page with the places of its lines on paper, and documents that show it.

import { built } from "./variants.js";

export const [WIDTH, HEIGHT] = [600, 800];

// A page of three columns; the first story stands in two of them, and the date runs down the margin.
export const LINES = [
  ["河湾晚报", [40, 30, 160, 60], 28],
  ["二〇三一年五月六日", [570, 40, 580, 130], 10, { vertical: true }],
  ["市图书馆新馆昨日开馆", [40, 80, 380, 116], 34, { bold: true, face: "SimHei" }],
  ["本报记者 陈一", [40, 122, 110, 132], 10],
  ...column(40, 140, ["　　本报讯 昨日上午，市图书馆新馆", "在河湾区正式开馆，首日迎来读者近", "万人。新馆共有座位两千个，藏书一", "百二十万册，较旧馆多出一倍有余。", "　　馆长林禾说，新馆每天从早上八", "点开到晚上十点，周末也不休息，读"]),
  ...column(220, 140, ["者凭身份证即可入馆。儿童阅览室设", "在一楼，内有绘本两万册，每周六上", "午有志愿者在此讲故事。", "　　据了解，旧馆将改作方志馆，年", "底前完成修缮，明年春天向市民开放", "，届时将举办河湾旧照片展览。"]),
  ["菜市场添了公平秤", [400, 84, 560, 104], 20, { heading: true }],
  ["Market scales are checked every week", [400, 108, 560, 120], 12, { initial: { x0: 400, y0: 108, x1: 412, y1: 134 } }],
  ...column(400, 140, ["　　本报讯 城南菜市场近日在四个门", "口各添了一台公平秤，市民买菜之后", "可以自行复核。市场管理处说，公平", "秤每周校准一次，有问题的摊位将被", "责令停业一天。（周舟）"]),
];

function column(x, y, lines) {
  return lines.map((line, i) => [line, [x, y + 14 * i, x + 10 * [...line].length, y + 14 * i + 10], 10]);
}

// One line of the text stands on no paper.
export const UNPRINTED = "此行不知印在何处";
export const TEXT = [...LINES.map(([line]) => line), UNPRINTED].join("\n");
const sheetOf = (lines) => {
  let at = 0;
  const runs = lines.map(([line, [x0, y0, x1, y1], size, more]) => {
    const bytes = { start: at, end: at + Buffer.byteLength(line) };
    at = bytes.end + 1;
    return { bytes, x0, y0, x1, y1, size, ...more };
  });
  return { pages: [{ width: WIDTH, height: HEIGHT, runs, rules: [{ x0: 390, y0: 80, x1: 390, y1: 230 }], pictures: [{ x0: 40, y0: 260, x1: 380, y1: 460 }] }] };
};
export const SHEET = sheetOf(LINES);

// The viewer as it is in saved files, under their policy, with a text and its sheet.
export const documentOf = (content, attributes = "") => {
  const [, policy] = /(<meta http-equiv="?Content-Security-Policy"?[^>]*>)/.exec(built);
  const [script] = /<script[^>]*data-banmian[^>]*>.*?<\/script>/s.exec(built);
  const json = JSON.stringify(content).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="zh-Hans"><meta charset="utf-8">${policy}<meta name="viewport" content="width=device-width"><title>A3</title>
    <banmian-viewer lang="en" hash corrections ${attributes}><main class="bm-main"><h1 class="bm-title">A3</h1></main><script type="application/json">${json}</script></banmian-viewer>${script}</html>`;
};
