/**
 * Reads a file in Lean's export format 3.1 as its documentation describes it, and nothing else: a head, then names,
 * universe levels and expressions, numbered without gaps and each there only once, and declarations made of them. A
 * line has the fields that are listed for its kind, all of them and no other.
 */
import { imax, LEVEL_ZERO, levelKey, max, param, succ, type Level } from "./level.js";
import { refuse, Refusal } from "./refusal.js";
import type { Term, Terms } from "./term.js";

export interface Constant {
  readonly name: string;
  readonly levelParams: readonly string[];
  readonly type: Term;
}
export interface ConstructorVal extends Constant {
  readonly induct: string;
  readonly cidx: number;
  readonly numParams: number;
  readonly numFields: number;
}
export interface InductiveVal extends Constant {
  readonly numParams: number;
  readonly numIndices: number;
  readonly all: readonly string[];
  readonly ctors: readonly string[];
  readonly numNested: number;
  readonly isRec: boolean;
  readonly isReflexive: boolean;
}
export interface RecursorVal extends Constant {
  readonly all: readonly string[];
  readonly numParams: number;
  readonly numIndices: number;
  readonly numMotives: number;
  readonly numMinors: number;
  readonly rules: readonly { readonly ctor: string; readonly nfields: number; readonly rhs: Term }[];
  readonly k: boolean;
}
export type ExportedDeclaration =
  | { readonly kind: "axiom"; readonly constant: Constant }
  | { readonly kind: "def" | "thm"; readonly constant: Constant; readonly value: Term }
  | {
      readonly kind: "inductive";
      readonly types: readonly InductiveVal[];
      readonly ctors: readonly ConstructorVal[];
      readonly recs: readonly RecursorVal[];
    };

type Fields = Readonly<Record<string, unknown>>;

const CONSTANT = ["name", "levelParams", "type"];
const BINDER_INFOS = ["default", "implicit", "strictImplicit", "instImplicit"];

/** The declarations of the file, in order. Throws `Refusal`. */
export function* readExport(text: string, terms: Terms): Generator<ExportedDeclaration> {
  const reader = new ExportReader(terms);
  const lines = text.split("\n");
  if (lines.pop() !== "") refuse("the last line does not end");
  for (const [index, line] of lines.entries()) {
    try {
      const fields = object(JSON.parse(line));
      if (index === 0) reader.head(fields);
      else {
        const declaration = reader.line(fields);
        if (declaration !== undefined) yield declaration;
      }
    } catch (error) {
      if (error instanceof Refusal || error instanceof SyntaxError)
        refuse(`line ${index + 1}: ${error.message}`);
      throw error;
    }
  }
}

function object(value: unknown, keys?: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse("no object");
  const fields = value as Fields;
  if (keys !== undefined && Object.keys(fields).sort().join() !== [...keys].sort().join())
    refuse(`fields ${keys.join(", ")} are expected, not ${Object.keys(fields).join(", ")}`);
  return fields;
}

function natural(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : refuse("a natural number is expected");
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : refuse("a list is expected");
}

function truth(value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse("true or false is expected");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : refuse("a string is expected");
}

class ExportReader {
  private readonly names: string[] = [""];
  private readonly levels: Level[] = [LEVEL_ZERO];
  private readonly exprs: Term[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly terms: Terms) {}

  head(fields: Fields): void {
    const { meta } = object(fields, ["meta"]);
    const { exporter, lean, format } = object(meta, ["exporter", "lean", "format"]);
    const [one, two] = [object(exporter, ["name", "version"]), object(lean, ["githash", "version"])];
    for (const value of [...Object.values(one), ...Object.values(two)]) text(value);
    if (!/^3\.1\.\d+$/.test(text(object(format, ["version"]).version)))
      refuse("another version of the format");
  }

  line(fields: Fields): ExportedDeclaration | undefined {
    const numbered = ["in", "il", "ie"].find((key) => key in fields);
    const kinds = Object.keys(fields).filter((key) => key !== numbered);
    if (kinds.length !== 1) refuse("a line is one thing");
    const [kind] = kinds;
    const content = fields[kind];
    if (numbered === undefined) return this.declaration(kind, content);
    const key = `${numbered} ${kind} ${JSON.stringify(content)}`;
    if (this.seen.has(key)) refuse("there twice");
    this.seen.add(key);
    const id = natural(fields[numbered]);
    if (numbered === "in") this.add(this.names, id, this.newName(kind, content));
    else if (numbered === "il") this.add(this.levels, id, this.newLevel(kind, content));
    else this.add(this.exprs, id, this.newExpr(kind, content));
    return undefined;
  }

  private add<T>(into: T[], id: number, value: T): void {
    if (id !== into.length) refuse(`number ${into.length} is due, not ${id}`);
    into.push(value);
  }

  private at<T>(from: readonly T[], value: unknown): T {
    const index = natural(value);
    return index < from.length ? from[index] : refuse(`nothing has number ${index} yet`);
  }
  private name(value: unknown): string {
    return this.at(this.names, value);
  }
  private expr(value: unknown): Term {
    return this.at(this.exprs, value);
  }
  private nameList(value: unknown): readonly string[] {
    return list(value).map((one) => this.name(one));
  }

  private newName(kind: string, content: unknown): string {
    if (kind !== "str") return refuse(`a name by ${kind} is not expected here`);
    const { pre, str } = object(content, ["pre", "str"]);
    const prefix = this.name(pre);
    if (text(str).includes(".")) refuse("a name with a dot in it is not expected here");
    return prefix === "" ? text(str) : `${prefix}.${text(str)}`;
  }

  private newLevel(kind: string, content: unknown): Level {
    const pair = (): readonly Level[] => list(content).map((one) => this.at(this.levels, one));
    switch (kind) {
      case "succ":
        return succ(this.at(this.levels, content));
      case "param":
        return param(this.name(content));
      case "max":
      case "imax": {
        const [left, right, ...more] = pair();
        if (more.length > 0 || (right as Level | undefined) === undefined) refuse("two levels are expected");
        return kind === "max" ? max(left, right) : imax(left, right);
      }
      default:
        return refuse(`no level is ${kind}`);
    }
  }

  private newExpr(kind: string, content: unknown): Term {
    const { terms } = this;
    switch (kind) {
      case "bvar":
        return terms.bvar(natural(content));
      case "sort":
        return terms.sort(this.at(this.levels, content));
      case "const": {
        const { name, us } = object(content, ["name", "us"]);
        return terms.constant(
          this.name(name),
          list(us).map((one) => this.at(this.levels, one)),
        );
      }
      case "app": {
        const { fn, arg } = object(content, ["fn", "arg"]);
        return terms.app(this.expr(fn), this.expr(arg));
      }
      case "lam":
      case "forallE": {
        const { name, type, body, binderInfo } = object(content, ["name", "type", "body", "binderInfo"]);
        this.name(name);
        if (!BINDER_INFOS.includes(text(binderInfo))) refuse("no binder info");
        return terms.binder(kind === "lam" ? "lam" : "pi", this.expr(type), this.expr(body));
      }
      case "letE": {
        const fields = object(content, ["name", "type", "value", "body", "nondep"]);
        this.name(fields.name);
        truth(fields.nondep);
        return terms.let(this.expr(fields.type), this.expr(fields.value), this.expr(fields.body));
      }
      case "proj": {
        const { typeName, idx, struct } = object(content, ["typeName", "idx", "struct"]);
        return terms.proj(this.name(typeName), natural(idx), this.expr(struct));
      }
      default:
        return refuse(`no expression is ${kind}`);
    }
  }

  // ------------------------------------------------------------------------------------------------ declarations

  private declaration(kind: string, content: unknown): ExportedDeclaration {
    switch (kind) {
      case "axiom": {
        const fields = object(content, [...CONSTANT, "isUnsafe"]);
        this.safe(fields);
        return { kind, constant: this.constant(fields) };
      }
      case "thm": {
        const fields = object(content, [...CONSTANT, "value", "all"]);
        return { kind, constant: this.alone(fields), value: this.expr(fields.value) };
      }
      case "def": {
        const fields = object(content, [...CONSTANT, "value", "hints", "safety", "all"]);
        if (fields.safety !== "safe") refuse("not safe");
        if (fields.hints !== "abbrev" && fields.hints !== "opaque")
          natural(object(fields.hints, ["regular"]).regular);
        return { kind, constant: this.alone(fields), value: this.expr(fields.value) };
      }
      case "inductive": {
        const { types, ctors, recs } = object(content, ["types", "ctors", "recs"]);
        return {
          kind,
          types: list(types).map((one) => this.inductive(one)),
          ctors: list(ctors).map((one) => this.constructorOf(one)),
          recs: list(recs).map((one) => this.recursor(one)),
        };
      }
      default:
        return refuse(`no declaration that is expected here is ${kind}`);
    }
  }

  private safe({ isUnsafe }: Fields): void {
    if (truth(isUnsafe)) refuse("unsafe");
  }

  private constant({ name, levelParams, type }: Fields): Constant {
    const params = this.nameList(levelParams);
    const missing = params.find(
      (one) => !this.levels.some((level) => levelKey(level) === levelKey(param(one))),
    );
    if (missing !== undefined) refuse(`universe parameter ${missing} has no level`);
    return { name: this.name(name), levelParams: params, type: this.expr(type) };
  }

  /** A constant that is not declared together with others. */
  private alone(fields: Fields): Constant {
    const constant = this.constant(fields);
    if (this.nameList(fields.all).join() !== constant.name) refuse("declared together with others");
    return constant;
  }

  private inductive(value: unknown): InductiveVal {
    const counts = ["numParams", "numIndices", "numNested"];
    const fields = object(value, [
      ...CONSTANT,
      ...counts,
      "all",
      "ctors",
      "isRec",
      "isUnsafe",
      "isReflexive",
    ]);
    this.safe(fields);
    return {
      ...this.constant(fields),
      numParams: natural(fields.numParams),
      numIndices: natural(fields.numIndices),
      all: this.nameList(fields.all),
      ctors: this.nameList(fields.ctors),
      numNested: natural(fields.numNested),
      isRec: truth(fields.isRec),
      isReflexive: truth(fields.isReflexive),
    };
  }

  private constructorOf(value: unknown): ConstructorVal {
    const fields = object(value, [...CONSTANT, "induct", "cidx", "numParams", "numFields", "isUnsafe"]);
    this.safe(fields);
    return {
      ...this.constant(fields),
      induct: this.name(fields.induct),
      cidx: natural(fields.cidx),
      numParams: natural(fields.numParams),
      numFields: natural(fields.numFields),
    };
  }

  private recursor(value: unknown): RecursorVal {
    const counts = ["numParams", "numIndices", "numMotives", "numMinors"];
    const fields = object(value, [...CONSTANT, "all", ...counts, "rules", "k", "isUnsafe"]);
    this.safe(fields);
    return {
      ...this.constant(fields),
      all: this.nameList(fields.all),
      numParams: natural(fields.numParams),
      numIndices: natural(fields.numIndices),
      numMotives: natural(fields.numMotives),
      numMinors: natural(fields.numMinors),
      rules: list(fields.rules).map((rule) => {
        const { ctor, nfields, rhs } = object(rule, ["ctor", "nfields", "rhs"]);
        return { ctor: this.name(ctor), nfields: natural(nfields), rhs: this.expr(rhs) };
      }),
      k: truth(fields.k),
    };
  }
}
