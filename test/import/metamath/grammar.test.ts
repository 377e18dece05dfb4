/** Formulas read by a database's own syntax axioms. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TERM_WORDS, VARIABLE_BIT } from "../../../src/device/device.js";
import type { Database } from "../../../src/import/metamath/database.js";
import { parseFormulas } from "../../../src/import/metamath/formulas.js";
import { buildGrammar } from "../../../src/import/metamath/grammar.js";
import { importDatabase } from "../../../src/import/metamath/import-database.js";
import { TermWriter } from "../../../src/import/metamath/term-text.js";
import { database, EQUATIONS, LOGIC } from "./databases.js";

/** The last statement of a database as `symbol(arguments)`, arguments in the order of a proof. */
function shapeOfLast(db: Database): { shape: string; ambiguous: boolean } {
  const grammar = buildGrammar(db);
  const { heads, first, ambiguous } = parseFormulas(db, grammar, grammar.logical[0]);
  const last = db.statementCount - 1;
  let at = first[last];
  const read = (): string => {
    const head = heads[at++];
    if ((head & VARIABLE_BIT) !== 0) return db.tokens.text(head & ~VARIABLE_BIT);
    const { statement, argumentTypes } = grammar.productions[head];
    const args = argumentTypes.map(read);
    return db.tokens.text(db.label[statement]) + (args.length === 0 ? "" : `(${args.join(",")})`);
  };
  return { shape: read(), ambiguous: ambiguous.includes(last) };
}

const shape = (base: string, formula: string) => shapeOfLast(database(`${base}\nlast $a |- ${formula} $.`));

describe("reading formulas", () => {
  it.each([
    [LOGIC, "p", "p"],
    [LOGIC, "( p -> ( q -> p ) )", "wi(p,wi(q,p))"],
    [LOGIC, "x = y", "weq(cv(x),cv(y))"],
    [LOGIC, "( A + B S S ) = C", "weq(cpl(A,cs(cs(B))),C)"],
    [LOGIC, "U. x A B e. C", "wel(cU(B,A,x),C)"],
    [LOGIC, "U. x A S B S = A", "weq(cs(cU(B,cs(A),x)),A)"],
    [EQUATIONS, "a ' ' = ( a v b ) '", "weq(tp(tp(a)),tp(tv(a,b)))"],
    [EQUATIONS, "a < ( b ' v c )", "wlt(a,tv(tp(b),c))"],
  ])("reads them by the syntax axioms (%#)", (base, formula, expected) => {
    expect(shape(base, formula).shape).toBe(expected);
  });

  it("says so when a formula can be read in two ways", () => {
    expect(shape(LOGIC, "U. x A S B S = A").ambiguous).toBe(true);
    expect(shape(LOGIC, "( A + B S S ) = C").ambiguous).toBe(false);
  });

  it("reads empty productions, and words that are one production after another", () => {
    const words =
      "$c |- wff I $. $v x y $. wx $f wff x $. wy $f wff y $. e $a wff $. i $a wff x I $. ${ h $e |- x $. r $a |- x $. $}";
    expect(shape(words, "I I")).toMatchObject({ shape: "i(i(e))" });
    expect(shape(words, "")).toMatchObject({ shape: "e" });
    expect(shape(words, "x I")).toMatchObject({ shape: "i(x)" });
  });

  it("reads a sum of a thousand terms, nested to the left or to the right", () => {
    const left = `${"( ".repeat(1000)}A${" + A )".repeat(1000)} = A`;
    const right = `${"( A + ".repeat(1000)}A${" )".repeat(1000)} = A`;
    for (const formula of [left, right]) expect(shape(LOGIC, formula).shape.length).toBe(1000 * 7 + 1 + 7);
  });

  it("takes a typecode without variables for a sort if all its axioms are syntax", () => {
    const grammar = buildGrammar(database(EQUATIONS));
    const text = (token: number) => database(EQUATIONS).tokens.text(token);
    expect(grammar.typecodes.map(text)).toEqual(["term", "wff"]);
    expect(grammar.logical.map(text)).toEqual(["|-"]);
  });
});

describe("what cannot be read", () => {
  const fault = (text: string) => {
    const imported = importDatabase(database(text), "base.mm");
    return imported.kind === "error" ? imported.diagnostic : undefined;
  };
  it("is an error at the statement", () => {
    expect(fault(`${LOGIC}\nbad $a |- ( p -> $.`)).toMatchObject({
      code: "grammar",
      line: LOGIC.split("\n").length + 1,
    });
    expect(fault(`${LOGIC}\nbad $a |- A $.`)?.message).toContain("`bad` is no formula");
  });

  it("is a database without theorems", () => {
    expect(fault("$c wff $.")?.message).toContain("states nothing");
  });

  it("is a grammar so ambiguous that it takes too much work", () => {
    const base =
      "$c |- wff a $. $v x y $. wx $f wff x $. wy $f wff y $. wa $a wff a $. two $a wff x y $. r $a |- x x $.";
    expect(fault(`${base}\nbad $a |- ${"a ".repeat(3000)} $.`)?.message).toContain("too much work");
  });
});

describe("printing a term and reading it", () => {
  const db = database(LOGIC);
  const grammar = buildGrammar(db);
  const writer = new TermWriter(db, grammar);
  const variables = [...db.typecodeOf.keys()].filter((token) => db.typecodeOf[token] >= 0);
  const names = [...db.isVariable.keys()].map((token) => db.tokens.text(token));
  /** Preorder heads of a random term of a sort; at depth 0 only variables, where there are some. */
  const known = new Map<string, fc.Arbitrary<readonly number[]>>();
  const term = (sort: number, depth: number): fc.Arbitrary<readonly number[]> => {
    const found = known.get(`${sort}.${depth}`);
    if (found !== undefined) return found;
    const leaves = variables
      .filter((token) => grammar.variableType[token] === sort)
      .map((token) => fc.constant([(VARIABLE_BIT | token) >>> 0]));
    const nodes = grammar.productions.flatMap(({ typecode, argumentTypes }, symbol) =>
      typecode !== sort || depth === 0
        ? []
        : [
            fc
              .tuple(...argumentTypes.map((type) => term(type, depth - 1)))
              .map((args) => [symbol, ...args.flat()]),
          ],
    );
    const made = fc.oneof(...leaves, ...nodes);
    known.set(`${sort}.${depth}`, made);
    return made;
  };
  const cellsOf = (heads: readonly number[]) => {
    const cells = new Uint32Array(heads.length * TERM_WORDS);
    for (let i = heads.length - 1; i >= 0; i--) {
      cells[i * TERM_WORDS] = heads[i];
      let skip = 1;
      if ((heads[i] & VARIABLE_BIT) === 0)
        for (let k = writer.arity(heads[i]); k > 0; k--) skip += cells[(i + skip) * TERM_WORDS + 1];
      cells[i * TERM_WORDS + 1] = skip;
    }
    return cells;
  };
  it("gives the term, unless the text is ambiguous", () => {
    fc.assert(
      fc.property(
        term(
          grammar.typecodes.findIndex((token) => db.tokens.text(token) === "wff"),
          3,
        ),
        (heads) => {
          const text = writer.text(cellsOf(heads), 0, names);
          const read = database(`${LOGIC}\nlast $a |- ${text} $.`);
          const again = buildGrammar(read);
          const { heads: all, first, length, ambiguous } = parseFormulas(read, again, again.logical[0]);
          const last = read.statementCount - 1;
          if (ambiguous.includes(last)) return;
          expect([...all.subarray(first[last], first[last] + length[last])]).toEqual([...heads]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
