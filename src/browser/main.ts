/** lemmagrid.js: what the pages can do beyond being read. Each part looks for its elements and is idle without them. */
import { startAnchors } from "./anchors.js";
import { startCheckButtons } from "./check/buttons.js";
import { startCopy } from "./copy.js";
import { startGrid } from "./grid/page.js";
import { startKeys } from "./help.js";
import { startMoves } from "./moves.js";
import { startNeighbourhood } from "./neighbourhood.js";
import { startPermalinks } from "./permalink.js";
import { startProofMarks } from "./proof-marks.js";
import { startRows } from "./rows.js";
import { startSearch } from "./search/panel.js";
import { rememberedTheme, startTheme } from "./theme.js";
import { startTheoremTables } from "./theorem-table.js";

/** Before the page is drawn, so that it does not change its colours once it is seen. */
const theme = rememberedTheme();

function start(): void {
  startTheme(theme);
  startTheoremTables();
  startSearch();
  startRows({ selector: "table.theorems tbody tr", what: "theorem" });
  startRows({ selector: "#proof tr[data-step]", what: "step" });
  startProofMarks();
  startAnchors();
  startNeighbourhood();
  startCheckButtons();
  startGrid();
  startCopy();
  startMoves();
  startKeys();
  startPermalinks();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
