// One script and one style sheet with fixed names: the Python side puts both into the page it writes.
import { defineConfig } from "vitest/config";

declare const process: { env: Record<string, string | undefined> };

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { css: true },
  build: {
    target: "es2022",
    // web/check builds elsewhere and compares
    outDir: process.env.PAGE_OUT ?? "../src/fullcast/writers/page_assets",
    emptyOutDir: false,
    reportCompressedSize: false,
    cssMinify: true,
    lib: { entry: "src/main.ts", formats: ["iife"], name: "fullcastPage", fileName: () => "page.js", cssFileName: "page" },
  },
});
