/** The default device: plain loops over typed arrays, on the calling thread. */
import type {
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
} from "../device.js";
import { evaluateOnCpu } from "./evaluate.js";
import { joinOnCpu } from "./join.js";
import { CpuMatcher } from "./match.js";
import { unifyOnCpu } from "./unify.js";

export class CpuDevice implements Device {
  readonly name = "cpu";
  private readonly matcher = new CpuMatcher();

  /** The result's arrays are valid until the next call. */
  match(rules: RuleTable, rows: RowTable, since: number): MatchTable {
    return this.matcher.match(rules, rows, since);
  }

  evaluate(request: EvaluateRequest): EvaluateResult {
    return evaluateOnCpu(request);
  }

  unify(request: UnifyRequest): UnifyResult {
    return unifyOnCpu(request);
  }

  join(request: JoinRequest): JoinResult {
    return joinOnCpu(request);
  }

  close(): void {
    // Nothing is held outside the garbage-collected heap.
  }
}
