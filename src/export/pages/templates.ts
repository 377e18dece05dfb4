/**
 * The Handlebars templates of html/, the style sheet, and the scripts, which `npm run build` bundles. Templates escape
 * what they are given unless it is markup already (markup.ts).
 */
import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

export type Template = (view: object) => string;

export interface Templates {
  readonly index: Template;
  readonly theorem: Template;
  readonly rules: Template;
  readonly grid: Template;
  /** The files that are the same in every output, by path. */
  readonly assets: ReadonlyMap<string, string>;
}

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
  const handlebars = Handlebars.create();
  const options = { strict: true, knownHelpersOnly: true, noEscape: false };
  const compile = (name: string): Template => {
    const template = handlebars.compile(text(`../html/${name}.hbs`), options);
    return (view) => template(view);
  };
  for (const name of PARTIALS)
    handlebars.registerPartial(name, handlebars.compile(text(`../html/${name}.hbs`), options));
  return {
    index: compile("index"),
    theorem: compile("theorem"),
    rules: compile("rules"),
    grid: compile("grid"),
    assets: new Map([
      ["lemmagrid.css", STYLE_SHEETS.map((name) => text(`../html/${name}`)).join("")],
      ...SCRIPTS.map((name) => [name, script(name)] as const),
    ]),
  };
}
