/**
 * The type theory of Lean's kernel, as far as exports use it: types of terms, weak head normal form (beta, delta, zeta,
 * iota, projections) and definitional equality with eta for functions and irrelevance of proofs. Not here: quotients,
 * literals, eta for structures, reduction of recursors that need no constructor. What it lacks makes it refuse more.
 */
import { imax, isZero, LEVEL_ZERO, sameLevel, succ, type Level } from "./level.js";
import { refuse } from "./refusal.js";
import { spine, type FreeVariable, type Term, type Terms } from "./term.js";

/** What a constant is to the type checker; `value` is what it unfolds to. */
export interface Known {
  readonly levelParams: readonly string[];
  readonly type: Term;
  readonly value?: { readonly term: Term; readonly height: number };
  readonly recursor?: {
    /** Parameters, motive and minor premises before the indices. */
    readonly before: number;
    readonly numIndices: number;
    readonly numParams: number;
    readonly rules: ReadonlyMap<string, { readonly nfields: number; readonly rhs: Term }>;
  };
  /** Of an inductive type with one constructor and no indices. */
  readonly structure?: {
    readonly constructor: string;
    readonly numParams: number;
    readonly numFields: number;
  };
}

export class TypeChecker {
  private readonly types = new Map<Term, Term>();
  private readonly normal = new Map<Term, Term>();
  private readonly equal = new Set<string>();

  constructor(
    readonly terms: Terms,
    readonly known: ReadonlyMap<string, Known>,
  ) {}

  lookup(name: string): Known {
    return this.known.get(name) ?? refuse(`${name} is not declared`);
  }

  private levelsOf(constant: Term & { readonly kind: "const" }): ReadonlyMap<string, Level> {
    const { levelParams } = this.lookup(constant.name);
    if (levelParams.length !== constant.levels.length)
      refuse(`${constant.name} has ${levelParams.length} universe parameters`);
    return new Map(levelParams.map((param, index) => [param, constant.levels[index]]));
  }

  // ------------------------------------------------------------------------------------------------------ types

  infer(term: Term): Term {
    const found = this.types.get(term);
    if (found !== undefined) return found;
    const type = this.inferNew(term);
    this.types.set(term, type);
    return type;
  }

  /** The level of the sort that the term, a type, belongs to. */
  sortOf(type: Term): Level {
    const sort = this.whnf(this.infer(type));
    return sort.kind === "sort" ? sort.level : refuse("a type is expected");
  }

  check(term: Term, type: Term, what: string): void {
    if (!this.same(this.infer(term), type)) refuse(`${what} has not the type that it should have`);
  }

  private inferNew(term: Term): Term {
    const { terms } = this;
    switch (term.kind) {
      case "bvar":
        return refuse("a variable is bound by nothing");
      case "fvar":
        return term.type;
      case "sort":
        return terms.sort(succ(term.level));
      case "const":
        return terms.withLevels(this.lookup(term.name).type, this.levelsOf(term));
      case "app": {
        const fn = this.whnf(this.infer(term.fn));
        if (fn.kind !== "pi") return refuse("what is applied is no function");
        this.check(term.arg, fn.type, "an argument");
        return terms.instantiate(fn.body, term.arg);
      }
      case "lam": {
        this.sortOf(term.type);
        const x = terms.fvar(term.type);
        return terms.bind("pi", [x], this.infer(terms.instantiate(term.body, x)));
      }
      case "pi": {
        const domain = this.sortOf(term.type);
        const x = terms.fvar(term.type);
        return terms.sort(imax(domain, this.sortOf(terms.instantiate(term.body, x))));
      }
      case "let":
        this.sortOf(term.type);
        this.check(term.value, term.type, "a let's value");
        return this.infer(terms.instantiate(term.body, term.value));
      case "proj":
        return this.inferProjection(term);
      default:
        return term satisfies never;
    }
  }

  private inferProjection({ of, index, struct }: Term & { readonly kind: "proj" }): Term {
    const { head, args } = spine(this.whnf(this.infer(struct)));
    const { structure } = this.lookup(of);
    if (head.kind !== "const" || head.name !== of || structure === undefined)
      return refuse(`a projection of something else than ${of}`);
    const constructor = this.terms.constant(structure.constructor, head.levels);
    const intoProp = this.isProp(this.infer(struct));
    let type = this.infer(this.terms.apps(constructor, args));
    for (let field = 0; ; field++) {
      const pi = this.whnf(type);
      if (pi.kind !== "pi") return refuse(`${of} has no field ${index}`);
      if (intoProp && !this.isProp(pi.type) && (field === index || pi.body.loose > 0))
        return refuse("a projection out of a proof that is no proof");
      if (field === index) return pi.type;
      type = this.terms.instantiate(pi.body, this.terms.proj(of, field, struct));
    }
  }

  /** True for a proposition, not for a proof. */
  isProp(type: Term): boolean {
    const sort = this.whnf(this.infer(type));
    return sort.kind === "sort" && isZero(sort.level);
  }

  // ------------------------------------------------------------------------------------------------- normal forms

  whnf(term: Term): Term {
    const found = this.normal.get(term);
    if (found !== undefined) return found;
    let result = this.withoutUnfolding(term);
    for (;;) {
      const next = this.unfold(result);
      if (next === undefined) break;
      result = this.withoutUnfolding(next.term);
    }
    this.normal.set(term, result);
    return result;
  }

  private withoutUnfolding(term: Term): Term {
    let current = term;
    for (;;) {
      const next = this.reduceOnce(current);
      if (next === undefined) return current;
      current = next;
    }
  }

  private reduceOnce(term: Term): Term | undefined {
    const { terms } = this;
    if (term.kind === "let") return terms.instantiate(term.body, term.value);
    if (term.kind === "proj") return this.project(term);
    if (term.kind !== "app") return undefined;
    const { head, args } = spine(term);
    if (head.kind === "lam") return terms.apps(terms.instantiate(head.body, args[0]), args.slice(1));
    if (head.kind === "const") return this.iota(head, args);
    const reduced = this.reduceOnce(head);
    return reduced && terms.apps(reduced, args);
  }

  private project({ of, index, struct }: Term & { readonly kind: "proj" }): Term | undefined {
    const { structure } = this.lookup(of);
    const { head, args } = spine(this.whnf(struct));
    if (structure === undefined || head.kind !== "const" || head.name !== structure.constructor)
      return undefined;
    return args[structure.numParams + index];
  }

  private iota(head: Term & { readonly kind: "const" }, args: readonly Term[]): Term | undefined {
    const { recursor } = this.lookup(head.name);
    const position = recursor && recursor.before + recursor.numIndices;
    if (recursor === undefined || position === undefined || position >= args.length) return undefined;
    const major = spine(this.whnf(args[position]));
    const rule = major.head.kind === "const" ? recursor.rules.get(major.head.name) : undefined;
    if (rule === undefined) return undefined;
    const fields = major.args.slice(recursor.numParams);
    if (fields.length !== rule.nfields) return undefined;
    const rhs = this.terms.withLevels(rule.rhs, this.levelsOf(head));
    return this.terms.apps(rhs, [...args.slice(0, recursor.before), ...fields, ...args.slice(position + 1)]);
  }

  private unfold(term: Term): { readonly term: Term; readonly height: number } | undefined {
    const { head, args } = spine(term);
    if (head.kind !== "const") return undefined;
    const { value } = this.lookup(head.name);
    if (value === undefined) return undefined;
    const body = this.terms.withLevels(value.term, this.levelsOf(head));
    return { term: this.terms.apps(body, args), height: value.height };
  }

  // --------------------------------------------------------------------------------------------------- equality

  /** Definitional equality of well-typed terms. */
  same(left: Term, right: Term): boolean {
    if (left === right) return true;
    const key = `${left.id} ${right.id}`;
    if (this.equal.has(key)) return true;
    const result = this.compare(this.withoutUnfolding(left), this.withoutUnfolding(right));
    if (result) this.equal.add(key);
    return result;
  }

  private compare(left: Term, right: Term): boolean {
    if (left === right) return true;
    if (left.kind === "sort" && right.kind === "sort") return sameLevel(left.level, right.level);
    if (left.kind === right.kind && (left.kind === "lam" || left.kind === "pi"))
      return this.sameBinders(left, right as typeof left);
    if (this.sameSpines(left, right) || this.sameProofs(left, right)) return true;
    const [one, two] = [this.unfold(left), this.unfold(right)];
    if (one !== undefined && (two === undefined || one.height >= two.height))
      return this.same(one.term, right);
    if (two !== undefined) return this.same(left, two.term);
    return this.sameByEta(left, right) || this.sameByEta(right, left);
  }

  private sameBinders(left: Term & { readonly kind: "lam" | "pi" }, right: typeof left): boolean {
    if (!this.same(left.type, right.type)) return false;
    const x = this.terms.fvar(left.type);
    return this.same(this.terms.instantiate(left.body, x), this.terms.instantiate(right.body, x));
  }

  private sameSpines(left: Term, right: Term): boolean {
    const [one, two] = [spine(left), spine(right)];
    if (one.args.length !== two.args.length) return false;
    return (
      this.sameHeads(one.head, two.head) && one.args.every((arg, index) => this.same(arg, two.args[index]))
    );
  }

  private sameHeads(left: Term, right: Term): boolean {
    if (left === right) return true;
    if (left.kind === "const" && right.kind === "const")
      return left.name === right.name && left.levels.every((level, i) => sameLevel(level, right.levels[i]));
    if (left.kind !== "proj" || right.kind !== "proj") return false;
    return left.of === right.of && left.index === right.index && this.same(left.struct, right.struct);
  }

  private sameProofs(left: Term, right: Term): boolean {
    const type = this.infer(left);
    return this.isProp(type) && this.same(type, this.infer(right));
  }

  private sameByEta(left: Term, right: Term): boolean {
    if (left.kind !== "lam") return false;
    const type = this.whnf(this.infer(right));
    if (type.kind !== "pi") return false;
    const expanded = this.terms.binder("lam", type.type, this.terms.app(right, this.terms.bvar(0)));
    return right.loose === 0 && this.same(left, expanded);
  }

  /** The binders of a type in front, as free variables, and what is under them. */
  open(type: Term, count: number): { readonly variables: readonly FreeVariable[]; readonly body: Term } {
    const variables: FreeVariable[] = [];
    let body = type;
    for (let index = 0; index < count; index++) {
      const pi = this.whnf(body);
      if (pi.kind !== "pi") return refuse("a type has fewer binders than it should have");
      const x = this.terms.fvar(pi.type);
      variables.push(x);
      body = this.terms.instantiate(pi.body, x);
    }
    return { variables, body };
  }

  /** Of propositions, as a term. */
  get prop(): Term {
    return this.terms.sort(LEVEL_ZERO);
  }
}
