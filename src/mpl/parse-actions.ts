/**
 * From Ohm's parse trees to surface syntax: one operation for each type of node. Spans are shifted by the offset of
 * the declaration that was matched. Nothing is resolved or judged here.
 */
/* eslint-disable @typescript-eslint/no-unused-vars -- Ohm checks that an action names every part of its rule. */
import type { MatchResult, Node } from "ohm-js";
import type { Fixity } from "../logic/theory.js";
import type { Span } from "./diagnostic.js";
import { mplGrammar } from "./grammar.js";
import { CONNECTIVE_SIGNS } from "./names.js";
import type {
  BinderSyntax,
  ChainExpr,
  ChainItem,
  DeclarationSyntax,
  Expr,
  FixitySyntax,
  Ident,
  NameExpr,
  SortSyntax,
  StatementSyntax,
  SymbolSyntaxDecl,
} from "./syntax.js";

let shift = 0;

function spanOf(node: Node): Span {
  return { start: node.source.startIdx + shift, end: node.source.endIdx + shift };
}

function ident(node: Node): Ident {
  const text = node.sourceString;
  const name = text.startsWith('"') ? text.slice(1, -1) : text;
  return { name, span: spanOf(node) };
}

interface Operations {
  declaration(): DeclarationSyntax;
  sort(): SortSyntax;
  expr(): Expr;
  item(): ChainItem;
  binders(): readonly BinderSyntax[];
  branches(): readonly Branch[];
}

/** What an `if` stands for: formulas under the conditions that lead to them. */
interface Branch {
  readonly conditions: readonly Expr[];
  readonly value: ChainExpr;
}

/** The operations of a node, with their types, which Ohm's own typings do not know. */
function on(node: Node): Operations {
  return node as unknown as Operations;
}

/** The elements of `X?` as a value or undefined. */
function optional<T>(node: Node, read: (child: Node) => T): T | undefined {
  return node.numChildren === 0 ? undefined : read(node.child(0));
}

function listOf(node: Node): readonly Node[] {
  return node.asIteration().children;
}

const sortOf = (node: Node): SortSyntax => on(node).sort();
const exprOf = (node: Node): Expr => on(node).expr();

/** `{a,b}` as identifiers. */
const paramList = (node: Node): readonly Ident[] => listOf(node.child(1)).map(ident);

/** `{N,List{a}}` as sorts. */
const sortArgs = (node: Node): readonly SortSyntax[] => listOf(node.child(1)).map(sortOf);

function fixityOf(node: Node): FixitySyntax {
  const kind = node.child(0).sourceString as Fixity["kind"];
  return { kind, precedence: Number(node.child(1).sourceString), span: spanOf(node) };
}

function chainOf(node: Node): ChainExpr {
  return {
    kind: "chain",
    items: node.child(0).children.map((child) => on(child).item()),
    span: spanOf(node),
  };
}

/** The sort of an optional `: S`. */
const binderSort = (node: Node): SortSyntax | undefined => optional(node, (child) => sortOf(child.child(1)));

const semantics = mplGrammar.createSemantics();

semantics.addOperation<SortSyntax>("sort", {
  SortExpr(name, args, atoms) {
    const given = [...(optional(args, sortArgs) ?? []), ...atoms.children.map(sortOf)];
    return { name: ident(name), args: given, span: spanOf(this) };
  },
  SortAtom_name(name, args) {
    return { name: ident(name), args: optional(args, sortArgs) ?? [], span: spanOf(this) };
  },
  SortAtom_group(_open, sort, _close) {
    return sortOf(sort);
  },
});

semantics.addOperation<readonly BinderSyntax[]>("binders", {
  Binder(_quantifier, first, _commas, others, _dot) {
    return [first, ...others.children].flatMap((group) => on(group).binders());
  },
  BinderGroup_group(_open, names, _colon, sort, _close) {
    const shared = sortOf(sort);
    return names.children.map((name) => ({ ident: ident(name), sort: shared }));
  },
  BinderGroup_bare(names, sort) {
    const shared = binderSort(sort);
    return names.children.map((name) => ({ ident: ident(name), sort: shared }));
  },
  CoreVar(name, sort) {
    return [{ ident: ident(name), sort: binderSort(sort) }];
  },
});

/** One expression in parentheses, ascribed if a sort follows. */
function groupEntry(chain: Node, sort: Node): Expr {
  const body = exprOf(chain);
  const given = binderSort(sort);
  const span = { start: body.span.start, end: given?.span.end ?? body.span.end };
  return given === undefined ? body : { kind: "ascription", body, sort: given, span };
}

/** The terms of `[a,b]`, by the grammar's `CoreArgs`. */
function termNodes(args: Node): readonly Node[] {
  const inside = args.child(0);
  return inside.ctorName === "CoreArgs_some" ? [inside.child(1), ...inside.child(3).children] : [];
}

function isQuoted(node: Node): boolean {
  return node.sourceString.startsWith('"');
}

semantics.addOperation<ChainItem>("item", {
  Item(item) {
    return on(item).item();
  },
  Binder(quantifier, _first, _commas, _others, _dot) {
    const word = quantifier.sourceString;
    const kind = word === "forall" || word === "∀" ? "forall" : "exists";
    return { kind: "binder", quantifier: kind, vars: on(this).binders(), span: spanOf(this) };
  },
  not(_sign) {
    return { kind: "not", span: spanOf(this) };
  },
  Item_group(_open, chain, sort, others, _close) {
    const entries = [groupEntry(chain, sort), ...others.children.map(exprOf)];
    return { kind: "group", entries, span: spanOf(this) };
  },
  Item_empty(_open, _close) {
    return { kind: "group", entries: [], span: spanOf(this) };
  },
  Name(node, args) {
    const quoted = isQuoted(node);
    const plain = ident(node);
    const read: Ident = quoted ? plain : { ...plain, name: CONNECTIVE_SIGNS.get(plain.name) ?? plain.name };
    const span = spanOf(this);
    const sorts = optional(args, sortArgs);
    const name: NameExpr = { kind: "name", ident: read, quoted, sorts, args: [], span };
    return { kind: "name", name, sign: !quoted && node.child(0).ctorName === "sign", span };
  },
});

function coreApplication(whole: Node, name: Node, sorts: Node, args: readonly Node[]): NameExpr {
  return {
    kind: "name",
    ident: ident(name),
    quoted: false,
    sorts: optional(sorts, sortArgs),
    args: args.map(exprOf),
    span: spanOf(whole),
  };
}

semantics.addOperation<Expr>("expr", {
  Formula_core(formula, _end) {
    return exprOf(formula);
  },
  Formula_readable(chain) {
    return exprOf(chain);
  },
  Chain(_items) {
    return chainOf(this);
  },
  GroupEntry(_comma, chain, sort) {
    return groupEntry(chain, sort);
  },
  CoreFormula(nots, plain) {
    const end = spanOf(plain).end;
    return nots.children.reduceRight<Expr>(
      (body, sign) => ({ kind: "not", body, span: { start: spanOf(sign).start, end } }),
      exprOf(plain),
    );
  },
  CorePlain_imp(_open, _sign, _left, vars, _right, premise, conclusion, _close) {
    return {
      kind: "imp",
      vars: listOf(vars).flatMap((v) => on(v).binders()),
      premise: exprOf(premise),
      conclusion: exprOf(conclusion),
      span: spanOf(this),
    };
  },
  CorePlain_and(_open, sign, left, right, _close) {
    const operator = ident(sign);
    return { kind: "connective", operator, left: exprOf(left), right: exprOf(right), span: spanOf(this) };
  },
  CorePlain_atom(_open, name, sorts, args, _close) {
    const nodes = termNodes(args);
    if (name.sourceString !== "=" || nodes.length !== 2) return coreApplication(this, name, sorts, nodes);
    const [left, right] = nodes.map(exprOf);
    return { kind: "connective", operator: ident(name), left, right, span: spanOf(this) };
  },
  CoreTerm(name, sorts, args) {
    return coreApplication(this, name, sorts, optional(args, termNodes) ?? []);
  },
});

semantics.addOperation<readonly Branch[]>("branches", {
  Choice(_if, condition, _then, first, _else, second) {
    const holds = chainOf(condition);
    const fails: Expr = { kind: "not", body: holds, span: holds.span };
    const under = (expr: Expr, node: Node): readonly Branch[] =>
      on(node)
        .branches()
        .map(({ conditions, value }) => ({ conditions: [expr, ...conditions], value }));
    return [...under(holds, first), ...under(fails, second)];
  },
  Branch(inner) {
    return on(inner).branches();
  },
  Chain(_items) {
    return [{ conditions: [], value: chainOf(this) }];
  },
});

/** `LEFT = if … then A else B` as one formula a branch: `LEFT = A` under its conditions. */
function branchFormula(left: ChainExpr, { conditions, value }: Branch): Expr {
  const { span } = left;
  const group: ChainItem = { kind: "group", entries: [value], span: value.span };
  const equation: Expr = { kind: "chain", items: [...left.items, group], span };
  const connective = (name: string, one: Expr, other: Expr): Expr => ({
    ...{ kind: "connective", operator: { name, span }, left: one, right: other, span },
  });
  return connective(
    "->",
    conditions.reduce((all, next) => connective("&", all, next)),
    equation,
  );
}

/** The sorts on both sides of the arrow; without one, the result alone. */
function signatureOf(signature: Node): Pick<SymbolSyntaxDecl, "args" | "result"> {
  const left = listOf(signature.child(0)).map(sortOf);
  const result = optional(signature.child(1), (arrow) => sortOf(arrow.child(1)));
  return result === undefined
    ? { args: left.slice(0, -1), result: left[left.length - 1] }
    : { args: left, result };
}

semantics.addOperation<DeclarationSyntax>("declaration", {
  Theory(_keyword, name) {
    return { kind: "theory", name: ident(name), span: spanOf(this) };
  },
  Use(_keyword, name) {
    return { kind: "use", name: ident(name), span: spanOf(this) };
  },
  Sort(_keyword, name, braced, params, inductive) {
    const listed = [...(optional(braced, paramList) ?? []), ...params.children.map(ident)];
    const isInductive = inductive.numChildren > 0;
    return { kind: "sort", name: ident(name), params: listed, inductive: isInductive, span: spanOf(this) };
  },
  ConstructorLine(name, args, _colon, result, fixity) {
    return {
      kind: "constructor",
      name: ident(name),
      params: undefined,
      args: optional(args, (list) => listOf(list.child(1)).map(sortOf)) ?? [],
      result: sortOf(result),
      fixity: optional(fixity, fixityOf),
      span: spanOf(this),
    };
  },
  Symbol(keyword, name, params, _colon, signature, fixity) {
    return {
      kind: keyword.sourceString as "constructor" | "op" | "function",
      name: ident(name),
      params: optional(params, paramList),
      ...signatureOf(signature),
      fixity: optional(fixity, fixityOf),
      span: spanOf(this),
    };
  },
  Fun(keyword, name, signature) {
    return {
      kind: keyword.sourceString as "fun" | "with",
      name: ident(name),
      signature: optional(signature, (given) => ({
        params: optional(given.child(0), paramList),
        ...signatureOf(given.child(2)),
        fixity: optional(given.child(3), fixityOf),
      })),
      span: spanOf(this),
    };
  },
  EquationLine(named, chain, choice) {
    const left = chainOf(chain);
    const branches = optional(choice, (node) => on(node).branches());
    return {
      kind: "equation",
      name: optional(named, (given) => ident(given.child(0))),
      params: optional(named, (given) => optional(given.child(1), paramList)),
      formulas: branches?.map((branch) => branchFormula(left, branch)) ?? [left],
      span: spanOf(this),
    };
  },
  Predicate(_keyword, name, params, args, fixity) {
    return {
      kind: "predicate",
      name: ident(name),
      params: optional(params, paramList),
      args: optional(args, (list) => listOf(list.child(1)).map(sortOf)) ?? [],
      result: undefined,
      fixity: optional(fixity, fixityOf),
      span: spanOf(this),
    };
  },
  Statement(keyword, name, params, _colon, formula) {
    return {
      kind: keyword.sourceString as StatementSyntax["kind"],
      name: ident(name),
      params: optional(params, paramList),
      formula: exprOf(formula),
      span: spanOf(this),
    };
  },
  Define(_keyword, name, head, fixity, _sign, body) {
    return {
      kind: "define",
      factName: optional(name, (given) => ident(given.child(0))),
      head: chainOf(head),
      fixity: optional(fixity, fixityOf),
      body: exprOf(body),
      span: spanOf(this),
    };
  },
  Settings(keyword, _open, settings, _close) {
    return {
      kind: keyword.sourceString as "explore" | "grid",
      settings: settings.children.map((setting) => ({
        name: ident(setting.child(0)),
        value: Number(setting.child(1).sourceString),
      })),
      span: spanOf(this),
    };
  },
});

/** The declaration that `match` read at `offset` of the file. */
export function declarationOf(match: MatchResult, offset: number): DeclarationSyntax {
  shift = offset;
  return (semantics(match) as unknown as Operations).declaration();
}
