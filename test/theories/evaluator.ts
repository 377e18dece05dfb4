/**
 * The shipped theories as plain JavaScript: numbers, booleans, arrays for lists, triples for trees. It decides a
 * formula at given values, with its inner quantifiers over the first few numbers, and shares nothing with the explorer.
 */
import type { Formula } from "../../src/logic/formula.js";
import type { Term } from "../../src/logic/term.js";

type Tree = readonly [] | readonly [left: Tree, element: Value, right: Tree];
type Value = number | boolean | string | readonly Value[];
type Values = ReadonlyMap<string, Value>;

const numbers = (f: (x: number, y: number) => Value) => (x: Value, y: Value) => f(x as number, y as number);
const booleans = (f: (x: boolean, y: boolean) => boolean) => (x: Value, y: Value) =>
  f(x as boolean, y as boolean);
const sizeOf = (t: Tree): number => (t.length === 0 ? 0 : sizeOf(t[0]) + 1 + sizeOf(t[2]));
const mirrored = (t: Tree): Tree => (t.length === 0 ? t : [mirrored(t[2]), t[1], mirrored(t[0])]);

const FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  "0": () => 0,
  s: (x) => (x as number) + 1,
  "+": numbers((x, y) => x + y),
  "*": numbers((x, y) => x * y),
  "<=": numbers((x, y) => x <= y),
  tt: () => true,
  ff: () => false,
  not: (x) => x !== true,
  and: booleans((x, y) => x && y),
  or: booleans((x, y) => x || y),
  xor: booleans((x, y) => x !== y),
  nil: () => [],
  cons: (x, xs) => [x, ...(xs as Value[])],
  "++": (xs, ys) => [...(xs as Value[]), ...(ys as Value[])],
  rev: (xs) => (xs as Value[]).toReversed(),
  len: (xs) => (xs as Value[]).length,
  leaf: () => [],
  node: (l, x, r) => [l, x, r],
  size: (t) => sizeOf(t as unknown as Tree),
  mirror: (t) => mirrored(t as unknown as Tree),
};

/** A value as the counterexamples print it: `s(0)`, `cons(a1, nil)`. What is no constructor is an element. */
export function readValue(text: string): Value {
  const tokens = text.match(/[^\s(),]+|[()]/g) ?? [];
  let at = 0;
  const read = (): Value => {
    const name = tokens[at++];
    const args: Value[] = [];
    if (tokens[at] === "(") {
      for (at++; tokens[at] !== ")";) args.push(read());
      at++;
    }
    return name in FUNCTIONS ? FUNCTIONS[name](...args) : name;
  };
  const value = read();
  if (at !== tokens.length) throw new Error(`${text} is not a value`);
  return value;
}

function valueOf(term: Term, values: Values): Value {
  if (term.kind === "app") return FUNCTIONS[term.symbol](...term.args.map((arg) => valueOf(arg, values)));
  const value = values.get(term.name);
  if (value === undefined) throw new Error(`${term.name} has no value`);
  return value;
}

/** Whether the closed formula holds at `values`, which its outermost binder's variables take. */
export function holdsAt(formula: Formula, values: Values): boolean {
  switch (formula.kind) {
    case "true":
    case "false":
      return formula.kind === "true";
    case "eq":
      return JSON.stringify(valueOf(formula.left, values)) === JSON.stringify(valueOf(formula.right, values));
    case "atom":
      return FUNCTIONS[formula.predicate](...formula.args.map((arg) => valueOf(arg, values))) === true;
    case "not":
      return !holdsAt(formula.body, values);
    case "and":
      return holdsAt(formula.left, values) && holdsAt(formula.right, values);
    case "imp":
      return !holdsAt(formula.premise, values) || holdsAt(formula.conclusion, values);
    default:
      return formula satisfies never;
  }
}

/** Small values of the sort with this core text's head; an element for anything else. */
function smallValues(sort: string): readonly Value[] {
  if (sort === "N") return [0, 1, 2, 3];
  if (sort === "Bool") return [false, true];
  if (sort === "List") return [[], ["a"], ["b"], ["a", "b"], ["b", "a", "a"]];
  if (sort === "Tree") {
    const leaf: Value = [];
    const one: Value = [leaf, "a", leaf];
    return [leaf, one, [leaf, "b", leaf], [one, "b", leaf], [leaf, "a", one]];
  }
  return ["a", "b"];
}

/** Whether small values for the outermost variables make the formula false; not, if it quantifies further inside. */
export function falsifies(formula: Formula): boolean {
  if (quantifiesInside(formula)) return false;
  const vars = formula.kind === "imp" ? formula.vars : [];
  const search = (index: number, values: Values): boolean =>
    index === vars.length
      ? !holdsAt(formula, values)
      : smallValues(vars[index].sort.name).some((value) =>
          search(index + 1, new Map([...values, [vars[index].name, value]])),
        );
  return search(0, new Map());
}

function quantifiesInside(formula: Formula, outermost = true): boolean {
  switch (formula.kind) {
    case "not":
      return quantifiesInside(formula.body, false);
    case "and":
      return quantifiesInside(formula.left, false) || quantifiesInside(formula.right, false);
    case "imp":
      return (
        (!outermost && formula.vars.length > 0) ||
        quantifiesInside(formula.premise, false) ||
        quantifiesInside(formula.conclusion, false)
      );
    case "true":
    case "false":
    case "eq":
    case "atom":
      return false;
    default:
      return formula satisfies never;
  }
}
