import { describe, expect, it } from "vitest";
import { Finder, type SearchEntry } from "../../src/browser/search/find.js";
import { readCore } from "../../src/browser/search/read-core.js";
import { readQuery, type SearchSymbol } from "../../src/browser/search/read-query.js";
import { treeText } from "../../src/browser/search/tree.js";

const SYMBOLS: readonly SearchSymbol[] = [
  { name: "0", fixity: "", precedence: 0, arity: 0 },
  { name: "s", fixity: "", precedence: 0, arity: 1 },
  { name: "+", fixity: "infixl", precedence: 60, arity: 2 },
  { name: "*", fixity: "infixl", precedence: 70, arity: 2 },
  { name: "^", fixity: "infixr", precedence: 80, arity: 2 },
  { name: "-", fixity: "prefix", precedence: 90, arity: 1 },
  { name: "<=", fixity: "infix", precedence: 50, arity: 2 },
  { name: "nil", fixity: "", precedence: 0, arity: 0 },
];
const symbols = new Map(SYMBOLS.map((symbol) => [symbol.name, symbol]));

function query(text: string): string | undefined {
  const tree = readQuery(text, symbols);
  return tree === undefined ? undefined : treeText(tree);
}

function core(text: string): string | undefined {
  const tree = readCore(text);
  return tree === undefined ? undefined : treeText(tree);
}

describe("what is typed", () => {
  it.each([
    ["x + y = y + x", "=[+[$x,$y],+[$y,$x]]"],
    ["x + y * z", "+[$x,*[$y,$z]]"],
    ["(x + y) * z", "*[+[$x,$y],$z]"],
    ["x + y + z", "+[+[$x,$y],$z]"],
    ["x ^ y ^ z", "^[$x,^[$y,$z]]"],
    ["s(x) + -y", "+[s[$x],-[$y]]"],
    ["a <= b & b <= c -> a <= c", "->[<=[$a,$b],<=[$b,$c],<=[$a,$c]]"],
    ["a <= b -> b <= c -> a <= c", "->[<=[$a,$b],<=[$b,$c],<=[$a,$c]]"],
    ["x ≤ y ∨ y ≤ x", "|[<=[$x,$y],<=[$y,$x]]"],
    ["x != 0", "![=[$x,0]]"],
    ["!(x = y)", "![=[$x,$y]]"],
    ["forall x y. exists z : N. x + z = y", "exists[=[+[$x,$z],$y]]"],
    ["(x : N) + y", "+[$x,$y]"],
    ['"0" + "q"', "+[0,$q]"],
  ])("%s", (text, tree) => {
    expect(query(text)).toBe(tree);
  });

  it.each([
    ["x + y =", "=[+[$x,$y],_]"],
    ["x +", "+[$x,_]"],
    ["+", "+[_,_]"],
    ["s(x + ", "s[+[$x,_]]"],
    ["(x + y", "+[$x,$y]"],
    ["_ + 0 = _", "=[+[_,0],_]"],
    ["s", "s"],
    ["forall x", "_"],
  ])("unfinished: %s", (text, tree) => {
    expect(query(text)).toBe(tree);
  });

  it.each(["", "x y", "x % y", "f(x,y) z", "(x, y)", ")", "x + y)"])("no formula: %s", (text) => {
    expect(query(text)).toBeUndefined();
  });

  it("ends, whatever it is", () => {
    expect(query("(".repeat(5000))).toBeUndefined();
    expect(readCore("(&".repeat(5000))).toBeUndefined();
    expect(readCore("(p[" + "s[".repeat(5000))).toBeUndefined();
  });
});

describe("core notation", () => {
  it.each([
    ["(>[x:N,y:N](true[])(=[+[x,y],+[y,x]]))", "=[+[$x,$y],+[$y,$x]]"],
    ["(>[x:N](&(p[x])(q[x]))(=[x,0]))", "->[p[$x],q[$x],=[$x,0]]"],
    ["(>[x:N](p[x])(>[](q[x])(r[x])))", "->[p[$x],q[$x],r[$x]]"],
    ["!(&!(p[])!(q[]))", "|[p,q]"],
    ["!(>[z:N](true[])!(=[z,0]))", "exists[=[$z,0]]"],
    ["!(>[z:N](p[z])!(q[z]))", "exists[&[p[$z],q[$z]]]"],
    ["!(>[](p[])!(q[]))", "![->[p,![q]]]"],
    ["(&(>[](p[])(q[]))(>[](q[])(p[])))", "<->[p,q]"],
    ["(>[xs:List{a}](true[])(=[++{a}[nil{a},xs],xs]))", "=[++[nil,$xs],$xs]"],
    ["(>[xs:List{List{a}}](true[])!(=[xs,nil{a}]))", "![=[$xs,nil]]"],
  ])("%s", (text, tree) => {
    expect(core(text)).toBe(tree);
  });

  it.each(["", "x + y", "(p[x]", "(p[x]))", "(>[x:N](p[x]))", "(&(p[]))", "(p[x{])"])("not: %s", (text) => {
    expect(readCore(text)).toBeUndefined();
  });
});

const entry = (
  name: string,
  statement: string,
  text: string,
  kind: SearchEntry["kind"] = "theorem",
): SearchEntry => ({
  ...{ name, statement, core: text, kind, url: `theorems/${name}.html` },
});

const ENTRIES = [
  entry("add.zero", "x + 0 = x", "(>[x:N](true[])(=[+[x,0],x]))", "axiom"),
  entry("add.comm", "x + y = y + x", "(>[x:N,y:N](true[])(=[+[x,y],+[y,x]]))"),
  entry("add.double", "x + x = x + x", "(>[x:N](true[])(=[+[x,x],+[x,x]]))"),
  entry("comm.zero", "0 + x = x + 0", "(>[x:N](true[])(=[+[0,x],+[x,0]]))"),
  entry("le.comm", "x + y <= z -> y + x <= z", "(>[x:N,y:N,z:N](<=[+[x,y],z])(<=[+[y,x],z]))"),
  entry("<script>", "s(x) = 0", "(>[x:N](true[])(=[s[x],0]))", "refuted"),
];
const finder = new Finder({ symbols: SYMBOLS, entries: ENTRIES });
const found = (text: string): string[] =>
  finder.find(text).map(({ entry: { name }, by }) => `${name}: ${by}`);

describe("the search", () => {
  it("finds a statement by its shape, whatever its variables are called", () => {
    for (const text of [
      "x + y = y + x",
      "a + b = b + a",
      "y + x = x + y",
      "(>[u:N,v:N](true[])(=[+[u,v],+[v,u]]))",
    ]) {
      expect(found(text)).toEqual([
        "add.comm: the same statement",
        "add.double: a special case",
        "comm.zero: a special case",
      ]);
    }
  });

  it("finds parts of statements, general statements and special ones", () => {
    expect(found("p + q <= r")).toEqual(["le.comm: has this part"]);
    expect(found("s(0) + 0 = 0 + s(0)")).toEqual(["add.comm: more general", "comm.zero: more general"]);
    expect(found("a = a + 0")).toEqual(["add.zero: the same statement"]);
    expect(found("z + z")).toEqual(["add.double: has this part"]);
  });

  it("finds while one types", () => {
    for (const text of ["x + y =", "x + y = y", "x + y = y +", "x + y = y + "]) {
      expect(found(text).join(), text).toContain("add.comm");
    }
  });

  it("finds names and words", () => {
    expect(found("add.comm")[0]).toBe("add.comm: this name");
    expect(found("comm add")).toEqual(["add.comm: name"]);
    expect(found("script")).toEqual(["<script>: name"]);
    expect(found("refuted")).toEqual(["<script>: text"]);
    expect(found("nothing like it")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });
});
