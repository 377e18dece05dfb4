/** Whole runs on small databases of our own: every mutant is proved, new and the same whatever the circumstances. */
import { describe, expect, it } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { mutate, type KeptMutant, type MutateResult } from "../../src/mutate/engine.js";
import { encouraged } from "../../src/mutate/families.js";
import { findInferenceRules } from "../../src/mutate/inference-rules.js";
import type { MutationSource } from "../../src/mutate/library.js";
import { explainRecord, mutantRecord } from "../../src/mutate/record.js";
import { isFor, type JournalEntry } from "../../src/mutate/journal.js";
import { DEFAULT_SETTINGS, type MutateSettings } from "../../src/mutate/settings.js";
import { DEFAULT_IN_MEMORY, Storage, type Held } from "../../src/mutate/storage.js";
import { memoryTape, type Tape } from "../../src/mutate/tape.js";
import { EQUATIONS, LOGIC, source, verify } from "../import/metamath/databases.js";

interface Run extends MutateResult {
  readonly mutants: readonly KeptMutant[];
  readonly journal: readonly JournalEntry[];
  readonly text: string;
  /** The most that was in memory, and the tapes. */
  readonly held: Held;
  readonly tapes: readonly CountedTape[];
}

/** A tape that knows what is on it. */
interface CountedTape extends Tape {
  words: number;
  discarded: boolean;
}

function countedTape(): CountedTape {
  const tape = memoryTape();
  const counted: CountedTape = {
    ...tape,
    ...{ words: 0, discarded: false },
    append: (words) => {
      counted.words += words.length;
      tape.append(words);
    },
    discard: () => {
      counted.discarded = true;
    },
  };
  return counted;
}

async function run(
  base: MutationSource,
  changes: Partial<MutateSettings>,
  journal: readonly JournalEntry[] = [],
  inMemory = DEFAULT_IN_MEMORY,
): Promise<Run> {
  const mutants: KeptMutant[] = [];
  const entries: JournalEntry[] = [];
  const left = [...journal];
  const tapes: CountedTape[] = [];
  const storage = new Storage(inMemory, () => {
    tapes.push(countedTape());
    return tapes[tapes.length - 1];
  });
  const settings = { ...DEFAULT_SETTINGS, overlap: 1, growth: 3, specialise: 4, ...changes };
  const result = await mutate(base, {
    ...{ settings, device: new CpuDevice(), workers: 1, storage },
    journal: {
      recall: (round, chunk) => {
        const next = left.shift();
        if (next !== undefined && isFor(next, round, chunk)) return next.result;
        left.length = 0;
        return undefined;
      },
      note: (entry) => entries.push(entry),
    },
    onProgress: () => undefined,
    onMutant: (kept) => {
      mutants.push(kept);
    },
  });
  const text = mutants.map(({ proved }) => proved.text).join("");
  return { ...result, mutants, journal: entries, text, held: storage.most, tapes };
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

  it("are the same with few of them in memory, cut and resumed too", async () => {
    const inMemory = 20;
    const changes = { rounds: 2, limit: 150 };
    const large = await run(source(text), changes);
    const small = await run(source(text), changes, [], inMemory);
    const cut = large.journal.slice(0, Math.ceil(large.journal.length / 2));
    const resumed = await run(source(text), changes, cut, inMemory);
    for (const { text: output, funnels, held, tapes } of [small, resumed]) {
      expect(output).toBe(large.text);
      expect(funnels.map(({ rows }) => rows)).toEqual(large.funnels.map(({ rows }) => rows));
      for (const count of Object.values(held)) expect(count).toBeLessThanOrEqual(inMemory);
      expect(tapes.some(({ words }) => words > inMemory)).toBe(true);
      expect(tapes.every(({ discarded }) => discarded)).toBe(true);
    }
    expect(large.tapes).toEqual([]);
    // All of them were in memory before.
    expect(Math.min(...Object.values(large.held))).toBeGreaterThan(50);
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
