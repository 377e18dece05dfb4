/**
 * The head of a definition: `x <= y`, `double(x)`, `- x` or a name alone, where an argument may carry its sort, as in
 * `(x : N)`. The symbol may be new, so its fixity cannot help; the form of the row of items decides.
 */
import type { BinderSyntax, ChainItem, Expr, Ident } from "./syntax.js";

export interface Head {
  readonly name: Ident;
  readonly vars: readonly BinderSyntax[];
  readonly form: "infix" | "prefix" | "plain";
}

type NameItem = Extract<ChainItem, { kind: "name" }>;

/** A head's argument: a variable, or one with its sort in parentheses. */
function argument(item: ChainItem): BinderSyntax | undefined {
  if (item.kind === "name")
    return item.sign || item.name.sorts !== undefined
      ? undefined
      : { ident: item.name.ident, sort: undefined };
  if (item.kind !== "group" || item.entries.length !== 1) return undefined;
  return groupArgument(item.entries[0]);
}

function groupArgument(entry: Expr): BinderSyntax | undefined {
  const sort = entry.kind === "ascription" ? entry.sort : undefined;
  const chain = entry.kind === "ascription" ? entry.body : entry;
  if (chain.kind !== "chain" || chain.items.length !== 1) return undefined;
  const [item] = chain.items;
  if (sort === undefined) return argument(item);
  if (item.kind !== "name" || item.sign || item.name.sorts !== undefined) return undefined;
  return { ident: item.name.ident, sort };
}

/** The head's symbol and arguments; undefined if it has none of the forms. */
export function headOf(items: readonly ChainItem[]): Head | undefined {
  const isSymbol = (item: ChainItem): item is NameItem =>
    item.kind === "name" && item.name.sorts === undefined;
  const [first, second, third] = items;
  let name: Ident;
  let vars: readonly (BinderSyntax | undefined)[];
  let form: Head["form"] = "plain";
  if (items.length === 3 && isSymbol(second)) {
    name = second.name.ident;
    vars = [argument(first), argument(third)];
    form = "infix";
  } else if (items.length === 2 && isSymbol(first) && second.kind === "group") {
    name = first.name.ident;
    vars = second.entries.map(groupArgument);
    if (first.sign && vars.length === 1) form = "prefix";
  } else if (items.length === 2 && isSymbol(first)) {
    name = first.name.ident;
    vars = [argument(second)];
    form = "prefix";
  } else if (items.length === 1 && isSymbol(first)) {
    name = first.name.ident;
    vars = [];
  } else return undefined;
  return vars.includes(undefined) ? undefined : { name, vars: vars as BinderSyntax[], form };
}
