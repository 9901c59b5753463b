import { parse, render } from "/dist/npm/index.js";

const text = await (await fetch("page.txt")).text();
await render(await parse(text), document.querySelector("#plain"), { prefix: "plain-" });
document.documentElement.dataset.rendered = "";
