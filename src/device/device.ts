/**
 * The data-parallel operations behind the grid, the explorer and the mutator: `match`, `evaluate`, and `unify`, which
 * also comes as `join`, for all pairs of two lists of terms. A device knows no logic: all that crosses
 * this line is flat `Uint32Array`s, laid out for a shader and just as good for a CPU cache. Every device gives the
 * same answer, element for element and in the same order.
 *
 * Methods may answer at once or later (`Awaitable`): the CPU does the first, a GPU the second.
 */

export type Awaitable<T> = T | Promise<T>;

export interface Device {
  readonly name: string;
  match(rules: RuleTable, rows: RowTable, since: number): Awaitable<MatchTable>;
  evaluate(request: EvaluateRequest): Awaitable<EvaluateResult>;
  unify(request: UnifyRequest): Awaitable<UnifyResult>;
  join(request: JoinRequest): Awaitable<JoinResult>;
  /** Frees what the device holds; the device is not used after it. */
  close(): void;
}

// ---------------------------------------------------------------------------------------------------------- match

/** Columns of a row, as an instruction names them: the row's class, then its arguments. */
export const Column = { Class: 0, Arg0: 1, Arg1: 2, Arg2: 3, Arg3: 4 } as const;

/** The widest node a row can hold; wider symbols are cut into chains when they are compiled. */
export const MAX_ARGS = 4;

/** Marks an argument column that the row's symbol does not use. */
export const NO_CLASS = 0xffffffff;

/**
 * All active blocks' nodes, sorted by block and within a block by node number. Class ids are global (a block's local
 * ids shifted by `classBase[block]`), so equal ids already mean the same class of the same block.
 *
 *     row r        : symbol[r]  args[4r … 4r+3]  class[r]  stamp[r]
 *     block b      : rows blockStart[b] … blockStart[b+1]-1
 *     (b, symbol f): bySymbol[symbolStart[b*symbolCount+f] … symbolStart[b*symbolCount+f+1]-1], rows rising
 *     class c      : byClass[classStart[c] … classStart[c+1]-1], sorted by symbol, then row
 *     classStamp[c]: the newest stamp among the rows of c
 *     class c      : byArgument[argumentStart[c] … argumentStart[c+1]-1], its occurrences as an argument, each as
 *                    row * MAX_ARGS + argument, sorted by symbol, then argument, then row; it is enough to have those
 *                    that some rule SEEKs
 */
export interface RowTable {
  readonly blockCount: number;
  readonly symbolCount: number;
  readonly rowCount: number;
  readonly classCount: number;
  readonly symbol: Uint32Array;
  readonly args: Uint32Array;
  readonly class: Uint32Array;
  readonly stamp: Uint32Array;
  readonly blockStart: Uint32Array;
  readonly classBase: Uint32Array;
  readonly symbolStart: Uint32Array;
  readonly bySymbol: Uint32Array;
  readonly classStart: Uint32Array;
  readonly byClass: Uint32Array;
  readonly classStamp: Uint32Array;
  readonly argumentStart: Uint32Array;
  readonly byArgument: Uint32Array;
}

/**
 * Rules as runs of instructions of `INSTRUCTION_WORDS` words `op, a, b, c`. A partial match is the list of rows taken
 * so far; slot i is the i-th of them.
 *
 *     SCAN   symbol                      take each row of the block with this symbol
 *     JOIN   slot    column  symbol      take each row with this symbol of the class in that column
 *     SEEK   symbol  column  slot*8+col  take each row with this symbol that has the other column's class in `column`
 *     CHECK  slot    column  slot*8+col  go on only if the two columns hold the same class
 *     IS     slot    column  local       go on only if the column holds the block's class number `local`
 *     YIELD                              a match
 */
export const Op = { Scan: 0, Join: 1, Seek: 2, Check: 3, Is: 4, Yield: 5 } as const;
export const INSTRUCTION_WORDS = 4;

/** `block[r]` for a rule of every block. */
export const EVERY_BLOCK = 0xffffffff;

/** `code` from `start[r]` (in words) is rule r, ended by YIELD; `block[r]` is the one block that it runs in. */
export interface RuleTable {
  readonly ruleCount: number;
  readonly code: Uint32Array;
  readonly start: Uint32Array;
  readonly block: Uint32Array;
  /** Rows a match of the rule takes. */
  readonly width: Uint32Array;
}

/**
 * Matches with at least one row of `stamp >= since`, ordered by block, rule, rows. Match m is rule `rule[m]` in block
 * `block[m]` with rows `rows[start[m] … start[m+1]-1]` (global row numbers).
 */
export interface MatchTable {
  readonly matchCount: number;
  readonly block: Uint32Array;
  readonly rule: Uint32Array;
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
}

// ------------------------------------------------------------------------------------------------------- evaluate

/** The value that stands for "outside the tables": any function of it is it again. */
export const UNDEFINED_VALUE = 0xffffffff;

/** Postfix instructions, one word each: the kind in the top 4 bits, the operand below. */
export const EvalOp = {
  /** Push the assignment's value of variable `operand`. */
  Var: 0,
  /** Pop the arguments of function `operand`, push its value. */
  Call: 1,
  /** Push the constant value `operand`. */
  Value: 2,
  /** Pop two values, push 1 if they are equal, 0 if not. */
  Equal: 3,
} as const;
export const EVAL_OPERAND_BITS = 28;

/** Words of a function's descriptor: table offset, arity, then the number of values of each argument (at most 4). */
export const FUNCTION_WORDS = 6;

/** `premiseCount` of a program that is a term: its values are hashed. */
export const TERM_PROGRAM = 0xffffffff;

/**
 * Programs over value tables. Values are small numbers; function f at values i0, i1, … is
 * `tables[offset + ((i0 * n1 + i1) * n2 + i2) …]`; an argument that is undefined or beyond its range gives undefined.
 *
 * A term program leaves one value. A Horn program leaves premises p1 … pk and the conclusion q, k+1 truth values
 * (1, 0 or undefined), with `premiseCount` k: an assignment satisfies it if all are 1, violates it if all premises are
 * 1 and the conclusion is 0; undefined anywhere counts as neither.
 */
export interface EvaluateRequest {
  readonly programCount: number;
  readonly code: Uint32Array;
  /** programCount + 1 offsets into `code`. */
  readonly start: Uint32Array;
  readonly premiseCount: Uint32Array;
  /** FUNCTION_WORDS words a function. */
  readonly functions: Uint32Array;
  readonly tables: Uint32Array;
  readonly sampleCount: number;
  readonly variableCount: number;
  /** samples[s * variableCount + v] */
  readonly samples: Uint32Array;
}

/** "No such sample" in `firstPremise` and `firstViolation`. */
export const NO_SAMPLE = 0xffffffff;

/** Four words a program: */
export interface EvaluateResult {
  /** Term programs: a 64-bit hash of the values over all samples, low word; else 0. */
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  /** Horn programs: assignments that satisfy all premises (the conclusion defined), and those that violate. */
  readonly premiseHits: Uint32Array;
  readonly violations: Uint32Array;
  /** The first sample of each kind, or NO_SAMPLE. */
  readonly firstPremise: Uint32Array;
  readonly firstViolation: Uint32Array;
  /** Term programs: on how many samples the value is undefined. */
  readonly undefinedCount: Uint32Array;
}

// ---------------------------------------------------------------------------------------------------------- unify

/** Words of a term cell: head, skip. */
export const TERM_WORDS = 2;
/** Set in the head of a variable; the low bits are its number (0 … 31). */
export const VARIABLE_BIT = 0x80000000;
/** Variables a side may have; a pair with more goes to the CPU. */
export const MAX_UNIFY_VARS = 32;

/**
 * Terms in preorder, TERM_WORDS words a cell: `head` (a symbol number, or VARIABLE_BIT and a variable number) and
 * `skip` (cells of the subterm, itself included). Term i starts at cell `start[i]`. The two sides' variables are
 * apart: variable v of side B is a different one from variable v of side A. Terms may share cells: a subterm is a term
 * that starts inside another. A symbol has the same number of arguments wherever it stands.
 */
export interface TermTable {
  readonly termCount: number;
  readonly cells: Uint32Array;
  readonly start: Uint32Array;
}

export interface UnifyRequest {
  readonly left: TermTable;
  readonly right: TermTable;
  /** Pairs of term numbers: left, right, left, right, … */
  readonly pairs: Uint32Array;
  /** Only the left side's variables may be bound (one-sided matching). */
  readonly matchOnly: boolean;
  /** Steps one pair may take before it goes to the CPU, which has no such limit. */
  readonly stepBudget: number;
}

/** "Unbound" in a substitution. */
export const UNBOUND = 0xffffffff;
/** Words of a pair's substitution: a slot for each variable of the left side, then of the right. */
export const BINDING_WORDS = 2 * MAX_UNIFY_VARS;

export interface UnifyResult {
  /** 1 if the pair unifies. */
  readonly unifies: Uint8Array;
  /**
   * 2 * MAX_UNIFY_VARS words a pair: what left variable v, then right variable v, is bound to, or UNBOUND. A binding
   * is `cell * 2 + side`: a cell of `left` (side 0) or `right` (side 1), whose variables may be bound in turn
   * (a triangular substitution).
   */
  readonly bindings: Uint32Array;
}

// ----------------------------------------------------------------------------------------------------------- join

/**
 * Left terms `leftFrom … leftEnd-1`, each with right terms `rightFrom … rightEnd-1`: what `unify` would say of all
 * these pairs, told of those alone that unify. Pairs whose fingerprints (fingerprint.ts) differ are never tried.
 *
 * The answer has BINDING_WORDS words a pair, so a caller with many terms asks for some left terms at a time
 * (`joinBands`); the answers one after the other are the answer for all. A device may keep what it makes of a table
 * for later calls with the same `TermTable` object, whose arrays must therefore not change.
 */
export interface JoinRequest {
  readonly left: TermTable;
  readonly right: TermTable;
  readonly leftFrom: number;
  readonly leftEnd: number;
  readonly rightFrom: number;
  readonly rightEnd: number;
  readonly matchOnly: boolean;
  readonly stepBudget: number;
}

export interface JoinResult {
  /** Pairs whose fingerprints agree: those that were tried. */
  readonly candidateCount: number;
  /** The pairs that unify, ordered by left term, then right term: left, right, left, right, … */
  readonly pairs: Uint32Array;
  /** BINDING_WORDS words a pair, as in `UnifyResult`. */
  readonly bindings: Uint32Array;
}
