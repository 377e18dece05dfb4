/**
 * Certificates that use the rules of logic on formulas of every shape: each connective, in the core language and as the
 * exports have them, within each other; and with variables that hide others of the same name.
 */
import { cite, close, open, sample, step, type Sample } from "../check/samples.js";

const F = "(false[])";
const ATOMS = ["(p[0])", "(=[0,s[0]])", "(r[])", "(true[])", F];

type Wrap = (inner: string) => string;

/** A formula around another. The variable is `x` at every depth, so that inner ones hide outer ones. */
const WRAPS: readonly Wrap[] = [
  (a) => `!${a}`,
  (a) => `(&${a}(q[0]))`,
  (a) => `(&(q[0])!${a})`,
  (a) => `!(&!${a}!(q[0]))`,
  (a) => `!(&!(r[])!!${a})`,
  (a) => `!(&${a}!(q[0]))`,
  (a) => `(>[]${a}(q[0]))`,
  (a) => `(>[](q[0])${a})`,
  (a) => `(>[x:N](p[x])${a})`,
  (a) => `(>[x:N](&${a}(true[]))(q[x]))`,
  (a) => `!(>[x:N](true[])!${a})`,
  (a) => `!(>[x:N](&(p[x])${a})!(q[x]))`,
  (a) => `!(>[x:N,y:N](true[])!(&(=[x,y])${a}))`,
  (a) => `!(>[x:N]${a}(q[x]))`,
  (a) => `!(>[](p[0])!${a})`,
  (a) => `!(>[x:N,l:List{N}](member{N}[x,l])!${a})`,
];

/** Every atom, every wrap of one, and every wrap of a wrap. */
export const FORMULAS: readonly string[] = [
  ...ATOMS,
  ...ATOMS.flatMap((atom) => WRAPS.map((wrap) => wrap(atom))),
  ...WRAPS.flatMap((outer, index) => WRAPS.map((inner) => outer(inner(ATOMS[index % 3])))),
];

/** `assumption` implies what the body's last step proves. */
function implied(
  name: string,
  assumption: string,
  conclusion: string,
  body: Sample["body"],
  last: number,
): Sample {
  const statement = `(>[]${assumption}${conclusion})`;
  const rest = step(last + 1, "generalise", statement, { scopes: [0] });
  return sample(name, statement, [open(0, [], [assumption]), ...body, close(0, last), rest]);
}

/** The rules of logic on one formula; a proof by each, where it applies to all formulas. */
export function samplesOf(a: string, name: string): readonly Sample[] {
  const [no, noNo] = [`!${a}`, `!!${a}`];
  const middle = `!(&!${a}!${no})`;
  return [
    implied(`${name}.dn`, noNo, a, [step(2, "double-negation", a, { from: [1] })], 2),
    implied(
      `${name}.contradiction`,
      noNo,
      a,
      [
        open(2, [], [no]),
        step(4, "absurd", F, { from: [3, 1] }),
        close(2, 4),
        step(5, "contradiction", a, { scopes: [2] }),
      ],
      5,
    ),
    implied(
      `${name}.refute`,
      noNo,
      noNo,
      [
        open(2, [], [no]),
        step(4, "absurd", F, { from: [3, 1] }),
        close(2, 4),
        step(5, "refute", noNo, { scopes: [2] }),
      ],
      5,
    ),
    ...refuted(a, `${name}.refuted`),
    sample(`${name}.middle`, middle, [
      open(0, [], [a]),
      step(2, "or", middle, { from: [1] }),
      close(0, 2),
      open(3, [], [no]),
      step(5, "or", middle, { from: [4] }),
      close(3, 5),
      step(6, "excluded-middle", middle, { scopes: [0, 3] }),
    ]),
    implied(
      `${name}.either`,
      `!(&!${a}!${a})`,
      a,
      [open(2, [], [a]), close(2, 3), step(4, "either", a, { from: [1], scopes: [2, 2] })],
      4,
    ),
    implied(
      `${name}.and`,
      no,
      `(&${no}${no})`,
      [
        step(2, "and", `(&${no}${no})`, { from: [1, 1] }),
        step(3, "project", no, { index: 1, from: [2] }),
        step(4, "and", `(&${no}${no})`, { from: [3, 1] }),
      ],
      4,
    ),
    implied(`${name}.falso`, F, a, [step(2, "ex-falso", a, { from: [1] })], 2),
  ];
}

/** From "a implies falsehood", that a is false. A conjunction's parts would be premises of their own. */
function refuted(a: string, name: string): readonly Sample[] {
  if (a === "(true[])" || /^\(&[(!]/.test(a)) return [];
  const body = [
    open(2, [], [a]),
    cite(4, 1, F, { from: [3] }),
    close(2, 4),
    step(5, "refute", `!${a}`, { scopes: [2] }),
  ];
  return [implied(name, `(>[]${a}${F})`, `!${a}`, body, 5)];
}

/** An eigenconstant of the name that a bound variable has, in a witness, a premise and a result. */
const HIDDEN = "!(>[x:N](true[])!(=[x,s[y]]))";
const HIDING = sample("hiding", `(>[y:N](true[])!(>[z:N](true[])!(=[z,s[y]])))`, [
  open(0, ["x:N"]),
  step(1, "refl", "(=[s[x],s[x]])"),
  step(2, "exists", "!(>[x1:N](true[])!(=[x1,s[x]]))", { with: ["s[x]"], from: [1] }),
  open(3, ["y:N"], ["(=[y,s[x]])"]),
  step(5, "exists", "!(>[w:N](true[])!(=[w,s[x]]))", { with: ["y"], from: [4] }),
  close(3, 5),
  step(6, "obtain", "!(>[u:N](true[])!(=[u,s[x]]))", { from: [2], scopes: [3] }),
  close(0, 6),
  step(7, "generalise", `(>[y:N](true[])${HIDDEN})`, { scopes: [0] }),
]);

/** All of them; every one is accepted by the checker. */
export const CONNECTIVES: readonly Sample[] = [
  HIDING,
  ...FORMULAS.flatMap((formula, index) => samplesOf(formula, `f${index}`)),
];
