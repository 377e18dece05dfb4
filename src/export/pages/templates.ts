/**
 * The Handlebars templates of html/, the style sheet, and the scripts, which `npm run build` bundles. Templates escape
 * what they are given unless it is markup already (markup.ts).
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type Handlebars from "handlebars";

export type Template = (view: object) => string;

export interface Templates {
  readonly index: Template;
  readonly theorem: Template;
  readonly rules: Template;
  readonly grid: Template;
  /** The files that are the same in every output, by path. */
  readonly assets: ReadonlyMap<string, string>;
}

/** How Handlebars compiles them, here and in the build. */
export const TEMPLATE_OPTIONS = { strict: true, knownHelpersOnly: true, noEscape: false } as const;
/** The file beside the templates where the build leaves them compiled, by name. */
export const COMPILED_TEMPLATES = "templates.cjs";

const PARTIALS = ["head", "banner", "footer", "theorems", "facts", "counts", "blocks", "figure"];
const STYLE_SHEETS = ["style.css", "widgets.css"];
const SCRIPTS = ["lemmagrid.js", "check.js"];

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

/** The scripts alone are not in the source. */
function script(name: string): string {
  try {
    return text(`../../../dist/browser/${name}`);
  } catch (cause) {
    throw new Error(`dist/browser/${name} cannot be read: \`npm run build\` makes it`, { cause });
  }
}

let loaded: Templates | undefined;

/** Reads and compiles the templates, once. */
export function loadTemplates(): Templates {
  loaded ??= readTemplates();
  return loaded;
}

function readTemplates(): Templates {
  const { handlebars, template } = readCompiled() ?? compiledHere();
  for (const name of PARTIALS) handlebars.registerPartial(name, template(name));
  return {
    index: template("index"),
    theorem: template("theorem"),
    rules: template("rules"),
    grid: template("grid"),
    assets: new Map([
      ["lemmagrid.css", STYLE_SHEETS.map((name) => text(`../html/${name}`)).join("")],
      ...SCRIPTS.map((name) => [name, script(name)] as const),
    ]),
  };
}

interface TemplateSource {
  readonly handlebars: Pick<typeof Handlebars, "registerPartial">;
  readonly template: (name: string) => Handlebars.TemplateDelegate<object>;
}

const require = createRequire(import.meta.url);

function readCompiled(): TemplateSource | undefined {
  const path = fileURLToPath(new URL(`../html/${COMPILED_TEMPLATES}`, import.meta.url));
  if (!existsSync(path)) return undefined;
  const specifications = require(path) as Readonly<Record<string, TemplateSpecification>>;
  const handlebars = (require("handlebars/runtime") as typeof Handlebars).create();
  return { handlebars, template: (name) => handlebars.template(specifications[name]) };
}

/** From the source, where compiling them each time is worth not having to build. */
function compiledHere(): TemplateSource {
  const handlebars = (require("handlebars") as typeof Handlebars).create();
  const template = (name: string): Handlebars.TemplateDelegate<object> =>
    handlebars.compile(text(`../html/${name}.hbs`), TEMPLATE_OPTIONS);
  return { handlebars, template };
}
