// Copies what tsc leaves behind (grammar, templates, style sheet) from src to dist, and marks the CLI executable.
import { chmodSync, cpSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** What bundle-browser.mjs takes care of. */
const bundled = join("src", "browser");
const assets = new Set([".ohm", ".hbs", ".css"]);
cpSync("src", "dist", {
  recursive: true,
  filter: (source) => source !== bundled && (statSync(source).isDirectory() || assets.has(extname(source))),
});
chmodSync("dist/cli/main.js", 0o755);
