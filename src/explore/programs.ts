/** Bank terms and clauses as the postfix programs of `Device.evaluate`. Function numbers are symbol instances'. */
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  TERM_PROGRAM,
  type Device,
  type EvaluateRequest,
  type EvaluateResult,
} from "../device/device.js";
import { ATOM, type Clause, type Literal } from "./clause.js";
import type { Samples } from "./samples.js";
import type { Tables } from "./tables.js";
import type { TermBank } from "./term-bank.js";

const CALL = EvalOp.Call << EVAL_OPERAND_BITS;
const EQUAL = EvalOp.Equal << EVAL_OPERAND_BITS;

export class Programs {
  #code = new Uint32Array(4096);
  #length = 0;
  readonly #start: number[] = [0];
  readonly #premises: number[] = [];

  constructor(readonly bank: TermBank) {}

  #push(word: number): void {
    if (this.#length === this.#code.length) {
      const grown = new Uint32Array(this.#code.length * 2);
      grown.set(this.#code);
      this.#code = grown;
    }
    this.#code[this.#length++] = word;
  }

  #node(node: number): void {
    const { bank } = this;
    const head = bank.head[node];
    if (head < 0) {
      this.#push(-1 - head);
      return;
    }
    for (let i = 0; i < bank.arity[head]; i++) this.#node(bank.arg(node, i));
    this.#push(CALL | head);
  }

  #literal(literal: Literal): void {
    this.#node(literal.left);
    if (literal.right === ATOM) return;
    this.#node(literal.right);
    this.#push(EQUAL);
  }

  addTerm(node: number): void {
    this.#node(node);
    this.#start.push(this.#length);
    this.#premises.push(TERM_PROGRAM);
  }

  addClause(clause: Clause): void {
    for (const premise of clause.premises) this.#literal(premise);
    this.#literal(clause.conclusion);
    this.#start.push(this.#length);
    this.#premises.push(clause.premises.length);
  }

  async run(device: Device, tables: Tables, samples: Samples): Promise<EvaluateResult> {
    const request: EvaluateRequest = {
      programCount: this.#premises.length,
      code: this.#code.slice(0, this.#length),
      start: Uint32Array.from(this.#start),
      premiseCount: Uint32Array.from(this.#premises),
      functions: tables.functions,
      tables: tables.data,
      sampleCount: samples.count,
      variableCount: samples.variables,
      samples: samples.values,
    };
    return await device.evaluate(request);
  }
}
