/** A device that counts what it is asked and answers as the one behind it does. */
import type {
  Awaitable,
  Device,
  EvaluateRequest,
  EvaluateResult,
  JoinRequest,
  JoinResult,
  MatchTable,
  RowTable,
  RuleTable,
  UnifyRequest,
  UnifyResult,
} from "../device/device.js";
import type { OperationUse } from "../proof/run-result.js";

/** One call of `match`: a superstep of all blocks that are active then. */
export interface Superstep {
  readonly blocks: number;
  readonly rules: number;
  readonly rows: number;
  readonly matches: number;
  /** What a GPU was given to do; 0 on the CPU. */
  readonly dispatches: number;
}

export class CountingDevice implements Device {
  readonly #uses = new Map<string, OperationUse>();

  constructor(
    private readonly behind: Device,
    private readonly dispatches: () => number,
    private readonly onSuperstep: (step: Superstep) => void = () => undefined,
  ) {}

  get name(): string {
    return this.behind.name;
  }

  /** By operation, in the order of their first calls. */
  get uses(): readonly OperationUse[] {
    return [...this.#uses.values()];
  }

  match(rules: RuleTable, rows: RowTable, since: number): Awaitable<MatchTable> {
    const before = this.dispatches();
    return after(this.behind.match(rules, rows, since), ({ matchCount }) => {
      const step = { rows: rows.rowCount, matches: matchCount, dispatches: this.dispatches() - before };
      this.count("match", step.rows, matchCount, step.dispatches);
      this.onSuperstep({ blocks: rows.blockCount, rules: rules.ruleCount, ...step });
    });
  }

  evaluate(request: EvaluateRequest): Awaitable<EvaluateResult> {
    const before = this.dispatches();
    return after(this.behind.evaluate(request), ({ hashLow }) => {
      const items = request.programCount * request.sampleCount;
      this.count("evaluate", items, hashLow.length, this.dispatches() - before);
    });
  }

  unify(request: UnifyRequest): Awaitable<UnifyResult> {
    const before = this.dispatches();
    return after(this.behind.unify(request), ({ unifies }) => {
      const unified = unifies.reduce((sum, one) => sum + one, 0);
      this.count("unify", unifies.length, unified, this.dispatches() - before);
    });
  }

  join(request: JoinRequest): Awaitable<JoinResult> {
    const before = this.dispatches();
    return after(this.behind.join(request), ({ pairs }) => {
      const items = (request.leftEnd - request.leftFrom) * (request.rightEnd - request.rightFrom);
      this.count("join", items, pairs.length / 2, this.dispatches() - before);
    });
  }

  close(): void {
    this.behind.close();
  }

  private count(operation: string, items: number, results: number, dispatches: number): void {
    const use = this.#uses.get(operation) ?? { operation, calls: 0, items: 0, results: 0, dispatches: 0 };
    this.#uses.set(operation, {
      operation,
      calls: use.calls + 1,
      items: use.items + items,
      results: use.results + results,
      dispatches: use.dispatches + dispatches,
    });
  }
}

function after<T>(answer: Awaitable<T>, act: (answer: T) => void): Awaitable<T> {
  if (answer instanceof Promise) {
    return answer.then((value: T) => {
      act(value);
      return value;
    });
  }
  act(answer);
  return answer;
}
