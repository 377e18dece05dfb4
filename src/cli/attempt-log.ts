/**
 * The attempts of a run for the grid's replay, in the order in which they were made. What a run keeps is bounded: the
 * attempts that gave the theorems first, then the others in order, as long as there is room.
 */
import { formulaText, type Formula } from "../logic/formula.js";
import type { GridTrace, RecordedAttempt } from "../proof/grid-trace.js";
import type { ProveOutcome } from "../grid/prover.js";

/** Blocks that a recording keeps; a block takes about a hundred bytes. */
const MAX_BLOCKS = 2000;

interface Entry {
  readonly attempt: RecordedAttempt;
  readonly outcome: ProveOutcome;
}

export class AttemptLog {
  private readonly entries: Entry[] = [];
  private readonly names = new Map<ProveOutcome, string>();
  private rounds = 0;

  /** Statements that were on the grid together, with their outcomes. */
  addRound(
    statements: readonly { readonly params: readonly string[]; readonly formula: Formula }[],
    outcomes: readonly ProveOutcome[],
  ): void {
    const round = ++this.rounds;
    statements.forEach(({ params, formula }, index) => {
      const outcome = outcomes[index];
      const proved = outcome.certificate !== undefined;
      this.entries.push({
        attempt: { round, name: "", params, statement: formulaText(formula), proved, ...outcome.trace },
        outcome,
      });
    });
  }

  /** The theorem or goal that the attempt was for. */
  name(outcome: ProveOutcome, name: string): void {
    this.names.set(outcome, name);
  }

  trace(maxBlocks = MAX_BLOCKS): GridTrace {
    const { entries } = this;
    const isNamed = ({ outcome }: Entry): boolean => this.names.has(outcome);
    const kept = new Set<Entry>();
    let room = maxBlocks;
    for (const entry of [...entries.filter(isNamed), ...entries.filter((other) => !isNamed(other))]) {
      if (entry.attempt.blocks.length > room) continue;
      room -= entry.attempt.blocks.length;
      kept.add(entry);
    }
    const left = entries.filter((entry) => !kept.has(entry));
    return {
      attempts: entries
        .filter((entry) => kept.has(entry))
        .map(({ attempt, outcome }) => ({ ...attempt, name: this.names.get(outcome) ?? "" })),
      omitted: {
        attempts: left.length,
        blocks: left.reduce((sum, { attempt }) => sum + attempt.blocks.length, 0),
      },
    };
  }
}
