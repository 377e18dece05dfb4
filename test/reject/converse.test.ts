/**
 * The other way round: what the checker refuses cannot be exported, or coqc refuses it too. What Coq has no word for,
 * and accepts, is listed: it is about the file and not about the proof. CONVERSE_SAMPLE says how many are tried.
 */
import { describe, expect, it } from "vitest";
import { HAS_COQC } from "../export/coq-samples.js";
import { coqAccepts, sources, tamper } from "./tamper.js";

const SAMPLE = Number(process.env.CONVERSE_SAMPLE ?? 24);

/** Reasons that are about names, numbers and fields of the file. */
const OF_THE_FILE =
  /version|format|theorem|theory|field|scope|named like|symbol's name|already|id |ids |number|line|name/u;

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
      expect(seen.accepted.filter((reason) => !OF_THE_FILE.test(reason))).toEqual([]);
    },
    3_600_000,
  );
});
