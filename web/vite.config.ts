// One script and one style sheet with fixed names: the Python side inlines both into the page it writes.
import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    outDir: process.env.PAGE_OUT ?? "../src/fullcast/writers/page_assets",
    emptyOutDir: false,
    reportCompressedSize: false,
    modulePreload: false,
    rollupOptions: {
      input: "src/main.ts",
      output: {
        format: "iife",
        entryFileNames: "page.js",
        assetFileNames: "page[extname]",
      },
    },
  },
});
