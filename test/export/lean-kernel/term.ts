/**
 * Terms of Lean's kernel, shared: equal terms are one object. Bound variables are de Bruijn indices; a free variable
 * carries its type. Names of binders are no part of a term.
 */
import { levelKey, substituteLevel, type Level } from "./level.js";

interface Common {
  readonly id: number;
  /** Indices below this are bound within or free: 0 for a term that can stand alone. */
  readonly loose: number;
  /** It has free variables in it. */
  readonly free: boolean;
}

export type Term = Common &
  (
    | { readonly kind: "bvar"; readonly index: number }
    | { readonly kind: "fvar"; readonly type: Term }
    | { readonly kind: "sort"; readonly level: Level }
    | { readonly kind: "const"; readonly name: string; readonly levels: readonly Level[] }
    | { readonly kind: "app"; readonly fn: Term; readonly arg: Term }
    | { readonly kind: "lam" | "pi"; readonly type: Term; readonly body: Term }
    | { readonly kind: "let"; readonly type: Term; readonly value: Term; readonly body: Term }
    | { readonly kind: "proj"; readonly of: string; readonly index: number; readonly struct: Term }
  );
export type FreeVariable = Term & { readonly kind: "fvar" };

type Node = Term extends infer T ? (T extends Term ? Omit<T, "id"> : never) : never;

export class Terms {
  private readonly known = new Map<string, Term>();
  private count = 0;

  private node(key: string, node: Node): Term {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = { ...node, id: this.count++ } as Term;
    this.known.set(key, made);
    return made;
  }

  bvar(index: number): Term {
    return this.node(`b${index}`, { kind: "bvar", index, loose: index + 1, free: false });
  }
  /** A new one every time. */
  fvar(type: Term): FreeVariable {
    return { kind: "fvar", type, loose: 0, free: true, id: this.count++ };
  }
  sort(level: Level): Term {
    return this.node(`s${levelKey(level)}`, { kind: "sort", level, loose: 0, free: false });
  }
  constant(name: string, levels: readonly Level[]): Term {
    const key = `c${levels.map(levelKey).join(";")} ${name}`;
    return this.node(key, { kind: "const", name, levels, loose: 0, free: false });
  }
  app(fn: Term, arg: Term): Term {
    const loose = Math.max(fn.loose, arg.loose);
    return this.node(`a${fn.id} ${arg.id}`, { kind: "app", fn, arg, loose, free: fn.free || arg.free });
  }
  apps(fn: Term, args: readonly Term[]): Term {
    return args.reduce((head, arg) => this.app(head, arg), fn);
  }
  binder(kind: "lam" | "pi", type: Term, body: Term): Term {
    const loose = Math.max(type.loose, body.loose - 1);
    return this.node(`${kind}${type.id} ${body.id}`, {
      kind,
      type,
      body,
      loose,
      free: type.free || body.free,
    });
  }
  let(type: Term, value: Term, body: Term): Term {
    const loose = Math.max(type.loose, value.loose, body.loose - 1);
    const free = type.free || value.free || body.free;
    return this.node(`t${type.id} ${value.id} ${body.id}`, { kind: "let", type, value, body, loose, free });
  }
  proj(of: string, index: number, struct: Term): Term {
    const { loose, free } = struct;
    return this.node(`p${index} ${struct.id} ${of}`, { kind: "proj", of, index, struct, loose, free });
  }

  /** The term under a binder, with a value for its variable. */
  instantiate(body: Term, value: Term): Term {
    return this.replace(body, (term, depth) => {
      if (term.loose <= depth) return term;
      return term.kind === "bvar" && term.index === depth ? value : undefined;
    });
  }

  /** The term with the free variables bound by as many binders around it, the last one innermost. */
  abstract(term: Term, variables: readonly FreeVariable[]): Term {
    return this.replace(term, (inner, depth) => {
      if (!inner.free) return inner;
      const position = inner.kind === "fvar" ? variables.indexOf(inner) : -1;
      return position < 0 ? undefined : this.bvar(depth + variables.length - 1 - position);
    });
  }

  bind(kind: "lam" | "pi", variables: readonly FreeVariable[], body: Term): Term {
    let result = this.abstract(body, variables);
    for (let index = variables.length - 1; index >= 0; index--) {
      const type = this.abstract(variables[index].type, variables.slice(0, index));
      result = this.binder(kind, type, result);
    }
    return result;
  }

  withLevels(term: Term, image: ReadonlyMap<string, Level>): Term {
    if (image.size === 0) return term;
    return this.replace(term, (inner) => {
      if (inner.kind === "sort") return this.sort(substituteLevel(inner.level, image));
      if (inner.kind !== "const") return undefined;
      const levels = inner.levels.map((level) => substituteLevel(level, image));
      return this.constant(inner.name, levels);
    });
  }

  /** `at` gives what stands in place of a subterm, or undefined to go on into it; values have no loose variables. */
  private replace(root: Term, at: (term: Term, depth: number) => Term | undefined): Term {
    const memo = new Map<string, Term>();
    const go = (term: Term, depth: number): Term => {
      const key = `${term.id} ${depth}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const result = at(term, depth) ?? this.rebuild(term, depth, go);
      memo.set(key, result);
      return result;
    };
    return go(root, 0);
  }

  private rebuild(term: Term, depth: number, go: (term: Term, depth: number) => Term): Term {
    switch (term.kind) {
      case "bvar":
        return term;
      case "fvar":
      case "sort":
      case "const":
        return term;
      case "app":
        return this.app(go(term.fn, depth), go(term.arg, depth));
      case "lam":
      case "pi":
        return this.binder(term.kind, go(term.type, depth), go(term.body, depth + 1));
      case "let":
        return this.let(go(term.type, depth), go(term.value, depth), go(term.body, depth + 1));
      case "proj":
        return this.proj(term.of, term.index, go(term.struct, depth));
      default:
        return term satisfies never;
    }
  }
}

/** The head of an application and its arguments. */
export function spine(term: Term): { readonly head: Term; readonly args: readonly Term[] } {
  const args: Term[] = [];
  let head = term;
  while (head.kind === "app") {
    args.push(head.arg);
    head = head.fn;
  }
  return { head, args: args.reverse() };
}
