/**
 * Tampered certificates: nothing slips through. TAMPER_EDITS says how many edits (`npm run tamper` takes 100,000),
 * TAMPER_SEED which. What the checker accepts goes to coqc, which is skipped where there is none.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { HAS_COQC } from "../export/coq-samples.js";
import { KINDS, refusedByCoq, sources, tamper, type Outcome, type Source } from "./tamper.js";
import { RULES } from "./near-misses.js";

const EDITS = Number(process.env.TAMPER_EDITS ?? 3000);
const SEED = Number(process.env.TAMPER_SEED ?? 1);
const FULL = process.env.TAMPER_EDITS !== undefined;
const BATCH = 250;

class Row {
  tried = 0;
  rejected = 0;
  neutral = 0;
  slipped = 0;
}

class Figures {
  readonly rows = new Map<string, Row>();
  readonly internalErrors: string[] = [];
  /** Distinct edited certificates that the checker accepts, by source. */
  readonly accepted = new Map<Source, Map<string, Outcome>>();

  row(name: string): Row {
    const row = this.rows.get(name) ?? new Row();
    this.rows.set(name, row);
    return row;
  }
  private rowsOf({ kind, rule, source }: Outcome): readonly Row[] {
    return ["all", `kind: ${kind}`, `rule: ${rule}`, `theory: ${source.name}`].map((name) => this.row(name));
  }
  /** It was counted as neutral, and coqc refuses it. */
  slip(outcome: Outcome): void {
    for (const row of this.rowsOf(outcome)) row.slipped++;
  }
  count(outcome: Outcome): void {
    for (const row of this.rowsOf(outcome)) {
      row.tried++;
      if (outcome.accepted) row.neutral++;
      else row.rejected++;
    }
    if (outcome.reason.includes("internal error")) this.internalErrors.push(outcome.text);
    if (!outcome.accepted) return;
    const distinct = this.accepted.get(outcome.source) ?? new Map<string, Outcome>();
    if (!distinct.has(outcome.key)) distinct.set(outcome.key, outcome);
    this.accepted.set(outcome.source, distinct);
  }
  print(): void {
    const cells = [...this.rows].sort().map(([name, { tried, rejected, neutral, slipped }]) => {
      const numbers = [tried, rejected, neutral, slipped].map((number) => String(number).padStart(9));
      return name.padEnd(62) + numbers.join("");
    });
    const head =
      "".padEnd(62) + ["tried", "rejected", "neutral", "slipped"].map((text) => text.padStart(9)).join("");
    console.log([head, ...cells].join("\n"));
  }
}

const skipped = HAS_COQC ? "" : " (what is neutral is not tried: there is no coqc)";

describe(`tampered certificates${skipped}`, () => {
  const figures = new Figures();
  const slipped: string[] = [];
  beforeAll(async () => {
    for (const outcome of tamper(await sources(FULL ? "run" : "prove"), EDITS, SEED)) figures.count(outcome);
    let exported = 0;
    for (const [source, distinct] of HAS_COQC ? figures.accepted : []) {
      const texts = [...distinct.values()].map(({ text }) => text);
      for (let at = 0; at < texts.length; at += BATCH) {
        for (const text of refusedByCoq(source, texts.slice(at, at + BATCH))) {
          slipped.push(text);
          figures.slip([...distinct.values()].find((outcome) => outcome.text === text)!);
        }
        exported += Math.min(BATCH, texts.length - at);
        if (FULL)
          console.log(`${exported} distinct neutral ones exported, ${slipped.length} refused by coqc`);
      }
    }
    if (FULL) figures.print();
  }, 3_600_000);

  it("are refused, or coqc accepts them", () => {
    expect(slipped).toEqual([]);
  });

  it("are answered with a reason, never with an internal error", () => {
    expect(figures.internalErrors).toEqual([]);
  });

  it("come in every kind, and touch steps of every rule", () => {
    const names = [...figures.rows.keys()];
    expect(KINDS.filter((kind) => !names.includes(`kind: ${kind}`))).toEqual([]);
    expect(RULES.filter((rule) => !names.includes(`rule: ${rule}`))).toEqual([]);
  });

  it("are mostly rejected, and some are neutral", () => {
    const { tried, rejected, neutral } = figures.row("all");
    expect(rejected).toBeGreaterThan(tried / 2);
    expect(neutral).toBeGreaterThan(tried / 100);
  });
});
