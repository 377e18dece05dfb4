/** Whole runs on small databases of our own: every mutant is proved, new and the same whatever the circumstances. */
import { describe, expect, it } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { mutate, type KeptMutant, type MutateResult } from "../../src/mutate/engine.js";
import { encouraged } from "../../src/mutate/families.js";
import { findInferenceRules } from "../../src/mutate/inference-rules.js";
import type { MutationSource } from "../../src/mutate/library.js";
import { explainRecord, mutantRecord } from "../../src/mutate/record.js";
import type { JournalEntry } from "../../src/mutate/round.js";
import { DEFAULT_SETTINGS, type MutateSettings } from "../../src/mutate/settings.js";
import { EQUATIONS, LOGIC, source, verify } from "../import/metamath/databases.js";

interface Run extends MutateResult {
  readonly mutants: readonly KeptMutant[];
  readonly journal: readonly JournalEntry[];
  readonly text: string;
}

async function run(
  base: MutationSource,
  changes: Partial<MutateSettings>,
  journal: readonly JournalEntry[] = [],
): Promise<Run> {
  const mutants: KeptMutant[] = [];
  const entries: JournalEntry[] = [];
  const settings = { ...DEFAULT_SETTINGS, overlap: 1, growth: 3, specialise: 4, ...changes };
  const result = await mutate(base, {
    ...{ settings, device: new CpuDevice(), workers: 1, journal: [...journal] },
    onChunk: (entry) => entries.push(entry),
    onProgress: () => undefined,
    onMutant: (kept) => {
      mutants.push(kept);
    },
  });
  return { ...result, mutants, journal: entries, text: mutants.map(({ proved }) => proved.text).join("") };
}

describe.each([
  ["a logic", LOGIC],
  ["equations", EQUATIONS],
])("mutants of %s", (_, text) => {
  it("are all accepted, through two rounds, and cite mutants of the first", async () => {
    const base = source(text);
    const { mutants, kept, text: output } = await run(base, { rounds: 2, limit: 300 });
    expect(kept).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThan(20);
    expect(new Set(mutants.map(({ round }) => round))).toEqual(new Set([1, 2]));
    const { rejections } = verify(text + base.backend.fileHead.replace(/\$\[.*\$\]/, "") + output);
    expect(rejections).toEqual([]);
    const first = new Set(mutants.filter(({ round }) => round === 1).map(({ label }) => label));
    for (const mutant of mutants.filter(({ round }) => round === 2)) {
      const { parents } = mutantRecord(mutant, base.backend);
      expect(parents.some((parent) => first.has(parent.label))).toBe(true);
    }
  });

  it("repeat with the seed and change with it", async () => {
    const one = await run(source(text), { limit: 15 });
    expect((await run(source(text), { limit: 15 })).text).toBe(one.text);
    const other = await run(source(text), { limit: 15, seed: 2 });
    expect(other.text).not.toBe(one.text);
  });

  it("are the same when the run is cut and resumed", async () => {
    const whole = await run(source(text), { rounds: 2, limit: 100 });
    expect(whole.journal.length).toBeGreaterThan(1);
    const cut = whole.journal.slice(0, Math.ceil(whole.journal.length / 2));
    const resumed = await run(source(text), { rounds: 2, limit: 100 }, cut);
    expect(resumed.text).toBe(whole.text);
    expect(resumed.funnels.map(({ rows }) => rows)).toEqual(whole.funnels.map(({ rows }) => rows));
  });

  it("add up in the funnel", async () => {
    const { funnels } = await run(source(text), { limit: 1_000_000 });
    const [funnel] = funnels;
    const rows = new Map(funnel.rows);
    const candidates = funnel.rows.filter(([name]) => name.startsWith("candidates:"));
    const looked = rows.get("candidates looked at");
    expect(candidates.reduce((sum, [, n]) => sum + n, 0)).toBe(looked);
    const from = funnel.rows.findIndex(([name]) => name === "candidates looked at") + 1;
    expect(funnel.rows.slice(from).reduce((sum, [, n]) => sum + n, 0)).toBe(looked);
  });

  it("explain themselves", async () => {
    const base = source(text);
    const { mutants } = await run(base, { limit: 50 });
    for (const mutant of mutants) {
      const record = mutantRecord(mutant, base.backend);
      expect(record.parents.length).toBe(2);
      expect(record.parents.every(({ label }) => base.library.labels.includes(label))).toBe(true);
      const explained = explainRecord(record);
      for (const part of [record.conclusion, ...record.hypotheses, record.proof])
        expect(explained).toContain(part);
    }
  });
});

describe("the settings", () => {
  it("leave targets as they are with specialise 0, and ask for the overlap", async () => {
    const base = source(LOGIC);
    const { mutants } = await run(base, { specialise: 0, rounds: 1, kinds: ["apply"], limit: 500 });
    expect(mutants.length).toBeGreaterThan(0);
    for (const mutant of mutants) {
      const [target] = mutantRecord(mutant, base.backend).parents;
      // Only a renaming: no variable of the target stands for more than a variable.
      for (const image of Object.values(target.unifier)) expect(image.split(" ")).toHaveLength(1);
    }
    const fewer = await run(source(LOGIC), { overlap: 3, kinds: ["apply"], limit: 500 });
    expect(fewer.funnels[0].get("candidates: apply")).toBeLessThan(
      (await run(source(LOGIC), { kinds: ["apply"], limit: 500 })).funnels[0].get("candidates: apply"),
    );
  });
});

describe("rules of inference", () => {
  it("are found by their shape", () => {
    const { library } = source(LOGIC);
    const rules = findInferenceRules(library);
    const names = rules.cuts.filter(({ detaches }) => detaches).map(({ theorem }) => library.labels[theorem]);
    expect(names.length).toBeGreaterThan(0);
    expect(rules.cuts.every(({ theorem }) => encouraged(library)(theorem))).toBe(true);
  });
});
