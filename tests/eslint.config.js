// The rules of the viewer's modules, for its tests and benches.

import globals from "../www/node_modules/globals/index.js";
import viewer from "../www/eslint.config.js";

const [, recommended, rules] = viewer;

export default [
  { ignores: ["**/node_modules"] },
  recommended,
  rules,
  // functions of a test run in the page as well
  { files: ["**/*.js", "**/*.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser, viewer: "readonly" } } },
];
