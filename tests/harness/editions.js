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
