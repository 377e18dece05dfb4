import { describe, expect, it } from "vitest";
import { formulaText } from "../../src/logic/formula.js";
import { sortApp } from "../../src/logic/sort.js";
import { termText } from "../../src/logic/term.js";
import { coreReader, CoreSyntaxError } from "../../src/proof/core-reader.js";
import { tiny } from "../export/fixture.js";

const reader = coreReader(tiny);

describe("coreReader", () => {
  it.each([
    "(true[])",
    "(false[])",
    "!!(true[])",
    "(=[+[0,s[k]],s[+[0,k]]])",
    "(>[](true[])(false[]))",
    "(>[x:N,l:List{a}](&(P[x])!(Q{a}[l]))!(>[y:N](true[])!(=[x,y])))",
    "(>[x,y])",
    "(>[s[x],y])",
    "(&[x,y])",
    "(&(>[x,y])!(&[x]))",
    "(in{List{N},a}[cons{N}[0,nil{N}]])",
    "(≤[x',0])",
  ])("reads what formulaText writes: %s", (text) => {
    expect(formulaText(reader.formula(text))).toBe(text);
  });

  it("reads terms and binders", () => {
    expect(termText(reader.term("cons{N}[0,nil{N}]"))).toBe("cons{N}[0,nil{N}]");
    expect(reader.binder("k:N")).toEqual({ kind: "var", name: "k", sort: sortApp("N") });
  });

  it("tells variables from constants: bound, then eigenconstant, then constant", () => {
    expect(reader.term("0")).toMatchObject({ kind: "app" });
    expect(reader.term("0", new Map([["0", sortApp("N")]]))).toMatchObject({ kind: "var" });
    expect(reader.formula("(>[0:N](true[])(=[0,k]))")).toMatchObject({
      conclusion: { left: { kind: "var" }, right: { kind: "var", sort: { kind: "param", name: "?" } } },
    });
  });

  it.each([
    ["", 0],
    ["(=[x,y]", 7],
    ["(=[x,])", 5],
    ["(&(true[]))", 10],
    ["(>[x](true[])(true[]))", 4],
    ["(true[]) ", 8],
  ])("refuses %j", (text, position) => {
    let caught: unknown;
    try {
      reader.formula(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(CoreSyntaxError);
    expect(caught).toMatchObject({ position });
  });
});
