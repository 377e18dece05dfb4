/**
 * What is typed into the search, in the readable notation, to a tree: an operator-precedence pass with the theory's
 * fixities. It forgives what is unfinished: an operand that is not there yet is a hole, as `_` is, and brackets may stay
 * open. Names that the theory does not have are variables. Text that is no formula gives undefined.
 */
import { flat, HOLE, implication, node, type Tree } from "./tree.js";

export interface SearchSymbol {
  readonly name: string;
  /** Empty if it is written before its arguments in parentheses. */
  readonly fixity: "infixl" | "infixr" | "infix" | "prefix" | "";
  readonly precedence: number;
  readonly arity: number;
}

export type Symbols = ReadonlyMap<string, SearchSymbol>;

type Fixity = Pick<SearchSymbol, "fixity" | "precedence">;

const CONNECTIVES: ReadonlyMap<string, Fixity> = new Map<string, Fixity>([
  ["=", { fixity: "infix", precedence: -1 }],
  ["!=", { fixity: "infix", precedence: -1 }],
  ["!", { fixity: "prefix", precedence: -2 }],
  ["&", { fixity: "infixl", precedence: -3 }],
  ["|", { fixity: "infixl", precedence: -4 }],
  ["->", { fixity: "infixr", precedence: -5 }],
  ["<->", { fixity: "infix", precedence: -6 }],
]);
const LOOSEST = -10;

/** Other spellings, where the theory has no symbol of that name. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...[
    ["→", "->"],
    ["⇒", "->"],
    ["=>", "->"],
    ["↔", "<->"],
    ["⇔", "<->"],
    ["∧", "&"],
    ["&&", "&"],
    ["∨", "|"],
  ],
  ...[
    ["||", "|"],
    ["¬", "!"],
    ["~", "!"],
    ["≠", "!="],
    ["==", "="],
    ["∀", "forall"],
    ["∃", "exists"],
  ],
  ...[
    ["≤", "<="],
    ["≥", ">="],
    ["·", "*"],
    ["×", "*"],
    ["−", "-"],
  ],
] as [string, string][]);

const TOKEN = /"[^"]*"?|[\p{L}\p{N}_'][\p{L}\p{N}_']*|!=|[()[\]{},:.!∀∃]|[^\s\p{L}\p{N}_'()[\]{},:.!"∀∃]+/gu;
const MAX_TOKENS = 400;

class NoFormula extends Error {}

export function readQuery(text: string, symbols: Symbols): Tree | undefined {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length === 0 || tokens.length > MAX_TOKENS) return undefined;
  try {
    return new QueryReader(tokens, symbols).whole();
  } catch (error) {
    if (error instanceof NoFormula) return undefined;
    throw error;
  }
}

class QueryReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly symbols: Symbols,
  ) {}

  whole(): Tree {
    const tree = this.chain(LOOSEST);
    if (this.at < this.tokens.length) throw new NoFormula();
    return tree;
  }

  /** Operands and the operators that bind at least as tightly as `least`. */
  private chain(least: number): Tree {
    let left = this.operand();
    for (;;) {
      const operator = this.spelt(this.tokens[this.at]);
      const { fixity, precedence } = this.fixity(operator) ?? { fixity: "", precedence: 0 };
      if (fixity === "" || fixity === "prefix" || precedence < least) return left;
      this.at++;
      left = combine(operator, left, this.chain(fixity === "infixr" ? precedence : precedence + 0.5));
    }
  }

  private operand(): Tree {
    const token = this.tokens[this.at] as string | undefined;
    if (token === undefined || [")", ",", "]"].includes(token)) return HOLE;
    if (token === "(") return this.group();
    const name = this.spelt(token);
    const fixity = this.fixity(name);
    if (fixity !== undefined && fixity.fixity !== "prefix") return HOLE;
    this.at++;
    if (name === "forall" || name === "exists") return this.quantified(name);
    if (fixity !== undefined) return node(name, [this.chain(fixity.precedence)]);
    return this.named(unquoted(token));
  }

  private named(name: string): Tree {
    if (this.tokens[this.at] === "{") while (this.at < this.tokens.length && this.tokens[this.at++] !== "}");
    if (this.tokens[this.at] === "(") return node(name, this.list());
    if (name === "_") return HOLE;
    if (!/^[\p{L}\p{N}_]/u.test(name)) throw new NoFormula();
    if (name === "true" || name === "false") return node(name, []);
    const symbol = this.symbols.get(name);
    if (symbol !== undefined) return node(name, symbol.arity === 0 ? [] : undefined);
    return { kind: "variable", name };
  }

  private group(): Tree {
    const [tree = HOLE, ...others] = this.list();
    if (others.length > 0) throw new NoFormula();
    return tree;
  }

  /** `(a, b, c)`; the end may be missing. Sorts after a colon are passed over. */
  private list(): Tree[] {
    this.at++;
    const items: Tree[] = [];
    for (;;) {
      items.push(this.chain(LOOSEST));
      if (this.tokens[this.at] === ":")
        while (this.at < this.tokens.length && ![",", ")"].includes(this.tokens[this.at])) this.at++;
      const end = this.tokens[this.at++] as string | undefined;
      if (end === ")" || end === undefined) return items;
      if (end !== ",") throw new NoFormula();
    }
  }

  private quantified(quantifier: string): Tree {
    while (this.at < this.tokens.length && this.tokens[this.at++] !== ".");
    const body = this.chain(LOOSEST);
    return quantifier === "forall" ? body : node("exists", [body]);
  }

  private spelt(token: string | undefined): string {
    if (token === undefined || this.symbols.has(token)) return token ?? "";
    return ALIASES.get(token) ?? token;
  }

  private fixity(name: string): Fixity | undefined {
    const connective = CONNECTIVES.get(name);
    if (connective !== undefined) return connective;
    const symbol = this.symbols.get(name);
    return symbol === undefined || symbol.fixity === "" ? undefined : symbol;
  }
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.replaceAll('"', "") : token;
}

function combine(operator: string, left: Tree, right: Tree): Tree {
  if (operator === "!=") return node("!", [node("=", [left, right])]);
  if (operator === "->") return implication(left, right);
  if (operator === "&" || operator === "|") return flat(operator, [left, right]);
  return node(operator, [left, right]);
}
