/** Eigenconstants are named in the order of their scopes, and a certificate stays a proof of the same statement. */
import { describe, expect, it } from "vitest";
import { renumberEigens } from "../../src/proof/renumber-eigens.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import { HONEST } from "../check/honest.js";
import { certificate, check, cite, close, open, sample, step, SHARED_THEORY } from "../check/samples.js";

const TAKEN = new Set([...SHARED_THEORY.signature.symbols.keys(), ...SHARED_THEORY.signature.sorts.keys()]);

function renumbered(text: string, taken: ReadonlySet<string> = TAKEN): string {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as CertificateLine);
  return renumberEigens(lines, taken)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}
const eigensOf = (text: string): string[] =>
  [...text.matchAll(/"eigen":\[([^\]]*)\]/g)].map((match) => match[1]);

/** Two scopes after each other and one inside; the statement binds x. */
function scopes(first: string, second: string, inner: string): string {
  const equation = (name: string): string => `(=[+[${name},0],${name}])`;
  const statement = "(>[x:N](true[])(=[+[x,0],x]))";
  return certificate(
    sample("renumbered", statement, [
      open(0, [`${first}:N`]),
      cite(1, "add.zero", equation(first), { with: [first] }),
      close(0, 1),
      open(2, [`${second}:N`]),
      open(3, [`${inner}:N`], [equation(inner)]),
      cite(5, "add.zero", equation(second), { with: [second] }),
      close(3, 5),
      cite(6, "add.zero", equation(second), { with: [second] }),
      close(2, 6),
      step(7, "generalise", statement, { scopes: [0] }),
    ]),
  );
}

describe("renumberEigens", () => {
  it.each<[first: string, second: string, inner: string, expected: readonly string[]]>([
    ["x7", "x31", "x2", ["x1:N", "x2:N", "x3:N"]],
    ["x3", "x2", "x1", ["x1:N", "x2:N", "x3:N"]],
    ["n7", "m", "n9'1", ["n:N", "m:N", "n1:N"]],
    // s, p and e are symbols, N is a sort, and a number is no stem.
    ["s4", "p1", "e3", ["s1:N", "p1:N", "e1:N"]],
    ["17", "N2", "18", ["x1:N", "N1:N", "x2:N"]],
  ])("%s, %s and %s", (first, second, inner, expected) => {
    const text = scopes(first, second, inner);
    const names = eigensOf(renumbered(text)).join(",").replaceAll('"', "").split(",");
    expect(names).toEqual(expected);
    expect(check(text)).toMatchObject({ ok: true });
    expect(check(renumbered(text))).toMatchObject({ ok: true, theorem: "renumbered" });
  });

  it("leaves a name that a formula binds as it is, so that nothing is captured", () => {
    const text = certificate(
      sample("bound", "(>[x:N](true[])!(>[z:N](true[])!(=[z,s[x]])))", [
        open(0, ["z:N", "z1:N"]),
        step(1, "refl", "(=[s[z1],s[z1]])"),
        step(2, "exists", "!(>[z:N](true[])!(=[z,s[z1]]))", { with: ["s[z1]"], from: [1] }),
        close(0, 2),
        step(3, "truth", "(true[])"),
      ]),
    );
    expect(eigensOf(renumbered(text))).toEqual(['"z:N","z1:N"']);
  });

  it.each(HONEST.map((honest) => [honest.theorem, certificate(honest)] as const))(
    "%s is still accepted, with the same statement, and a second time nothing changes",
    (_name, text) => {
      const again = renumbered(text);
      expect(check(again)).toMatchObject({ ok: true });
      expect(again.split("\n")[0]).toBe(text.split("\n")[0]);
      expect(renumbered(again)).toBe(again);
    },
  );
});
