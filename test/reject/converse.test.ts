/**
 * The other way round: what the checker refuses cannot be exported, or coqc refuses it too, but for a few: what is wrong
 * with those stands in the file and not in the export (a field that no rule has, a version, an index that is read as the
 * nearest one), and Coq proves the statement all the same. CONVERSE_SAMPLE says how many are tried, and prints them.
 */
import { describe, expect, it } from "vitest";
import { HAS_COQC } from "../export/coq-samples.js";
import { coqAccepts, sources, tamper } from "./tamper.js";

const SAMPLE = Number(process.env.CONVERSE_SAMPLE ?? 24);

describe(`refused certificates${HAS_COQC ? "" : " (there is no coqc)"}`, () => {
  it.runIf(HAS_COQC)(
    "are refused by coqc, or are no certificates at all",
    async () => {
      const seen = { unexportable: 0, refused: 0, accepted: [] as string[] };
      let tried = 0;
      for (const { source, text, accepted, reason } of tamper(await sources("prove"), 100 * SAMPLE, 77)) {
        if (accepted || tried >= SAMPLE) continue;
        tried++;
        try {
          if (coqAccepts(source, [text])) seen.accepted.push(reason);
          else seen.refused++;
        } catch {
          seen.unexportable++;
        }
      }
      if (process.env.CONVERSE_SAMPLE !== undefined) console.log(tried, seen);
      expect(tried).toBe(SAMPLE);
      expect(seen.refused).toBeGreaterThan(SAMPLE / 5);
      expect(seen.accepted.length).toBeLessThan(SAMPLE / 8);
    },
    3_600_000,
  );
});
