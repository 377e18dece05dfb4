// Copies what tsc leaves behind (grammars, style sheets) from src to dist, and marks the CLI executable. What takes long
// to read goes there in a form that does not: grammars with Ohm's recipes beside them, templates as JavaScript.
import { chmodSync, cpSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import Handlebars from "handlebars";
import { grammar } from "ohm-js";
import { COMPILED_TEMPLATES, TEMPLATE_OPTIONS } from "../dist/export/pages/templates.js";

/** What bundle-browser.mjs takes care of. */
const bundled = join("src", "browser");
const assets = new Set([".ohm", ".css"]);
cpSync("src", "dist", {
  recursive: true,
  filter: (source) => source !== bundled && (statSync(source).isDirectory() || assets.has(extname(source))),
});

const files = (extension) =>
  readdirSync("src", { recursive: true }).filter((path) => extname(path) === extension);
for (const path of files(".ohm"))
  writeFileSync(join("dist", `${path}.json`), grammar(readFileSync(join("src", path), "utf8")).toRecipe());
const templates = files(".hbs").map((path) => {
  const code = Handlebars.precompile(readFileSync(join("src", path), "utf8"), TEMPLATE_OPTIONS);
  return `${JSON.stringify(basename(path, ".hbs"))}: ${code}`;
});
writeFileSync(
  join("dist", "export", "html", COMPILED_TEMPLATES),
  `module.exports = {${templates.join(",\n")}};\n`,
);

chmodSync("dist/cli/main.js", 0o755);
