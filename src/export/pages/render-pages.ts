/** All files that are for people: pages, style sheet, scripts and their data. Same data, same bytes. */
import { dataScripts } from "./data-scripts.js";
import { gridScript, gridView } from "./grid-view.js";
import { indexView } from "./index-view.js";
import type { PageData } from "./page-data.js";
import { PageModel } from "./page-model.js";
import { rulesView } from "./rules-view.js";
import { loadTemplates } from "./templates.js";
import { theoremView } from "./theorem-view.js";

/** Path from the output directory, with `/`, to text. */
export function renderPages(data: PageData): ReadonlyMap<string, string> {
  const model = new PageModel(data);
  const templates = loadTemplates();
  const files = new Map<string, string>([
    ["index.html", templates.index(indexView(model))],
    ["rules.html", templates.rules(rulesView(model))],
    ...templates.assets,
    ...dataScripts(model),
  ]);
  if (data.grid !== undefined) {
    files.set("grid.html", templates.grid(gridView(model)));
    files.set("data/grid.js", gridScript(model));
  }
  for (const theorem of data.theorems) {
    const fileName = model.links.fileNames.get(theorem.record.name) ?? "";
    files.set(`theorems/${fileName}.html`, templates.theorem(theoremView(theorem, model)));
  }
  return files;
}
