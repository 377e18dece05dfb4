/**
 * From chains to trees: an operator-precedence pass over the flat row of operands and operators that the grammar
 * reads, with the fixities known at this point of the file.
 *
 * The connectives are operators looser than every declared one: from tightest to loosest `= !=`, `!`, `&`, `|`, `->`,
 * `<->`, and quantifiers, which reach as far to the right as they can. The pass keeps its own stack, so the length of
 * a chain costs no recursion; chains inside brackets are left for the caller to structure when it comes to them.
 */
import type { Fixity } from "../logic/theory.js";
import type { Span } from "./diagnostic.js";
import type { ChainExpr, ChainItem, Expr, NameExpr } from "./syntax.js";

type Builtin = "=" | "!=" | "&" | "|" | "->" | "<->";

const BUILTIN: ReadonlyMap<string, Fixity> = new Map<Builtin, Fixity>([
  ["=", { kind: "infix", precedence: -1 }],
  ["!=", { kind: "infix", precedence: -1 }],
  ["&", { kind: "infixl", precedence: -3 }],
  ["|", { kind: "infixl", precedence: -4 }],
  ["->", { kind: "infixr", precedence: -5 }],
  ["<->", { kind: "infix", precedence: -6 }],
]);

/** How tightly `!` binds. */
export const NOT_PRECEDENCE = -2;
/** How tightly a quantifier binds: less than anything. */
export const QUANTIFIER_PRECEDENCE = -10;

/** The fixity of a connective, or undefined for any other name. */
export function connectiveFixity(name: string): Fixity | undefined {
  return BUILTIN.get(name);
}

/** Why a chain has no structure, and where. */
export interface ChainProblem {
  readonly code: "syntax" | "ambiguous" | "unknown-symbol";
  readonly span: Span;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The name that stands where an operator is expected and has no fixity. */
  readonly unknown?: NameExpr;
}

interface StackEntry {
  readonly item: ChainItem;
  readonly fixity: Fixity;
}

type ItemName = Extract<ChainItem, { kind: "name" }>;

class ChainBuilder {
  private readonly operands: Expr[] = [];
  private readonly operators: StackEntry[] = [];
  private at = 0;
  problem: ChainProblem | undefined;

  constructor(
    private readonly chain: ChainExpr,
    private readonly fixityOf: (name: string) => Fixity | undefined,
  ) {}

  build(): Expr | undefined {
    const { items } = this.chain;
    while (this.problem === undefined) {
      if (!this.operand()) continue;
      if (this.at === items.length) {
        while (this.operators.length > 0) this.reduce();
        return this.operands[0];
      }
      this.infix(items[this.at++]);
    }
    return undefined;
  }

  /** Reads a prefix operator (false: an operand is still to come) or an operand. */
  private operand(): boolean {
    const { items, span } = this.chain;
    if (this.at === items.length) {
      const last = items[items.length - 1];
      this.fail(
        "syntax",
        { start: last.span.start, end: span.end },
        `an operand is missing after ${describe(last)}`,
      );
      return false;
    }
    const item = items[this.at++];
    switch (item.kind) {
      case "not":
        this.operators.push({ item, fixity: { kind: "prefix", precedence: NOT_PRECEDENCE } });
        return false;
      case "binder":
        this.operators.push({ item, fixity: { kind: "prefix", precedence: QUANTIFIER_PRECEDENCE } });
        return false;
      case "group":
        return this.group(item.entries, item.span);
      case "name":
        return this.name(item);
      default:
        return item satisfies never;
    }
  }

  private group(entries: readonly Expr[], span: Span): boolean {
    if (entries.length === 1) {
      this.operands.push(entries[0]);
      return true;
    }
    const message = entries.length === 0 ? "nothing stands between these brackets" : "there are no tuples";
    this.fail("syntax", span, message, "arguments follow the name of a function or predicate, as in f(x, y)");
    return false;
  }

  private name(item: ItemName): boolean {
    const fixity = this.fixity(item);
    const next = this.chain.items.at(this.at);
    if (fixity?.kind === "prefix") {
      this.operators.push({ item, fixity });
      return false;
    }
    if (
      fixity !== undefined &&
      (connectiveFixity(item.name.ident.name) !== undefined || next?.kind !== "group")
    ) {
      const message = `an operand is missing before \`${item.name.ident.name}\``;
      this.fail("syntax", item.span, message, `an infix operator stands between its two operands`);
      return false;
    }
    if (next?.kind === "group") {
      this.at++;
      const span = { start: item.span.start, end: next.span.end };
      this.operands.push({ ...item.name, args: next.entries, span });
    } else this.operands.push(item.name);
    return true;
  }

  private infix(item: ChainItem): void {
    const fixity = item.kind === "name" ? this.fixity(item) : undefined;
    if (fixity === undefined || fixity.kind === "prefix") {
      this.missingOperator(item);
      return;
    }
    for (let top = this.operators.at(-1); top !== undefined; top = this.operators.at(-1)) {
      if (top.fixity.precedence < fixity.precedence) break;
      if (top.fixity.precedence === fixity.precedence && top.fixity.kind !== "prefix") {
        if (fixity.kind === "infixr" && top.fixity.kind === "infixr") break;
        if (fixity.kind !== "infixl" || top.fixity.kind !== "infixl") {
          const message = `${describe(top.item)} and ${describe(item)} bind equally tightly here`;
          this.fail("ambiguous", item.span, message, "add parentheses to say which comes first");
          return;
        }
      }
      this.reduce();
    }
    this.operators.push({ item, fixity });
  }

  private missingOperator(item: ChainItem): void {
    if (item.kind === "name" && this.fixity(item) === undefined) {
      const message = `an operator is missing before ${describe(item)}`;
      this.problem = { code: "syntax", span: item.span, message, unknown: item.name };
    } else this.fail("syntax", item.span, `an operator is missing before ${describe(item)}`);
  }

  /** Applies the operator on top of the stack to its operands. */
  private reduce(): void {
    const { item, fixity } = this.operators.pop()!;
    const right = this.operands.pop()!;
    if (fixity.kind !== "prefix") {
      const left = this.operands.pop()!;
      const span = { start: left.span.start, end: right.span.end };
      const { name } = item as ItemName;
      const connective = name.quoted ? undefined : connectiveFixity(name.ident.name);
      this.operands.push(
        connective === undefined
          ? { ...name, args: [left, right], span }
          : { kind: "connective", operator: name.ident, left, right, span },
      );
      return;
    }
    const span = { start: item.span.start, end: right.span.end };
    if (item.kind === "not") this.operands.push({ kind: "not", body: right, span });
    else if (item.kind === "binder") {
      this.operands.push({ kind: item.quantifier, vars: item.vars, body: right, span });
    } else this.operands.push({ ...(item as ItemName).name, args: [right], span });
  }

  private fixity(item: ItemName): Fixity | undefined {
    if (item.name.quoted) return undefined;
    return connectiveFixity(item.name.ident.name) ?? this.fixityOf(item.name.ident.name);
  }

  private fail(code: ChainProblem["code"], span: Span, message: string, hint?: string): void {
    this.problem = { code, span, message, hint };
  }
}

function describe(item: ChainItem): string {
  switch (item.kind) {
    case "name":
      return `\`${item.name.ident.name}\``;
    case "not":
      return "`!`";
    case "binder":
      return `\`${item.quantifier}\``;
    case "group":
      return "`(`";
    default:
      return item satisfies never;
  }
}

/** The chain's outermost structure: a tree whose leaves may hold chains again. */
export function structureOf(
  chain: ChainExpr,
  fixityOf: (name: string) => Fixity | undefined,
): Expr | ChainProblem {
  const builder = new ChainBuilder(chain, fixityOf);
  return builder.build() ?? builder.problem!;
}

export function isProblem(result: Expr | ChainProblem): result is ChainProblem {
  return "code" in result;
}
