import { svelte } from "@sveltejs/vite-plugin-svelte";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// Vue must be told which tags are not its own.
const isCustomElement = (tag) => tag === "banmian-viewer";

export default defineConfig({
  build: { target: "esnext" },
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } }), svelte()],
});
