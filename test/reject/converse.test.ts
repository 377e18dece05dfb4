/**
 * The other way round: what the checker refuses has not the form of a certificate and is not exported, or coqc refuses
 * the export of it. What coqc accepts all the same needs one of the reasons of a closed list, each of which is looked
 * into with coqc again. CONVERSE_SAMPLE says how many refused certificates are tried, CONVERSE_SEED which; with either
 * the figures are printed.
 */
import { describe, expect, it } from "vitest";
import { ExportFailure } from "../../src/export/run-output.js";
import { HAS_COQC } from "../export/coq-samples.js";
import { coqAccepts, sources, tamper, type Source } from "./tamper.js";

const SAMPLE = Number(process.env.CONVERSE_SAMPLE ?? 24);
const SEED = Number(process.env.CONVERSE_SEED ?? 77);
const FULL = process.env.CONVERSE_SAMPLE !== undefined || process.env.CONVERSE_SEED !== undefined;

/** Why coqc accepts what the checker refuses, and whether that is so. */
const REASONS: Readonly<Record<string, (source: Source, text: string) => boolean>> = {
  // Steps of a certificate know a definition by its fact alone; Coq also takes a symbol for what it is defined as.
  "Coq unfolds definitions: it is refused where they are axioms": (source, text) =>
    !coqAccepts({ ...source, core: source.core.replace(/^definition /gm, "axiom ") }, [text]),
};

function judged(source: Source, text: string): string {
  try {
    if (!coqAccepts(source, [text])) return "refused by coqc";
  } catch (error) {
    if (error instanceof ExportFailure) return "no certificate's form";
    throw error;
  }
  return Object.keys(REASONS).find((reason) => REASONS[reason](source, text)) ?? "unexplained";
}

describe(`refused certificates${HAS_COQC ? "" : " (there is no coqc)"}`, () => {
  it.runIf(HAS_COQC)(
    "are refused by coqc, or have not the form of a certificate",
    { timeout: 3_600_000 },
    async () => {
      const counts = new Map<string, number>();
      const unexplained: string[] = [];
      let tried = 0;
      for (const { source, text, accepted, reason } of tamper(await sources("prove"), 10 * SAMPLE, SEED)) {
        if (accepted || tried === SAMPLE) continue;
        tried++;
        const verdict = judged(source, text);
        counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
        if (verdict === "unexplained") unexplained.push(`${source.name}: ${reason}\n${text}`);
      }
      if (FULL) console.log(tried, counts, unexplained);
      expect(tried).toBe(SAMPLE);
      expect(unexplained).toEqual([]);
      expect(counts.get("refused by coqc")).toBeGreaterThan(SAMPLE / 6);
    },
  );
});
