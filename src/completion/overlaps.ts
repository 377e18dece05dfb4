/**
 * Overlaps: where a unit equation rewrites a most general instance of another clause. The pairs of one clause with all
 * the others are unified by the device in one call.
 */
import {
  MAX_UNIFY_VARS,
  TERM_WORDS,
  UNBOUND,
  VARIABLE_BIT,
  type Device,
  type TermTable,
  type UnifyResult,
} from "../device/device.js";
import { HEAD, isAtom, isUnit, literalWeight, type Clause } from "./clause.js";
import { FALSE, type Bindings, type Literal, type TermId, type TermStore } from "./terms.js";

/** A side of a unit equation that rewrites. */
interface From {
  readonly clause: Clause;
  readonly term: TermId;
  readonly reversed: boolean;
}

/** A subterm that may be rewritten. */
interface Into {
  readonly clause: Clause;
  readonly literal: number;
  readonly side: "left" | "right";
  readonly path: readonly number[];
  readonly term: TermId;
}

/** A pair that unifies: bindings of both clauses' variables, over the variables of `from` and then those of `into`. */
export interface Unified {
  readonly from: From;
  readonly into: Into;
  readonly fromBindings: Bindings;
  readonly intoBindings: Bindings;
}

export class Overlaps {
  private readonly froms = new Map<number, From[]>();
  private readonly intos = new Map<number, Into[]>();

  constructor(private readonly store: TermStore) {}

  /** All overlaps of the clause with those added before and with itself; it is then one of them. */
  async add(clause: Clause, device: Device): Promise<Unified[]> {
    const froms = fromsOf(clause, this.store);
    const intos = intosOf(clause, this.store);
    for (const from of froms) push(this.froms, this.store.head[from.term], from);
    const pairs: [From, Into][] = [];
    for (const into of intos) {
      const isRoot = into.literal === HEAD && into.path.length === 0;
      for (const from of this.froms.get(this.store.head[into.term]) ?? []) {
        if (from.clause.dead) continue;
        if (!(isRoot && from.clause === clause && from.term === into.term)) pairs.push([from, into]);
      }
    }
    for (const from of froms) {
      for (const into of this.intos.get(this.store.head[from.term]) ?? []) {
        const isRoot = into.literal === HEAD && into.path.length === 0;
        if (!into.clause.dead && !isRoot) pairs.push([from, into]);
      }
    }
    for (const into of intos) push(this.intos, this.store.head[into.term], into);
    return unified(pairs, this.store, device);
  }
}

function push<T>(map: Map<number, T[]>, key: number, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

function fromsOf(clause: Clause, store: TermStore): From[] {
  if (!isUnit(clause)) return [];
  const { left, right } = clause.head;
  const froms: From[] = [];
  if (clause.orientation >= 0) froms.push({ clause, term: left, reversed: false });
  if (clause.orientation <= 0) froms.push({ clause, term: right, reversed: true });
  return froms.filter(({ term }) => !store.isVar(term) && term > FALSE);
}

/** The places of the head of a unit clause, or of the selected premise of any other. */
function intosOf(clause: Clause, store: TermStore): Into[] {
  const intos: Into[] = [];
  const unit = isUnit(clause);
  const literal = unit ? HEAD : selected(clause, store);
  const { left, right } = unit ? clause.head : clause.premises[literal];
  const visit = (term: TermId, side: "left" | "right", path: readonly number[]): void => {
    if (store.isVar(term) || term <= FALSE) return;
    intos.push({ clause, literal, side, path, term });
    store.args[term].forEach((arg, index) => {
      visit(arg, side, [...path, index]);
    });
  };
  if (!unit || clause.orientation >= 0) visit(left, "left", []);
  if (!unit || clause.orientation <= 0) visit(right, "right", []);
  return intos;
}

/** The premise that is worked on first: the heaviest, equations before atoms of the same weight. */
export function selected(clause: Clause, store: TermStore): number {
  let best = 0;
  const rank = (literal: Literal): number => literalWeight(store, literal) * 2 + (isAtom(literal) ? 0 : 1);
  clause.premises.forEach((premise, index) => {
    if (rank(premise) > rank(clause.premises[best])) best = index;
  });
  return best;
}

// ---------------------------------------------------------------------------------------------------- unification

const STEP_BUDGET = 4096;

async function unified(
  pairs: readonly (readonly [From, Into])[],
  store: TermStore,
  device: Device,
): Promise<Unified[]> {
  const small = pairs.filter(
    ([from, into]) =>
      from.clause.varSorts.length <= MAX_UNIFY_VARS && into.clause.varSorts.length <= MAX_UNIFY_VARS,
  );
  if (small.length === 0) return [];
  const left = new CellTable(store);
  const right = new CellTable(store);
  const numbers = new Uint32Array(small.length * 2);
  small.forEach(([from, into], index) => {
    numbers[index * 2] = left.add([from.term]);
    numbers[index * 2 + 1] = right.add([into.term]);
  });
  const result = await device.unify({
    left: left.table(),
    right: right.table(),
    pairs: numbers,
    matchOnly: false,
    stepBudget: STEP_BUDGET,
  });
  const found: Unified[] = [];
  small.forEach(([from, into], pair) => {
    if (result.unifies[pair] === 0) return;
    const shift = from.clause.varSorts.length;
    const reader = new BindingReader(store, result, pair, [left.terms, right.terms], shift);
    found.push({
      from,
      into,
      fromBindings: from.clause.varSorts.map((sort, v) => reader.term(store.variable(v, sort), 0)),
      intoBindings: into.clause.varSorts.map((sort, v) => reader.term(store.variable(v, sort), 1)),
    });
  });
  return found;
}

/**
 * What makes the sides of a clause's premise equal; undefined if nothing does. Both sides share their variables, which
 * may go to others, numbered after them in the same order.
 */
export async function unifySides(
  clause: Clause,
  { left, right }: Literal,
  store: TermStore,
  device: Device,
): Promise<Bindings | undefined> {
  if (clause.varSorts.length > MAX_UNIFY_VARS) return undefined;
  const variables = clause.varSorts.map((sort, v) => store.variable(v, sort));
  const tables = [left, right].map((side) => {
    const table = new CellTable(store);
    table.add([side, ...variables]);
    return table;
  });
  const result = await device.unify({
    left: tables[0].table(),
    right: tables[1].table(),
    pairs: Uint32Array.of(0, 0),
    matchOnly: false,
    stepBudget: STEP_BUDGET,
  });
  if (result.unifies[0] === 0) return undefined;
  const reader = new BindingReader(store, result, 0, [tables[0].terms, tables[1].terms], variables.length);
  return variables.map((v) => reader.term(v, 0));
}

/** Terms as the device reads them; several at once stand under a head of their own. */
class CellTable {
  /** The term that starts at a cell. */
  readonly terms: TermId[] = [];
  private readonly cells: number[] = [];
  private readonly starts: number[] = [];
  private readonly known = new Map<TermId, number>();

  constructor(private readonly store: TermStore) {}

  add(terms: readonly TermId[]): number {
    const known = terms.length === 1 ? this.known.get(terms[0]) : undefined;
    if (known !== undefined) return known;
    const number = this.starts.length;
    this.starts.push(this.terms.length);
    if (terms.length === 1) {
      this.known.set(terms[0], number);
      this.write(terms[0]);
    } else {
      const at = this.terms.length;
      this.terms.push(FALSE);
      this.cells.push(this.store.heads.length, 0);
      terms.forEach((term) => {
        this.write(term);
      });
      this.cells[at * TERM_WORDS + 1] = this.terms.length - at;
    }
    return number;
  }

  table(): TermTable {
    return {
      termCount: this.starts.length,
      cells: Uint32Array.from(this.cells),
      start: Uint32Array.from(this.starts),
    };
  }

  private write(term: TermId): void {
    const at = this.terms.length;
    const head = this.store.head[term];
    this.terms.push(term);
    this.cells.push(head < 0 ? VARIABLE_BIT + this.store.varNumber(term) : head, 0);
    for (const arg of this.store.args[term]) this.write(arg);
    this.cells[at * TERM_WORDS + 1] = this.terms.length - at;
  }
}

/** Reads a pair's triangular substitution; variables left open are numbered with those of the right side last. */
class BindingReader {
  constructor(
    private readonly store: TermStore,
    private readonly result: UnifyResult,
    private readonly pair: number,
    private readonly terms: readonly [readonly TermId[], readonly TermId[]],
    private readonly shift: number,
  ) {}

  term(term: TermId, side: number): TermId {
    const { store } = this;
    const head = store.head[term];
    if (head < 0) {
      const number = -1 - head;
      const bound = this.result.bindings[(this.pair * 2 + side) * MAX_UNIFY_VARS + number];
      if (bound !== UNBOUND) return this.term(this.terms[bound & 1][bound >>> 1], bound & 1);
      return side === 0 ? term : store.variable(this.shift + number, store.sort[term]);
    }
    if (store.isGround(term)) return term;
    return store.node(
      head,
      store.args[term].map((arg) => this.term(arg, side)),
    );
  }
}
