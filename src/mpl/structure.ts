/**
 * The structure of the chains in one formula, found once each, and what is wrong with those that have none. A sign
 * that nothing declares is the likeliest reason, so it is looked for first.
 */
import type { Span } from "./diagnostic.js";
import { connectiveFixity, isProblem, structureOf, type ChainProblem } from "./operators.js";
import type { Scope } from "./scope.js";
import type { ChainExpr, Expr, NameExpr } from "./syntax.js";

/** An expression whose outermost chain, if it was one, has been structured. */
export type Structured = Exclude<Expr, ChainExpr>;

export interface StructureReport {
  readonly error: (code: string, span: Span, message: string, hint?: string) => void;
  readonly unknownSymbol: (expr: NameExpr) => void;
  /** A failure about which an error would only repeat another. */
  readonly echo: () => void;
}

export class Structures {
  private readonly known = new Map<ChainExpr, Expr | undefined>();

  constructor(
    private readonly scope: Scope,
    private readonly report: StructureReport,
  ) {}

  of(expr: Expr): Structured | undefined {
    let current = expr;
    while (current.kind === "chain") {
      const result: Expr | undefined = this.known.has(current) ? this.known.get(current) : this.find(current);
      this.known.set(current, result);
      if (result === undefined) return undefined;
      current = result;
    }
    return current;
  }

  private find(chain: ChainExpr): Expr | undefined {
    const result = structureOf(chain, this.scope.fixityOf);
    if (!isProblem(result)) return result;
    if (!this.unknownSigns(chain)) this.problem(result);
    return undefined;
  }

  private unknownSigns(chain: ChainExpr): boolean {
    let found = false;
    for (const item of chain.items) {
      if (item.kind !== "name" || !item.sign) continue;
      const { name } = item.name.ident;
      if (connectiveFixity(name) !== undefined || this.scope.symbol(name) !== undefined) continue;
      this.report.unknownSymbol(item.name);
      found = true;
    }
    return found;
  }

  private problem({ code, span, message, hint, unknown }: ChainProblem): void {
    if (unknown === undefined) {
      this.report.error(code, span, message, hint);
      return;
    }
    const { name } = unknown.ident;
    const symbol = this.scope.symbol(name);
    if (symbol === undefined && this.scope.isBroken(name)) {
      this.report.echo();
      return;
    }
    const binary = symbol !== undefined && symbol.args.length === 2;
    const fixityHint = `\`${name}\` has no fixity: write ${name}(x, y), or declare it with, say, \`infixl 60\``;
    this.report.error("syntax", span, message, binary ? fixityHint : undefined);
  }
}
