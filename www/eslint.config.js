import js from "@eslint/js";
import globals from "globals";
import importX from "eslint-plugin-import-x";

export default [
  { ignores: ["node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [importX.createNodeResolver()] },
    rules: {
      "eqeqeq": ["error", "always", { null: "ignore" }],
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
      "import-x/no-cycle": "error",
      "import-x/no-self-import": "error",
      "import-x/export": "error",
    },
  },
  {
    files: ["src/**"],
    languageOptions: { globals: { ...globals.browser, LOCALES: "readonly" } },
    rules: { "max-lines": ["error", 300], "no-restricted-globals": ["error", "event", "name", "length", "top", "parent"] },
  },
  { files: ["site/**"], languageOptions: { globals: { ...globals.browser, ...globals.serviceworker, BUILD: "readonly", FILES: "readonly", LATER: "readonly" } } },
  { files: ["*.js", "build/**", "test/**"], languageOptions: { globals: globals.node } },
];
