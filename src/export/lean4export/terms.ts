/**
 * Kernel terms of Lean 4 in its export format, version 3.1.0: every name, universe level and expression is one line of
 * JSON with a number, by which later lines refer to it. Equal ones are written once, so a line is as good as a pointer.
 *
 * A `Scoped` term knows the names of the variables around it and becomes a number when it is placed among them, with
 * de Bruijn indices for names. Nothing is checked here.
 */

import { ExportFailure } from "../run-output.js";

/** The names that are bound around a term, the innermost last. */
export type Scope = readonly string[];
export type Scoped = (scope: Scope) => number;
export type BinderInfo = "default" | "implicit";

export interface KernelBinder {
  readonly name: string;
  readonly type: Scoped;
  readonly info?: BinderInfo;
}

/** A universe level's number. */
export type LevelId = number;
export const ZERO: LevelId = 0;

export class TermWriter {
  private readonly lines: string[] = [];
  private readonly ids = new Map<string, number>();
  /** How many of each there are, with the anonymous name and level 0, which have no line. */
  private readonly counts = { in: 1, il: 1, ie: 0 };

  /** The lines so far. */
  text(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }

  /** A line without a number: the file's head or a declaration. */
  declare(line: object): void {
    this.lines.push(JSON.stringify(line));
  }

  // ------------------------------------------------------------------------------------------- names and levels

  /** `And.left` for "And", "left". */
  name(...parts: readonly string[]): number {
    return parts.reduce((pre, str) => this.intern("in", { str: { pre, str } }), 0);
  }
  dotted(name: string): number {
    return this.name(...name.split("."));
  }
  param(name: string): LevelId {
    return this.intern("il", { param: this.name(name) });
  }
  successor(level: LevelId): LevelId {
    return this.intern("il", { succ: level });
  }

  // ------------------------------------------------------------------------------------------------------ terms

  sort(level: LevelId): Scoped {
    return () => this.intern("ie", { sort: level });
  }

  constant(name: number, ...us: readonly LevelId[]): Scoped {
    return () => this.intern("ie", { const: { name, us } });
  }

  /** The innermost variable of this name. */
  variable(name: string): Scoped {
    return (scope) => {
      const position = scope.lastIndexOf(name);
      if (position < 0) throw new ExportFailure(`a proof names ${name} where it is not known`);
      return this.intern("ie", { bvar: scope.length - 1 - position });
    };
  }

  apply(head: Scoped, ...args: readonly Scoped[]): Scoped {
    return (scope) =>
      args.reduce((fn, arg) => this.intern("ie", { app: { fn, arg: arg(scope) } }), head(scope));
  }

  lambda(binders: readonly KernelBinder[], body: Scoped): Scoped {
    return this.bind("lam", binders, body);
  }
  forall(binders: readonly KernelBinder[], body: Scoped): Scoped {
    return this.bind("forallE", binders, body);
  }
  arrow(from: Scoped, to: Scoped): Scoped {
    return this.forall([{ name: "", type: from }], to);
  }

  let(name: string, type: Scoped, value: Scoped, body: Scoped): Scoped {
    return (scope) =>
      this.intern("ie", {
        letE: {
          name: this.name(name),
          type: type(scope),
          value: value(scope),
          body: body([...scope, name]),
          nondep: false,
        },
      });
  }

  projection(typeName: number, idx: number, struct: Scoped): Scoped {
    return (scope) => this.intern("ie", { proj: { typeName, idx, struct: struct(scope) } });
  }

  private bind(kind: "lam" | "forallE", binders: readonly KernelBinder[], body: Scoped): Scoped {
    return binders.reduceRight<Scoped>(
      (inner, { name, type, info = "default" }) =>
        (scope) => {
          const parts = {
            name: this.name(name === "" ? UNUSED : name),
            type: type(scope),
            body: inner([...scope, name]),
          };
          return this.intern("ie", { [kind]: { ...parts, binderInfo: info } });
        },
      body,
    );
  }

  private intern(kind: "in" | "il" | "ie", content: object): number {
    const key = JSON.stringify(content);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.counts[kind]++;
    this.ids.set(key, id);
    this.lines.push(JSON.stringify({ ...content, [kind]: id }));
    return id;
  }
}

/** What the binder of a premise, which no term names, is called in the file. */
const UNUSED = "a";
