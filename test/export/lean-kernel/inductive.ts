/**
 * Inductive types that are not recursive: whether a declaration is one, and which recursor it has. The recursor in the
 * file must be this one, but for the names of binders.
 */
import type { ConstructorVal, ExportedDeclaration, InductiveVal, RecursorVal } from "./export-reader.js";
import { atMost, isNeverZero, isZero, param, type Level } from "./level.js";
import { refuse } from "./refusal.js";
import { spine, type FreeVariable, type Term } from "./term.js";
import type { Known, TypeChecker } from "./type-checker.js";

type InductiveDeclaration = ExportedDeclaration & { readonly kind: "inductive" };

interface Shape {
  readonly type: InductiveVal;
  readonly params: readonly FreeVariable[];
  readonly indices: readonly FreeVariable[];
  readonly level: Level;
  readonly constant: Term;
  readonly constructors: readonly ConstructorShape[];
}

interface ConstructorShape {
  readonly value: ConstructorVal;
  readonly fields: readonly FreeVariable[];
  /** The indices of what it makes. */
  readonly indices: readonly Term[];
}

/** Adds the type, its constructors and its recursor with `add`, once each is checked. */
export function checkInductive(
  checker: TypeChecker,
  { types, ctors, recs }: InductiveDeclaration,
  add: (name: string, known: Known) => void,
): void {
  if (types.length !== 1 || recs.length !== 1) refuse("not one type and one recursor");
  const [[type], [recursor]] = [types, recs];
  if (type.all.join() !== type.name || type.numNested !== 0 || type.isRec || type.isReflexive)
    refuse("a type that is recursive, nested or one of several");
  const only = ctors.at(0);
  const structure = only && {
    constructor: only.name,
    numParams: type.numParams,
    numFields: only.numFields,
  };
  const isStructure = structure !== undefined && ctors.length === 1 && type.numIndices === 0;
  checker.sortOf(type.type);
  add(type.name, { ...type, ...(isStructure ? { structure } : {}) });
  const head = headOf(checker, type);
  if (type.ctors.join() !== ctors.map(({ name }) => name).join()) refuse("other constructors than listed");
  const constructors = ctors.map((one, index) => checkConstructor(checker, head, one, index));
  for (const one of ctors) add(one.name, one);
  checkRecursor(checker, { ...head, constructors }, recursor, add);
}

function headOf(checker: TypeChecker, type: InductiveVal): Omit<Shape, "constructors"> {
  const { variables, body } = checker.open(type.type, type.numParams + type.numIndices);
  const sort = checker.whnf(body);
  if (sort.kind !== "sort") return refuse("an inductive type is no type");
  if (!isZero(sort.level) && !isNeverZero(sort.level)) refuse("a type that may be a proposition or not");
  return {
    type,
    params: variables.slice(0, type.numParams),
    indices: variables.slice(type.numParams),
    level: sort.level,
    constant: checker.terms.constant(type.name, type.levelParams.map(param)),
  };
}

function checkConstructor(
  checker: TypeChecker,
  { type, params, level, constant }: Omit<Shape, "constructors">,
  value: ConstructorVal,
  index: number,
): ConstructorShape {
  if (value.induct !== type.name || value.cidx !== index || value.numParams !== type.numParams)
    refuse("a constructor of another type or at another place");
  if (value.levelParams.join() !== type.levelParams.join()) refuse("a constructor in other universes");
  checker.sortOf(value.type);
  let rest = value.type;
  for (const one of params) {
    const pi = checker.whnf(rest);
    if (pi.kind !== "pi" || !checker.same(pi.type, one.type))
      return refuse("a constructor has other parameters");
    rest = checker.terms.instantiate(pi.body, one);
  }
  const { variables: fields, body } = checker.open(rest, value.numFields);
  for (const field of fields) {
    if (mentions(field.type, type.name)) refuse("a recursive type");
    if (!isZero(level) && !atMost(checker.sortOf(field.type), level))
      refuse("a field's universe is too large");
  }
  const { head, args } = spine(checker.whnf(body));
  const own = head === constant && params.every((one, position) => args[position] === one);
  const indices = args.slice(params.length);
  if (!own || indices.length !== type.numIndices || indices.some((one) => mentions(one, type.name)))
    refuse("a constructor makes something else");
  return { value, fields, indices };
}

function mentions(term: Term, name: string): boolean {
  switch (term.kind) {
    case "const":
      return term.name === name;
    case "app":
      return mentions(term.fn, name) || mentions(term.arg, name);
    case "lam":
    case "pi":
      return mentions(term.type, name) || mentions(term.body, name);
    case "let":
      return [term.type, term.value, term.body].some((part) => mentions(part, name));
    case "proj":
      return term.of === name || mentions(term.struct, name);
    case "bvar":
    case "fvar":
    case "sort":
      return false;
    default:
      return term satisfies never;
  }
}

/** A proof may be taken apart for something that is no proof only if nothing is learnt from it. */
function eliminatesIntoTypes(checker: TypeChecker, { level, constructors }: Shape): boolean {
  if (!isZero(level)) return true;
  if (constructors.length !== 1) return constructors.length === 0;
  const [{ fields, indices }] = constructors;
  return fields.every((field) => indices.includes(field) || checker.isProp(field.type));
}

function checkRecursor(
  checker: TypeChecker,
  shape: Shape,
  recursor: RecursorVal,
  add: (name: string, known: Known) => void,
): void {
  const { type, params, indices, constructors, constant } = shape;
  const { terms } = checker;
  const large = eliminatesIntoTypes(checker, shape);
  const own = recursor.levelParams.at(0);
  const universes = large ? recursor.levelParams.slice(1) : recursor.levelParams;
  if (recursor.name !== `${type.name}.rec` || universes.join() !== type.levelParams.join())
    refuse("a recursor of another name or in other universes");
  if (large && (own === undefined || type.levelParams.includes(own)))
    refuse("the recursor's universe is not new");
  const applied = (values: readonly Term[]): Term => terms.apps(constant, [...params, ...values]);
  const major = terms.fvar(applied(indices));
  const target = large && own !== undefined ? terms.sort(param(own)) : checker.prop;
  const motive = terms.fvar(terms.bind("pi", [...indices, major], target));
  const minors = constructors.map(({ value, fields, indices: made }) => {
    const constructor = terms.constant(value.name, type.levelParams.map(param));
    const result = terms.apps(motive, [...made, terms.apps(constructor, [...params, ...fields])]);
    return terms.fvar(terms.bind("pi", fields, result));
  });
  const before = [...params, motive, ...minors];
  const result = terms.apps(motive, [...indices, major]);
  if (recursor.type !== terms.bind("pi", [...before, ...indices, major], result))
    refuse("the recursor has another type");
  const rules = constructors.map(({ value, fields }, index) => ({
    ctor: value.name,
    nfields: fields.length,
    rhs: terms.bind("lam", [...before, ...fields], terms.apps(minors[index], fields)),
  }));
  checkNumbers(shape, recursor);
  const same =
    rules.length === recursor.rules.length &&
    rules.every(({ ctor, nfields, rhs }, index) => {
      const given = recursor.rules[index];
      return given.ctor === ctor && given.nfields === nfields && given.rhs === rhs;
    });
  if (!same) refuse("the recursor has other rules");
  checker.sortOf(recursor.type);
  add(recursor.name, {
    levelParams: recursor.levelParams,
    type: recursor.type,
    recursor: {
      before: before.length,
      numIndices: indices.length,
      numParams: params.length,
      rules: new Map(rules.map((rule) => [rule.ctor, rule])),
    },
  });
}

function checkNumbers({ type, level, constructors }: Shape, recursor: RecursorVal): void {
  const k = isZero(level) && constructors.length === 1 && constructors[0].fields.length === 0;
  const right =
    recursor.all.join() === type.name &&
    recursor.numParams === type.numParams &&
    recursor.numIndices === type.numIndices &&
    recursor.numMotives === 1 &&
    recursor.numMinors === constructors.length &&
    recursor.k === k;
  if (!right) refuse("the recursor's numbers are wrong");
}
