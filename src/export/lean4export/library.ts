/**
 * What Lean's prelude says of logic, as far as proofs here use it: the same names, types, binders and universes, so
 * that the file stands by itself and a theorem in it says what it would say in Lean. Nothing in it is assumed.
 */
import { declareDefinition, declareInductive, declareTheorem, type Constant } from "./declarations.js";
import { ZERO, type KernelBinder, type Scoped, type TermWriter } from "./terms.js";

export function declareLibrary(out: TermWriter): void {
  declareTruth(out);
  declareConjunction(out);
  declareDisjunction(out);
  declareExistence(out);
  declareEquality(out);
  declareEqualityTheorems(out);
}

/** Short forms of what every declaration below is written with. */
function notation(out: TermWriter): {
  readonly prop: Scoped;
  readonly u: Scoped;
  readonly v: (name: string) => Scoped;
  readonly c: (name: string, ...levels: readonly number[]) => Scoped;
  readonly explicit: (name: string, type: Scoped) => KernelBinder;
  readonly implicit: (name: string, type: Scoped) => KernelBinder;
} {
  return {
    prop: out.sort(ZERO),
    u: (scope) => out.sort(out.param("u"))(scope),
    v: (name) => out.variable(name),
    c: (name, ...levels) => out.constant(out.dotted(name), ...levels),
    explicit: (name, type) => ({ name, type }),
    implicit: (name, type) => ({ name, type, info: "implicit" }),
  };
}

/** True, False and Not. */
function declareTruth(out: TermWriter): void {
  const { prop, u, v, c, explicit, implicit } = notation(out);
  const motive = (of: string): Scoped => out.forall([explicit("t", c(of))], u);
  const intro = explicit("intro", out.apply(v("motive"), c("True.intro")));
  const given = [implicit("motive", motive("True")), intro];
  declareInductive(out, {
    ...{ name: ["True"], type: prop, numParams: 0, numIndices: 0, k: true },
    constructors: [
      { name: ["True", "intro"], type: c("True"), numFields: 0, rule: out.lambda(given, v("intro")) },
    ],
    recursor: {
      name: ["True", "rec"],
      levels: ["u"],
      type: out.forall([...given, explicit("t", c("True"))], out.apply(v("motive"), v("t"))),
    },
  });
  const absurd = [explicit("motive", motive("False")), explicit("t", c("False"))];
  declareInductive(out, {
    ...{ name: ["False"], type: prop, numParams: 0, numIndices: 0, constructors: [], k: false },
    recursor: {
      name: ["False", "rec"],
      levels: ["u"],
      type: out.forall(absurd, out.apply(v("motive"), v("t"))),
    },
  });
  const a = explicit("a", prop);
  const not: Constant = { name: ["Not"], type: out.forall([a], prop) };
  declareDefinition(out, not, out.lambda([a], out.arrow(v("a"), c("False"))), 1);
  const given2 = [implicit("C", u), explicit("h", c("False"))];
  const elim: Constant = { name: ["False", "elim"], levels: ["u"], type: out.forall(given2, v("C")) };
  const constant = out.lambda([explicit("x", c("False"))], v("C"));
  const value: Scoped = (scope) => out.apply(c("False.rec", out.param("u")), constant, v("h"))(scope);
  declareDefinition(out, elim, out.lambda(given2, value), 1);
}

function declareConjunction(out: TermWriter): void {
  const { prop, u, v, c, explicit, implicit } = notation(out);
  const and = out.apply(c("And"), v("a"), v("b"));
  const sides = [implicit("a", prop), implicit("b", prop)];
  const fields = [explicit("left", v("a")), explicit("right", v("b"))];
  const pair = out.apply(c("And.intro"), v("a"), v("b"), v("left"), v("right"));
  const motive = implicit("motive", out.forall([explicit("t", and)], u));
  const intro = explicit("intro", out.forall(fields, out.apply(v("motive"), pair)));
  const given = [...sides, motive, intro];
  declareInductive(out, {
    ...{ name: ["And"], numParams: 2, numIndices: 0, k: false },
    type: out.forall([explicit("a", prop), explicit("b", prop)], prop),
    constructors: [
      {
        name: ["And", "intro"],
        type: out.forall([...sides, ...fields], and),
        numFields: 2,
        rule: out.lambda([...given, ...fields], out.apply(v("intro"), v("left"), v("right"))),
      },
    ],
    recursor: {
      name: ["And", "rec"],
      levels: ["u"],
      type: out.forall([...given, explicit("t", and)], out.apply(v("motive"), v("t"))),
    },
  });
  const self = [...sides, explicit("self", and)];
  for (const [index, [field, side]] of [["left", "a"] as const, ["right", "b"] as const].entries()) {
    const type = out.forall(self, v(side));
    const value = out.lambda(self, out.projection(out.name("And"), index, v("self")));
    declareTheorem(out, { name: ["And", field], type }, value);
  }
}

function declareDisjunction(out: TermWriter): void {
  const { prop, v, c, explicit, implicit } = notation(out);
  const or = out.apply(c("Or"), v("a"), v("b"));
  const sides = [implicit("a", prop), implicit("b", prop)];
  const inject = (side: "inl" | "inr"): Scoped => out.apply(c(`Or.${side}`), v("a"), v("b"), v("h"));
  const field = { inl: explicit("h", v("a")), inr: explicit("h", v("b")) };
  const minor = (side: "inl" | "inr"): KernelBinder =>
    explicit(side, out.forall([field[side]], out.apply(v("motive"), inject(side))));
  const motive = implicit("motive", out.forall([explicit("t", or)], prop));
  const given = [...sides, motive, minor("inl"), minor("inr")];
  declareInductive(out, {
    ...{ name: ["Or"], numParams: 2, numIndices: 0, k: false },
    type: out.forall([explicit("a", prop), explicit("b", prop)], prop),
    constructors: (["inl", "inr"] as const).map((side) => ({
      name: ["Or", side],
      type: out.forall([...sides, field[side]], or),
      numFields: 1,
      rule: out.lambda([...given, field[side]], out.apply(v(side), v("h"))),
    })),
    recursor: {
      name: ["Or", "rec"],
      type: out.forall([...given, explicit("t", or)], out.apply(v("motive"), v("t"))),
    },
  });
  const goal = implicit("c", prop);
  const cases = [explicit("left", out.arrow(v("a"), v("c"))), explicit("right", out.arrow(v("b"), v("c")))];
  const all = [...sides, goal, explicit("h", or), ...cases];
  const constant = out.lambda([explicit("x", or)], v("c"));
  const value = out.apply(c("Or.rec"), v("a"), v("b"), constant, v("left"), v("right"), v("h"));
  declareTheorem(out, { name: ["Or", "elim"], type: out.forall(all, v("c")) }, out.lambda(all, value));
}

function declareExistence(out: TermWriter): void {
  const { prop, u, v, c, explicit, implicit } = notation(out);
  const level = out.param("u");
  const predicate = out.arrow(v("α"), prop);
  const exists = out.apply(c("Exists", level), v("α"), v("p"));
  const type = implicit("α", u);
  const params = [type, implicit("p", predicate)];
  const fields = [explicit("w", v("α")), explicit("h", out.apply(v("p"), v("w")))];
  const pair = out.apply(c("Exists.intro", level), v("α"), v("p"), v("w"), v("h"));
  const motive = implicit("motive", out.forall([explicit("t", exists)], prop));
  const intro = explicit("intro", out.forall(fields, out.apply(v("motive"), pair)));
  const given = [...params, motive, intro];
  declareInductive(out, {
    ...{ name: ["Exists"], levels: ["u"], numParams: 2, numIndices: 0, k: false },
    type: out.forall([type, explicit("p", predicate)], prop),
    constructors: [
      {
        name: ["Exists", "intro"],
        type: out.forall([...params, ...fields], exists),
        numFields: 2,
        rule: out.lambda([...given, ...fields], out.apply(v("intro"), v("w"), v("h"))),
      },
    ],
    recursor: {
      name: ["Exists", "rec"],
      levels: ["u"],
      type: out.forall([...given, explicit("t", exists)], out.apply(v("motive"), v("t"))),
    },
  });
  const eta = out.lambda([explicit("x", v("α"))], out.apply(v("p"), v("x")));
  const some = out.apply(c("Exists", level), v("α"), eta);
  const each = out.forall([explicit("a", v("α"))], out.arrow(out.apply(v("p"), v("a")), v("b")));
  const all = [...params, implicit("b", prop), explicit("h₁", some), explicit("h₂", each)];
  const constant = out.lambda([explicit("x", exists)], v("b"));
  const value = out.apply(c("Exists.rec", level), v("α"), v("p"), constant, v("h₂"), v("h₁"));
  const elim: Constant = { name: ["Exists", "elim"], levels: ["u"], type: out.forall(all, v("b")) };
  declareTheorem(out, elim, out.lambda(all, value));
}

function declareEquality(out: TermWriter): void {
  const { prop, u, v, c, explicit, implicit } = notation(out);
  const level = out.param("u_1");
  const type = implicit("α", out.sort(level));
  const equal = (left: string, right: string): Scoped => out.apply(c("Eq", level), v("α"), v(left), v(right));
  const refl = out.apply(c("Eq.refl", level), v("α"), v("a"));
  const first = explicit("a", v("α"));
  const motiveType = out.forall([explicit("x", v("α")), explicit("t", equal("a", "x"))], u);
  const motive = implicit("motive", motiveType);
  const minor = explicit("refl", out.apply(v("motive"), v("a"), refl));
  const given = [type, implicit("a", v("α")), motive, minor];
  const major = [implicit("x", v("α")), explicit("t", equal("a", "x"))];
  declareInductive(out, {
    ...{ name: ["Eq"], levels: ["u_1"], numParams: 2, numIndices: 1, k: true },
    type: out.forall([type], out.arrow(v("α"), out.arrow(v("α"), prop))),
    constructors: [
      {
        name: ["Eq", "refl"],
        type: out.forall([type, first], equal("a", "a")),
        numFields: 0,
        rule: out.lambda(given, v("refl")),
      },
    ],
    recursor: {
      name: ["Eq", "rec"],
      levels: ["u", "u_1"],
      type: out.forall([...given, ...major], out.apply(v("motive"), v("x"), v("t"))),
    },
  });
}

/** Eq.subst, Eq.symm, Eq.trans and congrArg, each by the recursor with a motive for the second side. */
function declareEqualityTheorems(out: TermWriter): void {
  const { prop, u, v, c, explicit, implicit } = notation(out);
  const level = out.param("u");
  const equal = (left: Scoped, right: Scoped, type = v("α"), at = level): Scoped =>
    out.apply(c("Eq", at), type, left, right);
  const element = (name: string): KernelBinder => implicit(name, v("α"));
  /** From `h : from = to` and a proof of the motive at `from`, one of the motive at `to`. */
  const rewrite = (from: string, to: string, motive: Scoped, proof: Scoped, h: string): Scoped => {
    const binders = [explicit("x", v("α")), explicit("t", equal(v(from), v("x")))];
    const head = c("Eq.rec", ZERO, level);
    return out.apply(head, v("α"), v(from), out.lambda(binders, motive), proof, v(to), v(h));
  };
  const theorem = (
    name: readonly string[],
    levels: readonly string[],
    binders: readonly KernelBinder[],
    result: Scoped,
    proof: Scoped,
  ): void => {
    declareTheorem(out, { name, levels, type: out.forall(binders, result) }, out.lambda(binders, proof));
  };
  const type = implicit("α", u);
  const at = (name: string): Scoped => out.apply(v("motive"), v(name));
  const motive = implicit("motive", out.arrow(v("α"), prop));
  const step = explicit("h₁", equal(v("a"), v("b")));
  theorem(
    ["Eq", "subst"],
    ["u"],
    [type, motive, element("a"), element("b"), step, explicit("h₂", at("a"))],
    at("b"),
    rewrite("a", "b", at("x"), v("h₂"), "h₁"),
  );
  const refl = out.apply(c("Eq.refl", level), v("α"), v("a"));
  theorem(
    ["Eq", "symm"],
    ["u"],
    [type, element("a"), element("b"), explicit("h", equal(v("a"), v("b")))],
    equal(v("b"), v("a")),
    rewrite("a", "b", equal(v("x"), v("a")), refl, "h"),
  );
  theorem(
    ["Eq", "trans"],
    ["u"],
    [type, element("a"), element("b"), element("c"), step, explicit("h₂", equal(v("b"), v("c")))],
    equal(v("a"), v("c")),
    rewrite("b", "c", equal(v("a"), v("x")), v("h₁"), "h₂"),
  );
  const range = out.param("v");
  const image = (name: string): Scoped => out.apply(v("f"), v(name));
  const equalImages = (right: string): Scoped => equal(image("a₁"), image(right), v("β"), range);
  theorem(
    ["congrArg"],
    ["u", "v"],
    [
      ...[type, implicit("β", out.sort(range)), element("a₁"), element("a₂")],
      ...[explicit("f", out.arrow(v("α"), v("β"))), explicit("h", equal(v("a₁"), v("a₂")))],
    ],
    equalImages("a₂"),
    rewrite("a₁", "a₂", equalImages("x"), out.apply(c("Eq.refl", range), v("β"), image("a₁")), "h"),
  );
}
