/** The reader on well-formed databases, and on each way of being malformed. */
import { describe, expect, it } from "vitest";
import { commentOf, labelOf, mathText, NEVER_ENDS } from "../../../src/import/metamath/database.js";
import { isDiscouraged } from "../../../src/import/metamath/headings.js";
import { database, LOGIC, readText } from "./databases.js";

const SYMBOLS = "$c |- wff ( ) $.\n$v p q $.\nwp $f wff p $.\nwq $f wff q $.\n";

describe("a well-formed database", () => {
  const db = database(LOGIC);
  const find = (label: string) => db.statementOfLabel[db.tokens.lookUpText(label)];

  it("has its statements in file order", () => {
    expect(labelOf(db, 0)).toBe("wp");
    expect(mathText(db, find("ax-1"))).toBe("|- ( p -> ( q -> p ) )");
    expect(find("mp.1")).toBeLessThan(find("mp"));
  });

  it("gives an assertion the hypotheses that it needs, in file order, and no others", () => {
    const frame = (label: string) => {
      const s = find(label);
      return Array.from(db.hypotheses.subarray(db.hypothesisStart[s], db.hypothesisStart[s + 1]), (h) =>
        labelOf(db, h),
      );
    };
    expect(frame("mp")).toEqual(["wp", "wq", "mp.1", "mp.2"]);
    expect(frame("cU")).toEqual(["cA", "cB", "vx"]);
    expect(frame("ueq1")).toEqual(["cA", "cB", "cC", "vx", "u1.1"]);
  });

  it("gives an assertion the $d pairs of its own variables", () => {
    const pairs = (label: string) => {
      const s = find(label);
      const names: string[] = [];
      for (let i = db.disjointStart[s]; i < db.disjointStart[s + 1]; i++)
        names.push([db.disjoint[2 * i], db.disjoint[2 * i + 1]].map((v) => db.tokens.text(v)).join(" "));
      return names;
    };
    expect(pairs("uconst")).toEqual(["A x"]);
    expect(pairs("urename")).toEqual(["A y", "x y"]);
    expect(pairs("useful")).toEqual([]);
  });

  it("ends a hypothesis with its block", () => {
    expect(db.scopeEnd[find("mp.1")]).toBe(find("ax-1"));
    expect(db.scopeEnd[find("wp")]).toBe(NEVER_ENDS);
  });

  it("knows headings and what is discouraged", () => {
    expect(db.headings.map(({ level, title }) => [level, title])).toEqual([
      [0, "Part one"],
      [1, "Congruences"],
    ]);
    expect(isDiscouraged("uconst", commentOf(db, find("uconst")))).toBe(true);
    expect(isDiscouraged("idOLD", commentOf(db, find("idOLD")))).toBe(true);
    expect(isDiscouraged("id", commentOf(db, find("id")))).toBe(false);
  });

  it("may have comments between any two tokens, and keywords in them", () => {
    const text = `$( $c $. $= $) $c $( x $) |- a $.\n$( about s $) s $( $) $a |- $( here $) a $.`;
    const read = database(text);
    expect(mathText(read, 0)).toBe("|- a");
    expect(commentOf(read, 0)).toBe(" about s ");
  });

  it("includes a file once, in its place, and not itself", () => {
    const files = { "a.mm": "$[ test.mm $] $[ b.mm $] s $a |- a $.", "b.mm": "$c |- a $." };
    const read = database("$[ b.mm $] $[ a.mm $] $[ a.mm $] t $a |- a a $.", files);
    expect([labelOf(read, 0), labelOf(read, 1), read.statementCount]).toEqual(["s", "t", 2]);
  });

  it("may declare a variable anew after its block, with the typecode it had", () => {
    const text = "$c |- wff $.\n${ $v p $. wp $f wff p $. $}\n${ $v p $. wp2 $f wff p $. s $a |- p $. $}";
    expect(database(text).statementCount).toBe(3);
  });

  it("may be empty", () => {
    expect(database("").statementCount).toBe(0);
    expect(database(" $( nothing $)\n").statementCount).toBe(0);
  });
});

/** What is wrong, the text after SYMBOLS (or all of it, if it starts with `!`), the code, and where: line:column. */
const malformed: readonly (readonly [string, string, string, string])[] = [
  ["comment not closed", "$( open", "comment", "5:1"],
  ["comment in a comment", "$( a $( b $) $)", "comment", "5:6"],
  ["comment end alone", "$)", "comment", "5:1"],
  ["comment end without space", "$( a$) s", "comment", "5:1"],
  ["unknown keyword", "$x", "keyword", "5:1"],
  ["$ inside a symbol", "$c a$b $.", "symbol", "5:4"],
  ["$ inside a label", "a$b $a |- p $.", "label", "5:1"],
  ["$ and more than a character", "$ab", "symbol", "5:1"],
  ["byte that is not ASCII", "s $a |- \xe9 $.", "character", "5:9"],
  ["control character", "s $a |- \x01 $.", "character", "5:9"],
  ["$c in a block", "${ $c z $. $}", "declaration", "5:4"],
  ["$c of nothing", "$c $.", "declaration", "5:4"],
  ["$c twice", "$c |- $.", "declaration", "5:4"],
  ["$c of a variable", "$c p $.", "declaration", "5:4"],
  ["$v of nothing", "$v $.", "declaration", "5:4"],
  ["$v twice", "$v p $.", "declaration", "5:4"],
  ["$v of a constant", "$v wff $.", "declaration", "5:4"],
  ["$v of a label", "$v wp $.", "declaration", "5:4"],
  ["$v not ended", "$v z", "unfinished", "5:5"],
  ["$d of one variable", "$d p $.", "disjoint", "5:6"],
  ["$d of one variable twice", "$d p p $.", "disjoint", "5:6"],
  ["$d of a constant", "$d p wff $.", "symbol", "5:6"],
  ["$d of a variable that is gone", "${ $v z $. $}\n$d p z $.", "symbol", "6:6"],
  ["block not closed", "${\n$v z $.", "scope", "5:1"],
  ["block closed twice", "${ $} $}", "scope", "5:7"],
  ["label twice", "s $a |- p $. s $a |- q $.", "label", "5:14"],
  ["label that is a symbol", "wff $a |- p $.", "label", "5:1"],
  ["label with a bad character", "s+t $a |- p $.", "label", "5:1"],
  ["label alone", "s $c z $.", "syntax", "5:3"],
  ["label at the end", "s", "syntax", "5:2"],
  ["keyword without a label", "$a |- p $.", "syntax", "5:1"],
  ["stray $.", "$.", "syntax", "5:1"],
  ["stray $=", "$=", "syntax", "5:1"],
  ["$f of a constant", "s $f wff wff $.", "symbol", "5:10"],
  ["$f with a variable as typecode", "s $f p p $.", "symbol", "5:6"],
  ["$f too short", "s $f wff $.", "syntax", "5:10"],
  ["$f too long", "$v z $. s $f wff z z $.", "syntax", "5:20"],
  ["second $f of a variable", "s $f wff p $.", "floating", "5:10"],
  ["$f with another typecode", "${ $v z $. s $f wff z $. $}\n$v z $. t $f |- z $.", "floating", "6:17"],
  ["$e without a typecode", "s $e $.", "syntax", "5:6"],
  ["$a that starts with a variable", "s $a p $.", "symbol", "5:6"],
  ["$a with an undeclared symbol", "s $a |- nope $.", "symbol", "5:9"],
  ["$a with a variable that has no $f", "$v z $. s $a |- z $.", "symbol", "5:17"],
  ["$a with a proof", "s $a |- p $= wp $.", "syntax", "5:11"],
  ["$a not ended", "s $a |- p", "unfinished", "5:10"],
  ["$p without a proof", "s $p |- p $.", "syntax", "5:11"],
  ["proof not ended", "s $p |- p $= wp", "unfinished", "5:16"],
  ["keyword in a proof", "s $p |- p $= wp $a $.", "syntax", "5:17"],
  ["$ in a proof", "s $p |- p $= w$p $.", "syntax", "5:15"],
  ["include in a block", "${ $[ a.mm $] $}", "include", "5:4"],
  ["include in a statement", "s $a |- $[ a.mm $] p $.", "include", "5:9"],
  ["include of what is not there", "$[ gone.mm $]", "include", "5:4"],
  ["include not ended", "$[ a.mm", "include", "5:8"],
  ["include with a space", "$[ a b.mm $]", "include", "5:6"],
  ["include end alone", "$]", "include", "5:1"],
];

describe("a malformed database", () => {
  it.each(malformed)("%s", (_, text, code, place) => {
    const read = readText(SYMBOLS + text, { "a.mm": "$c z $." });
    if (read.kind !== "error") throw new Error("it was read");
    const { diagnostic } = read;
    expect([diagnostic.code, `${diagnostic.line}:${diagnostic.column}`]).toEqual([code, place]);
    expect(diagnostic.file).toBe("test.mm");
    expect(diagnostic.sourceLine).toBe((SYMBOLS + text).split("\n")[diagnostic.line - 1]);
  });

  it("is named with the included file that is wrong", () => {
    const read = readText("$[ a.mm $]", { "a.mm": "\n  $y" });
    expect(read).toMatchObject({ diagnostic: { file: "a.mm", line: 2, column: 3, code: "keyword" } });
  });

  it("does not explode on a $d with a great many variables", () => {
    const names = Array.from({ length: 500 }, (_, i) => `v${i}`);
    const floats = names.map((name) => `f${name} $f wff ${name} $.`).join("\n");
    const text = `$c |- wff $. $v ${names.join(" ")} $.\n${floats}\n$d ${names.join(" ")} $.`;
    expect(database(text).statementCount).toBe(500);
    expect(readText(`${text}\ns $a |- ${names.join(" ")} $.`)).toMatchObject({
      diagnostic: { code: "limit" },
    });
  });
});
