/** The verifier: proofs that it accepts, and every kind that it must refuse. */
import { describe, expect, it } from "vitest";
import { EQUATIONS, LOGIC, verify } from "./databases.js";

/** The first rejection's message, or undefined if everything is accepted. */
function verdict(text: string, files?: Readonly<Record<string, string>>): string | undefined {
  return verify(text, files).rejections.at(0)?.diagnostic.message;
}

const BASE = `
$c ( ) -> |- wff set E. $.  $v p q x y $.
wp $f wff p $.  wq $f wff q $.  vx $f set x $.  vy $f set y $.
wi $a wff ( p -> q ) $.
we $a wff E. x p $.
\${ mp.1 $e |- p $. mp.2 $e |- ( p -> q ) $. mp $a |- q $. $}
k $a |- ( p -> ( q -> p ) ) $.
\${ $d x p $. gone $a |- ( E. x p -> p ) $. $}
\${ $d x y $. other $a |- E. x E. y p $. $}
\${ local.1 $e |- p $. local $a |- p $. $}
`;

describe("proofs that are accepted", () => {
  it.each([
    ["in the normal notation", "s $p |- ( p -> ( q -> p ) ) $= wp wq k $."],
    ["compressed", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ABC $."],
    ["with comments and odd spacing", "s $p |- ( p -> ( q -> p ) ) $= ( $( c $) k\n) A $( B $)\tB\nC $."],
    ["with a hypothesis", "${ h $e |- p $. s $p |- ( q -> p ) $= wp wq wp wi h wp wq k mp $. $}"],
    [
      "with a saved step",
      "${ h $e |- p $. s $p |- ( ( q -> p ) -> ( p -> ( q -> p ) ) ) $= ( wi k ) BADZAE $. $}",
    ],
    ["with a variable that the statement does not have", "s $p wff ( p -> p ) $= ( wi ) AAB $."],
    ["with a $d that is needed", "${ $d x q $. s $p |- ( E. x q -> q ) $= wq vx gone $. $}"],
    ["with a $d of an outer block", "${ $d x p q $. ${ s $p |- ( E. x q -> q ) $= ( gone ) ABC $. $} $}"],
    [
      "with a $d of a term's variables",
      "${ $d x p $. $d q x $. s $p |- ( E. x ( p -> q ) -> ( p -> q ) ) $= wp wq wi vx gone $. $}",
    ],
  ])("%s", (_, text) => {
    expect(verdict(BASE + text)).toBeUndefined();
  });

  it("counts theorems and steps", () => {
    expect(verify(LOGIC)).toMatchObject({ theoremCount: 2, acceptedCount: 2, rejections: [] });
    expect(verify(EQUATIONS)).toMatchObject({ theoremCount: 0, stepCount: 0 });
  });
});

/** A theorem, and a part of what is said against it. */
const refused: readonly (readonly [string, string, string])[] = [
  ["empty", "s $p |- p $= $.", "the proof is empty"],
  ["incomplete", "s $p |- p $= ? $.", "incomplete"],
  ["compressed and incomplete", "s $p |- p $= ( k ) ? $.", "incomplete"],
  ["unknown label", "s $p |- p $= nope $.", "no statement `nope`"],
  ["a symbol as a label", "s $p |- p $= wff $.", "no statement `wff`"],
  ["citing itself", "s $p |- p $= s $.", "does not stand before"],
  ["citing a later theorem", "s $p |- p $= later $. later $a |- p $.", "does not stand before"],
  ["a hypothesis of a closed block", "s $p |- p $= mp.1 $.", "is not active"],
  ["a hypothesis of a closed block, compressed", "s $p |- p $= ( mp.1 ) B $.", "is not active"],
  ["too few results", "s $p |- p $= wp mp $.", "`mp` needs 4 results"],
  ["too many results", "s $p |- ( p -> ( q -> p ) ) $= wp wp wq k $.", "leaves 2 results"],
  ["no result", "s $p |- p $= ( ) $.", "leaves 0 results"],
  ["another statement", "s $p |- ( q -> ( p -> q ) ) $= wp wq k $.", "proves another statement"],
  ["a longer statement", "s $p |- ( p -> ( q -> p $= wp wq k $.", "proves another statement"],
  ["another typecode", "s $p wff ( p -> ( q -> p ) ) $= wp wq k $.", "proves another statement"],
  ["a set for a wff", "s $p |- ( p -> ( q -> p ) ) $= vx wq k $.", "needs a `wff` for `p`"],
  ["a theorem for a wff", "s $p |- p $= wp wq k wq k $.", "needs a `wff` for `p`"],
  [
    "a hypothesis that does not fit",
    "${ h $e |- p $. s $p |- q $= wp wq h h mp $. $}",
    "hypothesis `mp.2` of `mp` does not fit",
  ],
  [
    "a hypothesis for another variable",
    "${ h $e |- q $. s $p |- p $= wp h local $. $}",
    "`local.1` of `local` does not fit",
  ],
  [
    "a mandatory hypothesis in parentheses",
    "s $p |- ( p -> ( q -> p ) ) $= ( wp k ) ABD $.",
    "mandatory hypothesis",
  ],
  ["parenthesis not closed", "s $p |- p $= ( k $.", "never closed"],
  ["a number that means nothing", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ABD $.", "means nothing"],
  ["a number that is cut", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ABCU $.", "ends inside a number"],
  ["a number that is huge", "s $p |- p $= ( k ) YYYYYYYYYYYYYYYYYYYYA $.", "too large"],
  ["a small letter", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ABc $.", "capital letters only"],
  ["Z at the start", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ZABC $.", "saves nothing"],
  ["Z twice", "s $p |- ( p -> ( q -> p ) ) $= ( k ) AZZBC $.", "saves nothing"],
  ["Z inside a number", "s $p |- ( p -> ( q -> p ) ) $= ( k ) ABUZC $.", "inside a number"],
  ["no $d", "s $p |- ( E. x q -> q ) $= wq vx gone $.", "needs `q` and `x` to be distinct"],
  [
    "a $d of other variables",
    "${ $d x p $. $d y q $. s $p |- ( E. x q -> q ) $= wq vx gone $. $}",
    "to be distinct",
  ],
  ["a $d of a closed block", "${ $d x q $. $} s $p |- ( E. x q -> q ) $= wq vx gone $.", "to be distinct"],
  ["a $d that comes too late", "${ s $p |- ( E. x q -> q ) $= wq vx gone $. $d x q $. $}", "to be distinct"],
  [
    "a $d for one of two variables",
    "${ $d x p $. s $p |- ( E. x ( p -> q ) -> ( p -> q ) ) $= wp wq wi vx gone $. $}",
    "`q` and `x`",
  ],
  [
    "one variable for two that are distinct",
    "${ $d x y $. s $p |- E. x E. x p $= wp vx vx other $. $}",
    "`x` and `x`",
  ],
];

describe("proofs that are refused", () => {
  it.each(refused)("%s", (_, text, message) => {
    expect(verdict(BASE + text)).toContain(message);
  });

  it("says where: the line and column of the step", () => {
    const { rejections } = verify(`$c |- wff $. $v p $. wp $f wff p $.\ns $p |- p $=\n  wp wp\n nope $.`);
    expect(rejections).toMatchObject([{ label: "s", diagnostic: { line: 4, column: 2 } }]);
  });

  it("goes on after one and reports each", () => {
    const { acceptedCount, rejections } = verify(
      `${BASE} s $p |- p $= wp $. t $p wff p $= wp $. u $p |- p $= ? $.`,
    );
    expect([acceptedCount, ...rejections.map(({ label }) => label)]).toEqual([1, "s", "u"]);
  });

  it("ends on a proof whose formulas double with every step", () => {
    const steps = Array.from({ length: 60 }, (_, i) => `${letter(i + 2)}${letter(i + 2)}BZ`);
    expect(verdict(`${BASE}\ns $p wff p $= ( wi ) AABZ${steps.join("")} $.`)).toContain("too much work");
  });
});

/** A number of a compressed proof, from 0 on. */
function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 20));
  const rest = Math.floor(index / 20);
  return rest === 0 ? last : String.fromCharCode(84 + rest) + last;
}
