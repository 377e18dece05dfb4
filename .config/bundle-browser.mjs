// Bundles src/browser into the two classic scripts of the pages, which also work from the file system: lemmagrid.js,
// which every page loads, and check.js, the checker, which a page loads when it is asked to check.
import { build } from "esbuild";

await build({
  entryPoints: { lemmagrid: "src/browser/main.ts", check: "src/browser/check/entry.ts" },
  outdir: "dist/browser",
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  tsconfig: ".config/tsconfig.browser.json",
  logLevel: "warning",
});
