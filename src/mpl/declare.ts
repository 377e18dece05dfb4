/**
 * Declarations of sorts and symbols. An inductive sort is kept simple enough that induction over it is obviously
 * sound: an argument of a constructor is either of exactly the sort being defined or of a sort that does not mention
 * it, and some constructor has no argument of the sort itself, so that the sort is inhabited.
 */
import { collectSortParams, sameSort, sortApp, sortParam, type Sort } from "../logic/sort.js";
import type { Fixity, SortDecl, SymbolDecl } from "../logic/theory.js";
import { hasInvisible, isImplicitParam, isReserved, isWord } from "./names.js";
import { paramScope, type Scope } from "./scope.js";
import type { FixitySyntax, Ident, SortSyntax, SortSyntaxDecl, SymbolSyntaxDecl } from "./syntax.js";
import { sortToReadable } from "./unify.js";

/** False, and reported, if the name cannot be declared as a symbol. */
export function checkSymbolName(scope: Scope, { name, span }: Ident): boolean {
  if (isReserved(name)) scope.reserved(name, span);
  else if (hasInvisible(name)) {
    scope.sink.error("bad-name", span, "this name contains an invisible character");
  } else if (scope.symbols.has(name)) {
    const { kind, origin } = scope.symbols.get(name)!;
    scope.sink.error(
      "duplicate-symbol",
      span,
      `\`${name}\` is already declared, as a ${kind} of theory ${origin}`,
    );
  } else return true;
  return false;
}

/** The fixity if it suits a symbol of that many arguments. */
export function checkFixity(
  scope: Scope,
  fixity: FixitySyntax | undefined,
  arity: number,
): Fixity | undefined {
  if (fixity === undefined) return undefined;
  const { kind, precedence, span } = fixity;
  const wanted = kind === "prefix" ? 1 : 2;
  if (!Number.isInteger(precedence) || precedence > 100) {
    scope.sink.error("bad-fixity", span, `a precedence is a whole number from 0 to 100`);
  } else if (arity !== wanted) {
    const message = `\`${kind}\` is for symbols of ${wanted === 1 ? "one argument" : "two arguments"}, and this one has ${arity}`;
    scope.sink.error("bad-fixity", span, message);
  } else return { kind, precedence };
  return undefined;
}

/** Declares a sort with its constructors. */
export function declareSort(
  scope: Scope,
  syntax: SortSyntaxDecl,
  constructors: readonly SymbolSyntaxDecl[],
  origin: string,
): void {
  const { name, span } = syntax.name;
  if (!checkSortName(scope, syntax.name)) {
    for (const constructor of constructors) scope.brokenNames.add(constructor.name.name);
    return;
  }
  const params = scope.listedParams(syntax.params) ?? [];
  const names = constructors.map((constructor) => constructor.name.name);
  const declared: SortDecl = { name, params, inductive: syntax.inductive, constructors: names, origin };
  scope.sorts.set(name, syntax.inductive ? declared : { ...declared, constructors: [] });
  if (!syntax.inductive && constructors.length > 0) {
    const message = `sort \`${name}\` has constructors but is not inductive`;
    scope.sink.error("not-inductive", constructors[0].span, message, `write \`sort ${name} inductive\``);
  }
  const accepted = constructors.map((constructor) => declareConstructor(scope, constructor, declared));
  if (!syntax.inductive || accepted.includes(undefined) || scope.brokenSorts.has(name)) return;
  const self = sortApp(name, params.map(sortParam));
  const isBase = (symbol: SymbolDecl | undefined): boolean =>
    !symbol!.args.some((arg) => sameSort(arg, self));
  if (accepted.length === 0) {
    const hint = "list its constructors below it, one a line, or leave out `inductive`";
    scope.sink.error("no-constructors", span, `inductive sort \`${name}\` has no constructors`, hint);
  } else if (!accepted.some(isBase)) {
    const message = `inductive sort \`${name}\` is empty: every constructor needs an element of it first`;
    scope.sink.error(
      "uninhabited",
      span,
      message,
      "add a constructor without an argument of the sort itself",
    );
  }
}

function checkSortName(scope: Scope, { name, span }: Ident): boolean {
  const { sink } = scope;
  if (isReserved(name)) scope.reserved(name, span);
  else if (!isWord(name)) sink.error("bad-name", span, `a sort's name consists of letters, digits and \`_\``);
  else if (scope.sorts.has(name)) {
    sink.error(
      "duplicate-sort",
      span,
      `sort \`${name}\` is already declared, in theory ${scope.sorts.get(name)!.origin}`,
    );
  } else if (scope.paramNames.has(name)) {
    sink.error(
      "duplicate-sort",
      span,
      `\`${name}\` is used above as a sort parameter`,
      "sorts are usually capitalised",
    );
  } else return true;
  return false;
}

function declareConstructor(scope: Scope, syntax: SymbolSyntaxDecl, sort: SortDecl): SymbolDecl | undefined {
  const self = sortApp(sort.name, sort.params.map(sortParam));
  const listed = scope.listedParams(syntax.params);
  const named = checkSymbolName(scope, syntax.name);
  if (listed !== undefined && listed.join() !== sort.params.join()) {
    const message = `constructor \`${syntax.name.name}\` must list the parameters of its sort, \`${sortToReadable(self)}\``;
    scope.sink.error("constructor-sort", syntax.name.span, message);
    return undefined;
  }
  const params = paramScope(sort.params);
  const result = syntax.result === undefined ? undefined : scope.resolveSort(syntax.result, params);
  const args = syntax.args.map((arg) => constructorArg(scope, arg, self, params));
  if (!named) return undefined;
  const fixity = checkFixity(scope, syntax.fixity, args.length);
  if (result !== undefined && !sameSort(result, self)) {
    const message = `constructor \`${syntax.name.name}\` gives \`${sortToReadable(result)}\`, but belongs to \`${sortToReadable(self)}\``;
    scope.sink.error("constructor-sort", syntax.result!.span, message);
  }
  if (result === undefined || !sameSort(result, self) || args.includes(undefined)) {
    scope.brokenNames.add(syntax.name.name);
    return undefined;
  }
  const { name } = syntax.name;
  const { origin } = sort;
  const symbol: SymbolDecl = {
    name,
    params: sort.params,
    args: args as Sort[],
    result: self,
    kind: "constructor",
    fixity,
    origin,
  };
  scope.symbols.set(name, symbol);
  return symbol;
}

function constructorArg(
  scope: Scope,
  syntax: SortSyntax,
  self: Sort & { kind: "app" },
  params: ReturnType<typeof paramScope>,
): Sort | undefined {
  const arg = scope.resolveSort(syntax, params);
  if (arg === undefined || sameSort(arg, self) || !mentions(arg, self.name)) return arg;
  const message = `\`${sortToReadable(self)}\` may be an argument of its own constructor only as it stands, not as \`${sortToReadable(arg)}\``;
  scope.sink.error(
    "nested-sort",
    syntax.span,
    message,
    "nested and irregular inductive sorts are not supported",
  );
  return undefined;
}

function mentions(sort: Sort, name: string): boolean {
  return sort.kind === "app" && (sort.name === name || sort.args.some((arg) => mentions(arg, name)));
}

/** Declares a function or predicate. A failure makes the name one about which later errors would be echoes. */
export function declareSymbol(scope: Scope, syntax: SymbolSyntaxDecl, origin: string): void {
  const symbol = symbolOf(scope, syntax, origin);
  const { name } = syntax.name;
  if (symbol !== undefined) scope.symbols.set(name, symbol);
  else if (!scope.symbols.has(name)) scope.brokenNames.add(name);
}

function symbolOf(scope: Scope, syntax: SymbolSyntaxDecl, origin: string): SymbolDecl | undefined {
  const named = checkSymbolName(scope, syntax.name);
  const listed = scope.listedParams(syntax.params);
  const params = paramScope(listed);
  const args = syntax.args.map((arg) => scope.resolveSort(arg, params));
  const isPredicate = syntax.result === undefined || isProp(syntax.result);
  const result = isPredicate ? undefined : scope.resolveSort(syntax.result, params);
  const fixity = checkFixity(scope, syntax.fixity, args.length);
  if (isPredicate && syntax.kind === "function") {
    scope.sink.error(
      "prop-as-sort",
      syntax.result!.span,
      "a `function` cannot give `Prop`",
      "use `op` or `predicate`",
    );
    return undefined;
  }
  if (!named || args.includes(undefined) || (result === undefined && !isPredicate)) return undefined;
  return {
    name: syntax.name.name,
    params: listed ?? [...params.seen],
    args: args as Sort[],
    result,
    kind: isPredicate ? "predicate" : "function",
    fixity,
    origin,
  };
}

function isProp(syntax: SortSyntax): boolean {
  return syntax.name.name === "Prop" && syntax.args.length === 0;
}

/** The symbol's parameters as the readable notation finds them by itself; undefined if it must list them. */
export function implicitParams(
  sorts: readonly Sort[],
  isSort: (name: string) => boolean,
): readonly string[] | undefined {
  const seen = new Set<string>();
  for (const sort of sorts) collectSortParams(sort, seen);
  return [...seen].every((name) => isImplicitParam(name) && !isSort(name)) ? [...seen] : undefined;
}
