/** The page that replays the grid: loads the recording and starts the replay. */
import { byId, loadScript, make } from "../dom.js";
import { Replay } from "./replay.js";
import type { GridData } from "./trace.js";

declare global {
  var lemmagridGrid: GridData | undefined;
}

export function startGrid(): void {
  const section = byId("replay");
  if (section === undefined) return;
  section.hidden = false;
  loadScript("data/grid.js").then(
    () => {
      const data = globalThis.lemmagridGrid;
      if (data === undefined || data.attempts.length === 0)
        section.append(make("p", {}, "Nothing was recorded."));
      else new Replay(section, data).start();
    },
    () => {
      section.append(make("p", { class: "note" }, "The recording could not be loaded."));
    },
  );
}
