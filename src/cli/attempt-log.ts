/**
 * The attempts of a run for the grid's replay, in the order in which they were made. What is kept is bounded, in memory
 * too: the attempts that gave the theorems and those at the goals first, then the others in order, as long as there is room.
 */
import type { ProveOutcome } from "../grid/prover.js";
import { formulaText, type Formula } from "../logic/formula.js";
import type { AttemptTrace, GridTrace, RecordedAttempt } from "../proof/grid-trace.js";

/** Blocks that a recording keeps; a block takes about a hundred bytes. */
const MAX_BLOCKS = 2000;

interface Entry {
  readonly attempt: Omit<RecordedAttempt, "name" | keyof AttemptTrace>;
  readonly blockCount: number;
  name: string;
  /** Undefined where there was no room for it. */
  trace: AttemptTrace | undefined;
}

export class AttemptLog {
  private readonly entries: Entry[] = [];
  private readonly entryOf = new WeakMap<ProveOutcome, Entry>();
  private rounds = 0;
  private keptBlocks = 0;

  constructor(private readonly maxBlocks = MAX_BLOCKS) {}

  /** Statements that were on the grid together, with their outcomes. */
  addRound(
    statements: readonly { readonly params: readonly string[]; readonly formula: Formula }[],
    outcomes: readonly ProveOutcome[],
  ): void {
    const round = ++this.rounds;
    statements.forEach(({ params, formula }, index) => {
      const outcome = outcomes[index];
      const proved = outcome.certificate !== undefined;
      const blockCount = outcome.trace.blocks.length;
      const fits = this.keptBlocks + blockCount <= this.maxBlocks;
      if (fits) this.keptBlocks += blockCount;
      const attempt = { round, params, statement: formulaText(formula), proved };
      const entry: Entry = { attempt, blockCount, name: "", trace: fits ? outcome.trace : undefined };
      this.entries.push(entry);
      this.entryOf.set(outcome, entry);
    });
  }

  /** The theorem or goal that the attempt was for. */
  name(outcome: ProveOutcome, name: string): void {
    const entry = this.entryOf.get(outcome);
    if (entry === undefined) return;
    entry.name = name;
    entry.trace = outcome.trace;
  }

  trace(): GridTrace {
    const named = this.entries.filter(({ name }) => name !== "");
    const unnamed = this.entries.filter(({ name }) => name === "");
    const kept = new Set<Entry>();
    let room = this.maxBlocks;
    for (const entry of [...named, ...unnamed]) {
      if (entry.trace === undefined || entry.blockCount > room) continue;
      room -= entry.blockCount;
      kept.add(entry);
    }
    const omitted = this.entries.filter((entry) => !kept.has(entry));
    return {
      attempts: this.entries.flatMap((entry) => {
        const { attempt, name, trace } = entry;
        return trace !== undefined && kept.has(entry) ? [{ ...attempt, name, ...trace }] : [];
      }),
      omitted: {
        attempts: omitted.length,
        blocks: omitted.reduce((sum, { blockCount }) => sum + blockCount, 0),
      },
    };
  }
}
