/** `evaluate` on the CPU against a plain reading of what the request means. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateOnCpu } from "../../src/device/cpu/evaluate.js";
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  FUNCTION_WORDS,
  NO_SAMPLE,
  TERM_PROGRAM,
  UNDEFINED_VALUE,
  type EvaluateRequest,
} from "../../src/device/device.js";

type Expr =
  | { readonly kind: "var"; readonly index: number }
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "call"; readonly f: number; readonly args: readonly Expr[] };

const VARS = 3;
const VALUES = 5;
/** Function f takes f % 5 arguments. */
const ARITIES = [0, 1, 2, 3, 4, 2];

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  fc.record({ kind: fc.constant("var" as const), index: fc.nat(VARS - 1) }),
  fc.record({ kind: fc.constant("value" as const), value: fc.nat(VALUES - 1) }),
);

const expr: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 3 },
    leaf,
    ...ARITIES.map((arity, f) =>
      fc
        .array(tie("expr"), { minLength: arity, maxLength: arity })
        .map((args): Expr => ({ kind: "call", f, args })),
    ),
  ),
})).expr;

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.nat(VALUES - 1) },
  { weight: 1, arbitrary: fc.constant(UNDEFINED_VALUE) },
);

interface World {
  readonly ranges: readonly (readonly number[])[];
  readonly offsets: readonly number[];
  readonly tables: readonly number[];
  readonly samples: readonly (readonly number[])[];
}

const world: fc.Arbitrary<World> = fc
  .record({
    ranges: fc.tuple(
      ...ARITIES.map((arity) =>
        fc.array(fc.integer({ min: 1, max: VALUES }), { minLength: arity, maxLength: arity }),
      ),
    ),
    fill: fc.array(entry, { minLength: 1, maxLength: 50 }),
    samples: fc.array(fc.array(entry, { minLength: VARS, maxLength: VARS }), { maxLength: 20 }),
  })
  .map(({ ranges, fill, samples }) => {
    const tables: number[] = [];
    const offsets = ranges.map((range) => {
      const at = tables.length;
      for (let i = range.reduce((product, n) => product * n, 1); i > 0; i--)
        tables.push(fill[(i * 7 + at) % fill.length]);
      return at;
    });
    return { ranges, offsets, tables, samples };
  });

function evaluate(e: Expr, w: World, sample: readonly number[]): number {
  if (e.kind === "var") return sample[e.index];
  if (e.kind === "value") return e.value;
  let index = 0;
  for (const [i, arg] of e.args.entries()) {
    const value = evaluate(arg, w, sample);
    if (value >= w.ranges[e.f][i]) return UNDEFINED_VALUE;
    index = index * w.ranges[e.f][i] + value;
  }
  return w.tables[w.offsets[e.f] + index];
}

function emit(e: Expr, code: number[]): void {
  const word = (op: number, operand: number): number => ((op << EVAL_OPERAND_BITS) | operand) >>> 0;
  if (e.kind === "var") code.push(word(EvalOp.Var, e.index));
  else if (e.kind === "value") code.push(word(EvalOp.Value, e.value));
  else {
    for (const arg of e.args) emit(arg, code);
    code.push(word(EvalOp.Call, e.f));
  }
}

type Program = { readonly term: Expr } | { readonly equations: readonly (readonly [Expr, Expr])[] };

function request(programs: readonly Program[], w: World): EvaluateRequest {
  const code: number[] = [];
  const start = [0];
  const premiseCount: number[] = [];
  for (const program of programs) {
    if ("term" in program) {
      emit(program.term, code);
      premiseCount.push(TERM_PROGRAM);
    } else {
      for (const [left, right] of program.equations) {
        emit(left, code);
        emit(right, code);
        code.push((EvalOp.Equal << EVAL_OPERAND_BITS) >>> 0);
      }
      premiseCount.push(program.equations.length - 1);
    }
    start.push(code.length);
  }
  const functions = ARITIES.flatMap((arity, f) => {
    const words = [w.offsets[f], arity, ...w.ranges[f]];
    return [...words, ...new Array<number>(FUNCTION_WORDS - words.length).fill(0)];
  });
  return {
    programCount: programs.length,
    code: Uint32Array.from(code),
    start: Uint32Array.from(start),
    premiseCount: Uint32Array.from(premiseCount),
    functions: Uint32Array.from(functions),
    tables: Uint32Array.from(w.tables),
    sampleCount: w.samples.length,
    variableCount: VARS,
    samples: Uint32Array.from(w.samples.flat()),
  };
}

describe("evaluateOnCpu", () => {
  it("gives terms equal hashes exactly where their values are equal", () => {
    fc.assert(
      fc.property(fc.array(expr, { minLength: 1, maxLength: 8 }), world, (terms, w) => {
        const result = evaluateOnCpu(
          request(
            terms.map((term) => ({ term })),
            w,
          ),
        );
        const columns = terms.map((term) => w.samples.map((sample) => evaluate(term, w, sample)));
        const values = columns.map((column) => column.join());
        const hashes = terms.map((_, i) => `${result.hashHigh[i]}:${result.hashLow[i]}`);
        for (let i = 0; i < terms.length; i++) {
          expect(result.undefinedCount[i]).toBe(
            columns[i].filter((value) => value === UNDEFINED_VALUE).length,
          );
          for (let j = 0; j < i; j++) expect(hashes[i] === hashes[j]).toBe(values[i] === values[j]);
        }
      }),
    );
  });

  it("counts the assignments that satisfy and violate a Horn program, and names the first", () => {
    const equations = fc.array(fc.tuple(expr, expr), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(equations, world, (program, w) => {
        const result = evaluateOnCpu(request([{ equations: program }], w));
        const hits: number[] = [];
        const violations: number[] = [];
        w.samples.forEach((sample, s) => {
          const truths = program.map(([left, right]) => {
            const l = evaluate(left, w, sample);
            const r = evaluate(right, w, sample);
            return l === UNDEFINED_VALUE || r === UNDEFINED_VALUE ? undefined : l === r;
          });
          const conclusion = truths[truths.length - 1];
          if (conclusion === undefined || !truths.slice(0, -1).every((truth) => truth === true)) return;
          hits.push(s);
          if (!conclusion) violations.push(s);
        });
        expect(result.premiseHits[0]).toBe(hits.length);
        expect(result.violations[0]).toBe(violations.length);
        expect(result.firstPremise[0]).toBe(hits[0] ?? NO_SAMPLE);
        expect(result.firstViolation[0]).toBe(violations[0] ?? NO_SAMPLE);
      }),
    );
  });

  it("takes no programs and no samples", () => {
    const w: World = {
      ranges: ARITIES.map((n) => new Array<number>(n).fill(1)),
      offsets: [0, 1, 2, 3, 4, 5],
      tables: [0, 0, 0, 0, 0, 0],
      samples: [],
    };
    expect(evaluateOnCpu(request([], w)).hashLow).toHaveLength(0);
    const [low, high] = [evaluateOnCpu(request([{ term: { kind: "var", index: 0 } }], w))].flatMap((r) => [
      r.hashLow[0],
      r.hashHigh[0],
    ]);
    expect([low, high]).toEqual([0, 0]);
  });

  it("has the hash that its contract states", () => {
    const w: World = {
      ranges: ARITIES.map((n) => new Array<number>(n).fill(1)),
      offsets: [0, 1, 2, 3, 4, 5],
      tables: [0, 0, 0, 0, 0, 0],
      samples: [
        [1, 0, 0],
        [4, 0, 0],
      ],
    };
    const mix = (value: bigint): bigint => {
      const mask = 0xffffffffn;
      let h = value & mask;
      h ^= h >> 16n;
      h = (h * 0x7feb352dn) & mask;
      h ^= h >> 15n;
      h = (h * 0x846ca68bn) & mask;
      return h ^ (h >> 16n);
    };
    const fold = (a: bigint, b: bigint): number =>
      Number(
        [1n, 4n].reduce((sum, v, s) => sum + mix(((v + a) & 0xffffffffn) ^ mix(BigInt(s) + b)), 0n) &
          0xffffffffn,
      );
    const result = evaluateOnCpu(request([{ term: { kind: "var", index: 0 } }], w));
    expect(result.hashLow[0]).toBe(fold(0x9e3779b9n, 0x85ebca6bn));
    expect(result.hashHigh[0]).toBe(fold(0x7f4a7c15n, 0xc2b2ae35n));
  });
});
