/**
 * Expressions as text. Coq and Lean write terms in nearly the same way: what differs is the spelling, and which
 * arguments of a constant are left for the prover to infer. Both are in a `Dialect`.
 */
import type { Binder, Expr, Logic } from "./expr.js";

/** A head and the positions of the arguments that are written; a text stands for itself. */
export type Spelling = readonly [head: string, ...args: (number | string)[]];

/** Constants that have no notation of their own. */
type Connective = "True" | "False" | "Not" | "And" | "Or" | "Eq" | "Exists";

export interface Dialect {
  readonly type: string;
  readonly prop: string;
  readonly forall: string;
  readonly exists: string;
  readonly arrow: string;
  readonly not: string;
  readonly and: string;
  readonly or: string;
  /** Undefined if an inequation is written as a negation. */
  readonly unequal: string | undefined;
  readonly spellings: Readonly<Record<Exclude<Logic, Connective>, Spelling>>;
  /** Writes a case distinction in the dialect's own form; undefined for the constant's spelling. */
  readonly special?: (
    constant: Logic,
    args: readonly Expr[],
    write: (expr: Expr) => string,
  ) => string | undefined;
}

/** An operand is written without parentheses up to its place's level. */
const LEVEL = {
  argument: 9,
  application: 10,
  equation: 70,
  not: 75,
  and: 80,
  or: 85,
  arrow: 99,
  binder: 200,
} as const;

function wrap(text: string, own: number, allowed: number): string {
  return own > allowed ? `(${text})` : text;
}

export class TextWriter {
  constructor(readonly dialect: Dialect) {}

  write(expr: Expr, level: number = LEVEL.binder): string {
    const { dialect } = this;
    switch (expr.kind) {
      case "local":
      case "global":
        return expr.name;
      case "universe":
        return expr.of === "Type" ? dialect.type : dialect.prop;
      case "apply": {
        const head = this.write(expr.head, LEVEL.argument);
        return this.call(
          head,
          expr.args.map((arg) => this.argument(arg)),
          level,
        );
      }
      case "lambda":
        return wrap(
          `fun ${this.lambdaBinders(expr.binders)} => ${this.write(expr.body)}`,
          LEVEL.binder,
          level,
        );
      case "forall":
        return wrap(`${this.forall(expr.binders)}${this.write(expr.body)}`, LEVEL.binder, level);
      case "arrow": {
        const from = this.write(expr.from, LEVEL.arrow - 1);
        return wrap(`${from} ${dialect.arrow} ${this.write(expr.to)}`, LEVEL.arrow, level);
      }
      case "logic":
        return this.logic(expr.constant, expr.args, level);
      default:
        return expr satisfies never;
    }
  }

  /** `forall x y : N, ` or nothing. */
  forall(binders: readonly Binder[]): string {
    return binders.length === 0 ? "" : `${this.dialect.forall} ${this.binders(binders)}, `;
  }

  /** `(x y : N) (l : List a)`, each group in parentheses. */
  parameters(binders: readonly Binder[]): string {
    return this.grouped(binders)
      .map((group) => `(${group})`)
      .join(" ");
  }

  private binders(binders: readonly Binder[]): string {
    const groups = this.grouped(binders);
    return groups.length === 1 ? groups[0] : groups.map((group) => `(${group})`).join(" ");
  }

  /** The types of proofs are left out. */
  private lambdaBinders(binders: readonly Binder[]): string {
    if (binders.every(({ of }) => of !== "proof")) return this.binders(binders);
    const elements = binders.filter(({ of }) => of !== "proof");
    const proofs = binders.filter(({ of }) => of === "proof").map(({ name }) => name);
    return elements.length === 0 ? proofs.join(" ") : `${this.parameters(elements)} ${proofs.join(" ")}`;
  }

  /** `x y : N` for neighbours of one type. */
  private grouped(binders: readonly Binder[]): readonly string[] {
    const groups: { type: string; names: string[] }[] = [];
    for (const { name, type } of binders) {
      const text = this.write(type);
      const last = groups.at(-1);
      if (last?.type === text) last.names.push(name);
      else groups.push({ type: text, names: [name] });
    }
    return groups.map(({ type, names }) => `${names.join(" ")} : ${type}`);
  }

  private argument(expr: Expr): string {
    return this.write(expr, LEVEL.argument);
  }

  private call(head: string, args: readonly string[], level: number): string {
    return args.length === 0 ? head : wrap([head, ...args].join(" "), LEVEL.application, level);
  }

  private logic(constant: Logic, args: readonly Expr[], level: number): string {
    const { dialect } = this;
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the rest have spellings
    switch (constant) {
      case "True":
      case "False":
        return constant;
      case "Eq":
        return wrap(`${this.side(args[1])} = ${this.side(args[2])}`, LEVEL.equation, level);
      case "Not":
        return this.negation(args[0], level);
      case "And":
      case "Or": {
        const own = constant === "And" ? LEVEL.and : LEVEL.or;
        const sign = constant === "And" ? dialect.and : dialect.or;
        return wrap(`${this.write(args[0], own - 1)} ${sign} ${this.write(args[1], own)}`, own, level);
      }
      case "Exists": {
        const [binders, body] = existence(args[1]);
        return wrap(`${dialect.exists} ${this.binders(binders)}, ${this.write(body)}`, LEVEL.binder, level);
      }
      default:
        return this.called(constant, args, level);
    }
  }

  private called(constant: Exclude<Logic, Connective>, args: readonly Expr[], level: number): string {
    const special = this.dialect.special?.(constant, args, (expr) => this.write(expr));
    if (special !== undefined) return wrap(special, LEVEL.binder, level);
    const [head, ...places] = this.dialect.spellings[constant];
    const texts = places.map((place) => (typeof place === "string" ? place : this.argument(args[place])));
    return this.call(head, texts, level);
  }

  private negation(body: Expr, level: number): string {
    const { unequal, not } = this.dialect;
    if (unequal !== undefined && body.kind === "logic" && body.constant === "Eq") {
      const sides = `${this.side(body.args[1])} ${unequal} ${this.side(body.args[2])}`;
      return wrap(sides, LEVEL.equation, level);
    }
    return wrap(`${not} ${this.write(body, LEVEL.not)}`, LEVEL.not, level);
  }

  private side(expr: Expr): string {
    return this.write(expr, LEVEL.equation - 1);
  }
}

/** The variables of existences within each other, and what is said of them. */
function existence(predicate: Expr): [readonly Binder[], Expr] {
  if (predicate.kind !== "lambda") throw new Error("an existence has no predicate");
  const { binders, body } = predicate;
  const sorts = new Set(binders.map(({ name }) => name));
  if (body.kind !== "logic" || body.constant !== "Exists") return [binders, body];
  const [inner, rest] = existence(body.args[1]);
  return inner.some(({ name }) => sorts.has(name)) ? [binders, body] : [[...binders, ...inner], rest];
}

/** The name in the theory, fit for a comment, where the identifier is not that name itself. */
export function originalName(original: string | undefined, identifier: string): string | undefined {
  if (original === undefined || original === identifier) return undefined;
  return original.replace(/[\p{C}\s()"]/gu, (char) => `%${(char.codePointAt(0) ?? 0).toString(16)}`);
}
