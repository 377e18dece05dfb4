/** Declarations in Lean's export format: what each line says beyond names, types and values. */
import type { LevelId, Scoped, TermWriter } from "./terms.js";

/** A constant's name in parts, its universe parameters and its type. */
export interface Constant {
  readonly name: readonly string[];
  readonly levels?: readonly string[];
  readonly type: Scoped;
}

const TOP: readonly string[] = [];

interface Head {
  readonly name: number;
  readonly levelParams: readonly number[];
  readonly type: number;
}

/** A universe parameter's level must have a line of its own before a declaration lists it. */
function head(out: TermWriter, { name, levels = [], type }: Constant): Head {
  for (const level of levels) out.param(level);
  return {
    name: out.name(...name),
    levelParams: levels.map((level) => out.name(level)),
    type: type(TOP),
  };
}

export function declareAxiom(out: TermWriter, constant: Constant): void {
  out.declare({ axiom: { ...head(out, constant), isUnsafe: false } });
}

export function declareTheorem(out: TermWriter, constant: Constant, value: Scoped): void {
  const first = head(out, constant);
  out.declare({ thm: { ...first, value: value(TOP), all: [first.name] } });
}

/** `height` is more than that of every definition in the value. */
export function declareDefinition(out: TermWriter, constant: Constant, value: Scoped, height: number): void {
  const first = head(out, constant);
  const rest = { value: value(TOP), hints: { regular: height }, safety: "safe", all: [first.name] };
  out.declare({ def: { ...first, ...rest } });
}

/** An inductive type that is not recursive, with its constructors and its recursor. */
export interface Inductive extends Constant {
  readonly numParams: number;
  readonly numIndices: number;
  readonly constructors: readonly (Constant & {
    readonly numFields: number;
    /** What the recursor gives for this constructor. */
    readonly rule: Scoped;
  })[];
  readonly recursor: Constant;
  /** The recursor reduces without a constructor: the type is a proposition with one proof without content. */
  readonly k: boolean;
}

export function declareInductive(out: TermWriter, inductive: Inductive): void {
  const { numParams, numIndices, constructors, recursor, k } = inductive;
  const first = head(out, inductive);
  const all = [first.name];
  const isUnsafe = false;
  const ctors = constructors.map((constructor, cidx) => ({
    ...head(out, { ...constructor, levels: inductive.levels ?? [] }),
    ...{ induct: first.name, cidx, numParams, numFields: constructor.numFields, isUnsafe },
  }));
  const types = [
    {
      ...first,
      ...{ numParams, numIndices, all, ctors: ctors.map(({ name }) => name), numNested: 0 },
      ...{ isRec: false, isUnsafe, isReflexive: false },
    },
  ];
  const rules = constructors.map(({ numFields, rule }, index) => ({
    ...{ ctor: ctors[index].name, nfields: numFields, rhs: rule(TOP) },
  }));
  const counts = { numParams, numIndices, numMotives: 1, numMinors: constructors.length };
  const recs = [{ ...head(out, recursor), all, ...counts, rules, k, isUnsafe }];
  out.declare({ inductive: { types, ctors, recs } });
}

/** Sort 1, of types. */
export function one(out: TermWriter): LevelId {
  return out.successor(0);
}
