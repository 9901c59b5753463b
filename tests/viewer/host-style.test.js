// What a host's own style says of elements like those of the articles does not change how they look.

import assert from "node:assert/strict";
import { page } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

// As sheets without classes say it of every document.
const CLASSLESS = `
  main { max-width: 40ch; margin: 3rem auto; padding: 3rem; background: #eee; display: grid; }
  article { border: 3px dashed red; border-radius: 1rem; margin: 2rem; padding: 2rem; background: #fed; box-shadow: 0 0 9px #000; }
  header, footer, nav { display: flex; position: sticky; top: 0; margin: 2rem; padding: 2rem; background: navy; color: white; }
  section { padding: 4rem; border: 1px solid; }
  hgroup { opacity: 0.5; padding: 1rem; text-align: right; }
  h1, h2, h3 { text-decoration: underline; text-shadow: 1px 1px red; color: green; margin: 3rem; letter-spacing: 1em; }
  p { max-width: 20ch; margin: 2rem; text-indent: 5em; background: yellow; }
  pre { padding: 3rem; background: black; }
  a { background: yellow; border-bottom: 2px solid; padding: 1rem; font-weight: 100; color: red; text-decoration: overline; }
  body main article header { color: white; position: fixed; }
`;

suite("A host's own style", {}, (context) => {
  it("leaves the articles and their source as they are", async () => {
    const { viewer } = context;
    await viewer.open();
    for (const [view, story] of [["page", null], ["list", null], ["story", page.articles[0].id], ["source", page.articles[0].id]]) {
      await viewer.show(view, story);
      const changed = await viewer.run(changes, CLASSLESS);
      assert.deepEqual(changed, [], `in view ${view}`);
    }
    const own = await viewer.run(() => {
      const { color, textDecorationLine, fontWeight } = getComputedStyle(viewer().querySelector(".bm-page h2 a"));
      return [color === getComputedStyle(viewer()).color, textDecorationLine, Number(fontWeight) > 600, getComputedStyle(viewer().querySelector(".bm-page article > header")).marginBlockEnd !== "0px"];
    });
    assert.deepEqual(own, [true, "none", true, true], "what the viewer itself says of them counts");
    assert.notDeepEqual(await viewer.run(changes, "banmian-viewer .bm-page article[data-article] { padding: 9rem !important; }"), [], "a change is seen");
  });
});

// What of the computed style of any element of the viewer's a sheet changes.
const changes = (css) => {
  // a motion still under way would look like a change
  for (const animation of document.getAnimations()) animation.finish();
  // what comes of the layout is rounded otherwise where it is laid out once more
  const used = /^(--.*|transition.*|(block|inline)-size|height|width|(perspective|transform)-origin|grid-template-.*|inset.*|top|bottom|left|right)$/;
  const nodes = [...viewer().querySelectorAll(":is(.bm-main, .bm-source), .bm-page, .bm-page *, .bm-line")].filter((node) => node.checkVisibility());
  const styles = () => nodes.flatMap((node) => [null, "::before", "::after"].map((part) => {
    const style = getComputedStyle(node, part);
    return Object.fromEntries([...style].filter((name) => !used.test(name)).map((name) => [name, style.getPropertyValue(name).replace(/\d+\.\d+/g, (n) => Number(n).toFixed(1))]));
  }));
  const before = styles();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const after = styles();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  return before.flatMap((style, i) => {
    const names = Object.keys(style).filter((name) => style[name] !== after[i][name]);
    return names.length > 0 ? [`${nodes[Math.floor(i / 3)].outerHTML.slice(0, 60)}: ${names.slice(0, 5).map((name) => `${name} ${style[name]} → ${after[i][name]}`)}`] : [];
  }).slice(0, 5);
};
