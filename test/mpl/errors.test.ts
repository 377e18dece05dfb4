/** Every kind of error, as data: a text, and for each diagnostic its code and place, and part of message or hint. */
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/mpl/diagnostic.js";
import { CONTEXT, load, place } from "./support.js";

/** Lines of a theory after `theory T`, so the first is line 2; then `code line:column`, each with a part of its text. */
type Case = readonly [
  title: string,
  lines: readonly string[],
  ...expected: (readonly [at: string, part: string])[],
];

const N = ["sort N inductive", "  0 : N", "  s(N) : N", "op + : N, N -> N infixl 60"]; // lines 2 to 5
const LIST = [...N, "sort List a inductive", "  nil : List a", "  cons(a, List a) : List a"]; // lines 6 to 8

const DECLARATIONS: readonly Case[] = [
  ["misspelt keyword", ["axoim a : x = x"], ["unknown-declaration 2:1", "did you mean `axiom`?"]],
  ["second header", ["theory U"], ["duplicate-header 2:1", "second `theory` line"]],
  ["no name", ["op : N"], ["syntax 2:4", "a name expected"]],
  ["no colon", ["sort G", "op e G"], ["syntax 3:6", "expected"]],
  ["duplicate sort", ["sort G", "sort G"], ["duplicate-sort 3:6", "already declared"]],
  ["sort named as a parameter", ["op f{a} : a -> a", "sort a"], ["duplicate-sort 3:6", "sort parameter"]],
  [
    "sort declared below its use",
    ["op f : a -> a", "sort a"],
    ["unknown-sort 2:8", "line 3"],
    ["unknown-sort 2:13", "line 3"],
  ],
  ["parameter named as a sort", ["sort a", "op f{a} : a -> a"], ["duplicate-sort 3:6", "is a sort"]],
  ["parameter twice", ["sort P a a"], ["duplicate-parameter 2:10", "listed twice"]],
  ["sort with an odd name", ["sort +"], ["bad-name 2:6", "letters, digits"]],
  ["duplicate symbol", [...N, "op s : N"], ["duplicate-symbol 6:4", "already declared, as a constructor"]],
  ["duplicate constructor", [...N.slice(0, 2), "  0(N) : N"], ["duplicate-symbol 4:3", "already declared"]],
  ["symbol >", ["sort G", "op > : G, G -> Prop"], ["reserved-name 3:4", "core notation"]],
  ["symbol &", ["sort G", "op & : G, G -> G"], ["reserved-name 3:4", "conjunction"]],
  ["symbol true", ["sort G", "op true : G"], ["reserved-name 3:4", "reserved word"]],
  ["reserved sort", ["sort forall"], ["reserved-name 2:6", "reserved word"]],
  ["unknown sort", ["sort Nat", "op e : Nta"], ["unknown-sort 3:8", "did you mean `Nat`?"]],
  ["unknown sort, nothing near", ["op e : Group"], ["unknown-sort 2:8", "`use Name`"]],
  ["sort declared below", ["op e : G", "sort G"], ["unknown-sort 2:8", "declared in line 3"]],
  ["sort arity", [...LIST, "op f : List -> N"], ["sort-arity 9:8", "takes 1 parameter"]],
  [
    "parameter with parameters",
    ["sort G", "op f : a G -> G"],
    ["sort-arity 3:8", "takes no parameters itself"],
  ],
  ["Prop as an argument", ["sort G", "op f : Prop -> G"], ["prop-as-sort 3:8", "not a sort"]],
  [
    "fixity without two arguments",
    ["sort G", "op f : G -> G infixl 60"],
    ["bad-fixity 3:15", "two arguments"],
  ],
  ["precedence too high", ["sort G", "op f : G, G -> G infixl 101"], ["bad-fixity 3:18", "0 to 100"]],
  ["precedence missing", ["sort G", "op f : G, G -> G infixl"], ["syntax 3:24", "a number expected"]],
  ["no constructors", ["sort N inductive"], ["no-constructors 2:6", "leave out `inductive`"]],
  [
    "no base constructor",
    ["sort N inductive", "  s(N) : N"],
    ["uninhabited 2:6", "needs an element of it first"],
  ],
  ["not inductive", ["sort N", "  0 : N"], ["not-inductive 3:3", "sort N inductive"]],
  [
    "nested sort",
    [...LIST, "sort T inductive", "  leaf : T", "  node(List T) : T"],
    ["nested-sort 11:8", "only as it stands"],
  ],
  [
    "irregular sort",
    ["sort T a inductive", "  l : T a", "  n(T (T a)) : T a"],
    ["nested-sort 4:5", "only as it stands"],
  ],
  [
    "constructor of another sort",
    [...N, "sort M inductive", "  m : N"],
    ["constructor-sort 7:7", "belongs to `M`"],
  ],
  ["stray constructor", [...N, "constructor t : N"], ["stray-constructor 6:1", "below its sort"]],
  [
    "duplicate fact",
    [...N, "axiom a : 0 = 0", "theorem a : 0 = 0"],
    ["duplicate-fact 7:9", "given in line 6"],
  ],
  ["duplicate setting", ["explore { size 7 size 8 }"], ["duplicate-setting 2:18", "set twice"]],
  ["setting without a number", ["explore { size }"], ["syntax 2:16", "a number expected"]],
];

const FORMULAS: readonly Case[] = [
  ["unknown sign", [...N, "axiom a : x ++ y = x"], ["unknown-symbol 6:13", "did you mean `+`?"]],
  ["unknown function", [...N, "axiom a : succ(x) = x"], ["unknown-symbol 6:11", "unknown symbol `succ`"]],
  ["case of a letter", [...LIST, "axiom a : Nil(x) = x"], ["unknown-symbol 9:11", "did you mean `nil`?"]],
  ["unknown numeral", [...N, "axiom a : x + 1 = x"], ["unknown-symbol 6:15", "unknown symbol `1`"]],
  [
    "sign of another language",
    [...N, "axiom a : x = y => y = x"],
    ["unknown-symbol 6:17", "one writes `->`"],
  ],
  [
    "declared below",
    [...N, "axiom a : f(x) = x", "op f : N -> N"],
    ["unknown-symbol 6:11", "declared in line 7"],
  ],
  [
    "constant declared below",
    [...N, "axiom a : x = c", "op c : N"],
    ["unknown-symbol 6:15", "declared in line 7"],
  ],
  ["too many arguments", [...N, "axiom a : s(x, y) = x"], ["arity 6:11", "takes 1 argument, but has 2"]],
  ["too few arguments", [...N, "axiom a : s = x"], ["arity 6:11", "takes 1 argument, but has 0"]],
  ["variable applied", [...N, "axiom a : forall f. f(0) = 0"], ["arity 6:21", "takes no arguments"]],
  [
    "sort of an argument",
    [...LIST, "axiom a : s(nil) = 0"],
    ["sort-mismatch 9:13", "sort `List _`, but `N` is expected"],
  ],
  [
    "sorts of two sides",
    [...LIST, "axiom a : nil = 0"],
    ["sort-mismatch 9:17", "different sorts: `List _` and `N`"],
  ],
  [
    "variable at two sorts",
    [...LIST, "axiom a : x + 0 = 0 & x = nil"],
    ["variable-sorts 9:23", "used before with sort `N`, but `List _` is needed"],
  ],
  [
    "variable as argument at two sorts",
    [...LIST, "axiom a : cons(x, x) = x"],
    ["infinite-sort 9:19", "contain itself"],
  ],
  [
    "annotated variable",
    [...LIST, "axiom a : forall x : List a. x + 0 = 0"],
    ["variable-sorts 9:30", "has sort `List a`, but `N`"],
  ],
  [
    "rigid parameter",
    [...N, "axiom a : forall x : b. x = 0"],
    ["variable-sorts 6:25", "has sort `b`, but `N`"],
  ],
  [
    "ascription",
    [...LIST, "axiom a : (0 : List N) = nil"],
    ["sort-mismatch 9:12", "not the stated `List N`"],
  ],
  [
    "ascription with an unknown sort",
    [...N, "axiom a : (0 : M) = 0"],
    ["unknown-sort 6:16", "unknown sort `M`"],
  ],
  ["= on formulas", [...N, "axiom a : (x = y) = (y = x)"], ["prop-equality 6:19", "write `<->`"]],
  [
    "formula as term",
    [...N, "op p : N -> Prop", "axiom a : s(p(x)) = x"],
    ["formula-as-term 7:13", "`p` is a formula"],
  ],
  ["term as formula", [...N, "axiom a : x + 0"], ["term-as-formula 6:11", "a formula is expected"]],
  ["variable as formula", [...N, "axiom a : x = 0 -> y"], ["term-as-formula 6:20", "`y` is a term"]],
  ["two = in a row", [...N, "axiom a : x = y = z"], ["ambiguous 6:17", "add parentheses"]],
  [
    "two fixities",
    [...N, "op # : N, N -> N infixr 60", "axiom a : x + y # z = x"],
    ["ambiguous 7:17", "bind equally"],
  ],
  ["missing operand", [...N, "axiom a : x + = x"], ["syntax 6:15", "operand is missing before `=`"]],
  ["missing last operand", [...N, "axiom a : x ="], ["syntax 6:13", "operand is missing after `=`"]],
  ["missing operator", [...N, "axiom a : x y = x"], ["syntax 6:13", "operator is missing before `y`"]],
  ["no fixity", [...N, "op f : N, N -> N", "axiom a : x f y = x"], ["syntax 7:13", "`f` has no fixity"]],
  ["tuple", [...N, "axiom a : (x, y) = x"], ["syntax 6:11", "no tuples"]],
  ["unclosed", [...N, "axiom a : s(x = x"], ["syntax 6:18", "the declaration ends"]],
  ["unclosed core", [...N, "axiom a : (>[x:N](true[])(=[x,0])"], ["syntax 6:34", "`)` expected"]],
  ["variable bound twice", [...N, "axiom a : forall x x. x = 0"], ["duplicate-variable 6:20", "bound twice"]],
  [
    "operator bound",
    [...N, "op mod : N, N -> N infixl 70", "axiom a : forall mod. 0 = 0"],
    ["reserved-name 7:18", "operator"],
  ],
  ["reserved word as a variable", [...N, "axiom a : sort = 0"], ["reserved-name 6:11", "reserved word"]],
  [
    "reserved variable in core",
    [...N, "axiom a : (>[sort:N](true[])(=[0,0]))"],
    ["reserved-name 6:14", "reserved word"],
  ],
  [
    "unlisted parameter",
    [...N, "axiom a{b} : forall x : c. x = x"],
    ["unknown-sort 6:25", "unknown sort `c`"],
  ],
  ["sort arguments", [...N, "axiom a : s{N}(x) = x"], ["sort-arity 6:11", "takes 0 sort arguments"]],
  [
    "several in one formula",
    [...N, "axiom a : f(x) = g(x)"],
    ["unknown-symbol 6:11", "`f`"],
    ["unknown-symbol 6:18", "`g`"],
  ],
  [
    "suspicious variable",
    [...N, "op zero : N", "axiom a : x + zeroo = x"],
    ["warning suspicious-variable 7:15", "did you mean `zero`?"],
  ],
  ["too deep", [...N, `axiom a : ${"s(".repeat(300)}0${")".repeat(300)} = 0`], ["too-deep 6:412", "nested"]],
  [
    "deep by operators",
    [...N, `axiom a : ${"x + ".repeat(400)}x = 0`],
    ["too-large 6:7", "nested more than 200 deep"],
  ],
  [
    "deep by negations",
    [...N, `axiom a : ${"!".repeat(4000)} x = 0`],
    ["too-deep 6:812", "nested too deeply"],
  ],
  [
    "doubling",
    [...N, `axiom a : ${"(x = 0 <-> ".repeat(30)}x = 0${")".repeat(30)}`],
    ["too-large 6:7", "50000 parts"],
  ],
];

const DEFINITIONS: readonly Case[] = [
  ["recursive", [...N, "define f(x) := f(s(x))"], ["recursive-definition 6:16", "defined by itself"]],
  [
    "recursive operator",
    [...N, "define x # y := s(x # y)"],
    ["recursive-definition 6:21", "defined by itself"],
  ],
  [
    "unbound variable",
    [...N, "define f(x) := x + y"],
    ["unbound-variable 6:20", "not among the arguments of `f`"],
  ],
  ["argument twice", [...N, "define f(x, x) := x"], ["duplicate-variable 6:13", "bound twice"]],
  ["bad head", [...N, "define f(s(x)) := x"], ["bad-head 6:8", "head of a definition"]],
  [
    "used before",
    [...N, "op f : N -> N", "axiom a : f(0) = 0", "define f(x) := x"],
    ["duplicate-symbol 8:8", "in use"],
  ],
  ["constructor", [...N, "define s(x) := x"], ["duplicate-symbol 6:8", "already declared"]],
  [
    "declared otherwise",
    [...LIST, "op f : N -> N", "define f(x) := nil"],
    ["sort-mismatch 10:16", "declared to give `N`"],
  ],
  [
    "body of no sort of the head",
    [...N, "define f(x) := x + 0 = x & exists y. y = y"],
    ["undetermined-sort 6:16", "head does not determine"],
  ],
  ["fixity against the head", [...N, "define f(x) infixl 60 := x + 0"], ["bad-fixity 6:13", "two arguments"]],
  [
    "core definition of no such shape",
    [...N, "predicate p : N", "definition d : (p[0])"],
    ["not-a-definition 7:12", "not a definition"],
  ],
  [
    "core definition of a used symbol",
    [...N, "axiom a : 0 + x = x", "definition d : (>[x:N,y:N](true[])(=[+[x,y],x]))"],
    ["not-a-definition 7:12", "in use"],
  ],
];

const ECHOES: readonly Case[] = [
  ["a broken op", ["sort N", "op f : M -> N", "axiom a : f(x) = f(y)"], ["unknown-sort 3:8", "`M`"]],
  ["an op that does not parse", ["sort N", "op # N -> N", "axiom a : # x = x"], ["syntax 3:6", "expected"]],
  [
    "a constructor that does not parse",
    ["sort N inductive", "  0 : N", "  s(N : N", "axiom a : s(0) = 0"],
    ["syntax 4:7", "expected"],
  ],
  [
    "a broken definition",
    [...N, "define x < y := x + q(y) = 0", "axiom a : x < y"],
    ["unknown-symbol 6:21", "`q`"],
  ],
  [
    "errors are independent",
    ["op e : G", "sort N", "op f : N", "axiom a : f = g(f)", "axiom b : f(f) = f"],
    ["unknown-sort 2:8", "`G`"],
    ["unknown-symbol 5:15", "`g`"],
    ["arity 6:11", "takes 0 arguments"],
  ],
];

function check(cases: readonly Case[]): void {
  test.each(cases.map(([title, lines, ...expected]) => ({ title, lines, expected })))(
    "$title",
    ({ lines, expected }) => {
      const { theory, diagnostics } = load(["theory T", ...lines, ""].join("\n"));
      const texts = diagnostics.map(formatDiagnostic).join("\n");
      expect(diagnostics.map(place), texts).toEqual(expected.map(([at]) => at));
      expected.forEach(([, part], index) => {
        const { message, hint } = diagnostics[index];
        expect(`${message} — ${hint ?? ""}`).toContain(part);
      });
      expect(theory === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
    },
  );
}

describe("declarations", () => {
  check(DECLARATIONS);
});
describe("formulas", () => {
  check(FORMULAS);
});
describe("definitions", () => {
  check(DEFINITIONS);
});
describe("one error gives one diagnostic", () => {
  check(ECHOES);
});

describe("imports", () => {
  const files = {
    "good.mpl": "theory Good\nsort N inductive\n  0 : N\n",
    "bad.mpl": "theory Bad\nop e : G\n",
    "other.mpl": "theory Other\nsort N\n",
    "two-words.mpl": "theory TwoWords\nuse Good\nop e : N\n",
    "loop.mpl": "theory Loop\nuse Main\n",
    "wrong.mpl": "theory Right\n",
  };
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["found", "use Good\naxiom a : 0 = 0", []],
    ["in kebab case, with what it uses", "use TwoWords\nuse Good\naxiom a : e = 0", []],
    ["missing", "use Nowhere\naxiom a : f(x) = g(x)", ["import-not-found 2:5"]],
    ["with errors", "use Bad\naxiom a : e = f(e)", ["unknown-sort 2:8", "import-failed 2:5"]],
    ["of another name", "use Wrong", ["import-name 2:5"]],
    ["twice", "use Good\nuse Good", ["warning duplicate-use 3:5"]],
    ["in conflict", "use Good\nuse Other", ["import-conflict 3:5"]],
    ["in a circle", "use Loop", ["import-cycle 2:5", "import-failed 2:5"]],
    ["a path", "use ../good", ["bad-name 2:5"]],
    ["name taken by an import", "use Good\nop 0 : N", ["duplicate-symbol 3:4"]],
  ];
  test.each(cases)("%s", (_title, text, expected) => {
    const { diagnostics } = load(`theory Main\n${text}\n`, files);
    expect(diagnostics.map(place)).toEqual(expected);
  });
});

test("a missing header, a missing file and an empty one", () => {
  expect(load("sort N\n").diagnostics.map(place)).toEqual(["missing-header 1:1"]);
  expect(load("").diagnostics.map(place)).toEqual(["missing-header 1:1"]);
  expect(load(CONTEXT).diagnostics).toEqual([]);
});

test("a diagnostic is shown with its line, a caret and a hint", () => {
  const { diagnostics } = load("theory T\nsort Nat\n\top zero : Nta -- oops\n");
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    [
      "main.mpl:3:12: error[unknown-sort]: unknown sort `Nta`",
      " 3 | \top zero : Nta -- oops",
      "   | \t          ^^^",
      "   = hint: did you mean `Nat`?",
    ].join("\n"),
  ]);
});
