/**
 * The reader of the Metamath language: a database's files in, its statements as columns out.
 *
 * All that the language's specification demands of a database is checked here, except proofs (`verify.ts`). The first
 * violation ends the reading; it comes back as a diagnostic with file, line, column and the token. Proofs are skipped.
 * A reading takes time in the order of the size of its files, and of the $d pairs they spell out.
 */
import type { Diagnostic } from "../../mpl/diagnostic.js";
import { NONE, StatementKind, type Database } from "./database.js";
import { headingOf } from "./headings.js";
import { Keyword, Scanner, type OpenInclude } from "./scanner.js";
import { Scopes } from "./scopes.js";
import { MalformedDatabase, Sources } from "./sources.js";
import { StatementTable, type NewFrame } from "./statement-table.js";
import { TokenTable } from "./token-table.js";

export type ReadResult =
  | { readonly kind: "database"; readonly database: Database }
  | { readonly kind: "error"; readonly diagnostic: Diagnostic };

/** A frame with more $d pairs than this is refused: spelt out, it would not fit in memory. */
const MAX_DISJOINT_PAIRS = 100_000;

const LABEL = /^[A-Za-z0-9._-]+$/;
const WORD = {
  [Keyword.Constant]: "$c",
  [Keyword.Variable]: "$v",
  [Keyword.Disjoint]: "$d",
  [Keyword.Float]: "$f",
  [Keyword.Essential]: "$e",
  [Keyword.Axiom]: "$a",
  [Keyword.Theorem]: "$p",
} as const;

const Role = { Unused: 0, Constant: 1, Variable: 2, Label: 3 } as const;

/** Reads a database from the bytes of its main file; `open` gives the files that it includes. */
export function readDatabase(name: string, bytes: Uint8Array, open: OpenInclude): ReadResult {
  const sources = new Sources();
  const main = sources.add(name, bytes);
  try {
    return { kind: "database", database: new Reader(sources, open, main).read() };
  } catch (error) {
    if (error instanceof MalformedDatabase) return { kind: "error", diagnostic: sources.diagnostic(error) };
    throw error;
  }
}

class Reader {
  readonly #tokens = new TokenTable();
  readonly #scanner: Scanner;
  readonly #scopes = new Scopes();
  readonly #table = new StatementTable();
  /** By token. */
  readonly #role: number[] = [];
  readonly #typecode: number[] = [];
  readonly #statement: number[] = [];
  #inStatement = false;
  /** The last comment, until a statement ends. */
  #comment = { start: 0, end: 0 };

  constructor(
    readonly sources: Sources,
    open: OpenInclude,
    main: Sources["files"][number],
  ) {
    this.#scanner = new Scanner(
      sources,
      this.#tokens,
      open,
      {
        comment: (start, end) => {
          if (this.#inStatement) return;
          this.#comment = { start, end };
          const heading = headingOf(sources, start, end);
          if (heading !== undefined) this.#table.headings.push(heading);
        },
        mayInclude: () => {
          if (this.#inStatement) return "an include may not stand inside a statement";
          return this.#scopes.depth > 0 ? "an include may not stand inside a block" : undefined;
        },
      },
      main,
    );
  }

  read(): Database {
    for (;;) {
      const token = this.#scanner.next();
      if (token === Keyword.End) break;
      this.#inStatement = true;
      this.#readStatement(token);
      this.#inStatement = false;
      this.#comment = { start: 0, end: 0 };
    }
    const open = this.#scopes.blockPosition;
    if (open !== undefined)
      throw new MalformedDatabase(
        "scope",
        open,
        open + 2,
        "this block is never closed",
        "a block ends with `$}`",
      );
    const { count } = this.#tokens;
    const isVariable = new Uint8Array(count);
    const statementOfLabel = new Int32Array(count).fill(NONE);
    const typecodeOf = new Int32Array(count).fill(NONE);
    for (let token = 0; token < count; token++) {
      if (this.#role[token] === Role.Variable) isVariable[token] = 1;
      if (this.#role[token] === Role.Label) statementOfLabel[token] = this.#statement[token];
      typecodeOf[token] = this.#typecode[token] ?? NONE;
    }
    const symbols = { isVariable, statementOfLabel, typecodeOf };
    return this.#table.finish(this.sources, this.#tokens, symbols, this.#scopes.groups());
  }

  #readStatement(token: number): void {
    switch (token) {
      case Keyword.Constant: {
        this.#readConstants();
        return;
      }
      case Keyword.Variable: {
        this.#readVariables();
        return;
      }
      case Keyword.Disjoint: {
        this.#readDisjoint();
        return;
      }
      case Keyword.OpenScope: {
        this.#scopes.open(this.#scanner.tokenStart);
        return;
      }
      case Keyword.CloseScope:
        if (this.#scopes.depth === 0) this.#scanner.fail("scope", "`$}` without a `${` before it");
        for (const statement of this.#scopes.close()) this.#table.endScope(statement);
        return;
      default:
        if (token >= 0) {
          this.#readLabelled(token);
          return;
        }
        return this.#scanner.fail(
          "syntax",
          `unexpected \`${this.#scanner.tokenText()}\``,
          "$f, $e, $a and $p need a label before them",
        );
    }
  }

  /** Hands each token up to `$.` to `each`; says in its errors which statement is at hand. */
  #tokensUntilStop(keyword: keyof typeof WORD, each: (token: number) => void): void {
    for (;;) {
      const token = this.#scanner.next();
      if (token === Keyword.Stop) return;
      if (token < 0) this.#unfinished(token, keyword);
      each(token);
    }
  }

  #unfinished(token: number, keyword: keyof typeof WORD): never {
    const what = `this ${WORD[keyword]} statement`;
    if (token === Keyword.End)
      this.#scanner.fail("unfinished", `the file ends inside ${what}`, "is a `$.` missing?");
    return this.#scanner.fail(
      "syntax",
      `unexpected \`${this.#scanner.tokenText()}\` inside ${what}`,
      "is a `$.` missing?",
    );
  }

  #requireSymbol(): void {
    const text = this.#scanner.tokenText();
    if (text.includes("$")) this.#scanner.fail("symbol", `\`${text}\`: a symbol may not contain \`$\``);
  }

  #readConstants(): void {
    const scanner = this.#scanner;
    if (this.#scopes.depth > 0) scanner.fail("declaration", "a $c may not stand inside a block");
    let count = 0;
    this.#tokensUntilStop(Keyword.Constant, (token) => {
      count++;
      this.#requireSymbol();
      const role = this.#role[token] ?? Role.Unused;
      if (role !== Role.Unused)
        scanner.fail("declaration", `\`${scanner.tokenText()}\` is a ${roleName(role)} already`);
      this.#role[token] = Role.Constant;
    });
    if (count === 0) scanner.fail("declaration", "a $c declares at least one symbol");
  }

  #readVariables(): void {
    const scanner = this.#scanner;
    let count = 0;
    this.#tokensUntilStop(Keyword.Variable, (token) => {
      count++;
      this.#requireSymbol();
      const role = this.#role[token] ?? Role.Unused;
      if (role === Role.Constant || role === Role.Label)
        scanner.fail("declaration", `\`${scanner.tokenText()}\` is a ${roleName(role)} already`);
      if (this.#scopes.isDeclared(token))
        scanner.fail("declaration", `the variable \`${scanner.tokenText()}\` is declared already`);
      this.#role[token] = Role.Variable;
      this.#scopes.declare(token);
    });
    if (count === 0) scanner.fail("declaration", "a $v declares at least one variable");
  }

  #readDisjoint(): void {
    const scanner = this.#scanner;
    const variables = new Set<number>();
    this.#tokensUntilStop(Keyword.Disjoint, (token) => {
      this.#requireVariable(token);
      if (variables.has(token))
        scanner.fail("disjoint", `\`${scanner.tokenText()}\` stands twice in this $d`);
      variables.add(token);
    });
    if (variables.size < 2) scanner.fail("disjoint", "a $d names at least two variables");
    this.#scopes.addGroup([...variables]);
  }

  #requireVariable(token: number): void {
    if (this.#scopes.isDeclared(token)) return;
    const text = this.#scanner.tokenText();
    if (this.#role[token] === Role.Variable)
      this.#scanner.fail(
        "symbol",
        `the variable \`${text}\` is not declared here`,
        "its block has been closed",
      );
    this.#scanner.fail("symbol", `\`${text}\` is no variable`, "variables are declared with $v");
  }

  #readLabelled(label: number): void {
    const scanner = this.#scanner;
    const position = scanner.tokenStart;
    const text = scanner.tokenText();
    const role = this.#role[label] ?? Role.Unused;
    if (!LABEL.test(text))
      scanner.fail("label", `\`${text}\` cannot be a label`, "labels are letters, digits, `.`, `-` and `_`");
    if (role !== Role.Unused) scanner.fail("label", `\`${text}\` is a ${roleName(role)} already`);
    this.#role[label] = Role.Label;
    this.#statement[label] = this.#table.count;
    const keyword = scanner.next();
    const head = { label, position, comment: this.#comment };
    switch (keyword) {
      case Keyword.Float: {
        this.#readFloat(head);
        return;
      }
      case Keyword.Essential: {
        const math = this.#readMath(keyword, Keyword.Stop);
        this.#scopes.addEssential(this.#table.add({ ...head, kind: StatementKind.Essential, math }));
        return;
      }
      case Keyword.Axiom: {
        const math = this.#readMath(keyword, Keyword.Stop);
        this.#table.add({ ...head, kind: StatementKind.Axiom, math }, this.#frame(math));
        return;
      }
      case Keyword.Theorem: {
        const math = this.#readMath(keyword, Keyword.Proof);
        const frame = this.#frame(math);
        const proof = scanner.skipProof();
        this.#table.add({ ...head, kind: StatementKind.Theorem, math }, { ...frame, proof });
        return;
      }
      default:
        return scanner.fail(
          "syntax",
          `\`${keyword === Keyword.End ? "the end of the file" : scanner.tokenText()}\` after the label \`${text}\``,
          "after a label comes $f, $e, $a or $p",
        );
    }
  }

  #readFloat(head: { label: number; position: number; comment: { start: number; end: number } }): void {
    const scanner = this.#scanner;
    const typecode = scanner.next();
    this.#requireConstant(typecode, Keyword.Float);
    const variable = scanner.next();
    if (variable < 0) this.#unfinished(variable, Keyword.Float);
    this.#requireVariable(variable);
    if (this.#scopes.floatingOf(variable) !== NONE)
      scanner.fail("floating", `the variable \`${scanner.tokenText()}\` has a $f already`);
    if ((this.#typecode[variable] ?? typecode) !== typecode)
      scanner.fail(
        "floating",
        `the variable \`${scanner.tokenText()}\` has another typecode elsewhere`,
        `there it is \`${this.#tokens.text(this.#typecode[variable])}\``,
      );
    const stop = scanner.next();
    if (stop !== Keyword.Stop)
      scanner.fail(
        "syntax",
        `\`${scanner.tokenText()}\` where a $f ends`,
        "a $f is a typecode and one variable",
      );
    this.#typecode[variable] = typecode;
    const math = [typecode, variable];
    this.#scopes.addFloating(variable, this.#table.add({ ...head, kind: StatementKind.Float, math }));
  }

  #requireConstant(token: number, keyword: keyof typeof WORD): void {
    if (token < 0) this.#unfinished(token, keyword);
    if (this.#role[token] === Role.Constant) return;
    const text = this.#scanner.tokenText();
    this.#scanner.fail("symbol", `\`${text}\` is no constant`, "a statement begins with its typecode");
  }

  #readMath(keyword: keyof typeof WORD, stop: number): number[] {
    const scanner = this.#scanner;
    const math: number[] = [];
    for (let token = scanner.next(); token !== stop; token = scanner.next()) {
      if (token < 0) this.#unfinished(token, keyword);
      if (math.length === 0) this.#requireConstant(token, keyword);
      else if (this.#role[token] !== Role.Constant) {
        this.#requireVariable(token);
        if (this.#scopes.floatingOf(token) === NONE)
          scanner.fail("symbol", `the variable \`${scanner.tokenText()}\` has no active $f`);
      }
      math.push(token);
    }
    if (math.length === 0) scanner.fail("syntax", `a ${WORD[keyword]} begins with a typecode`);
    return math;
  }

  /** The frame of the assertion whose math has just been read. */
  #frame(math: readonly number[]): Omit<NewFrame, "proof"> & { proof: { start: number; end: number } } {
    const variables = new Set<number>();
    const collect = (token: number) => {
      if (this.#role[token] === Role.Variable) variables.add(token);
    };
    math.forEach(collect);
    const essentials = this.#scopes.essentials;
    for (const essential of essentials) this.#table.eachToken(essential, collect);
    const hypotheses = [...essentials];
    for (const variable of variables) hypotheses.push(this.#scopes.floatingOf(variable));
    hypotheses.sort((a, b) => a - b);
    const disjoint = this.#disjointPairs(variables);
    return { hypotheses, disjoint, scope: this.#scopes.group, proof: { start: 0, end: 0 } };
  }

  /** The pairs of `variables` that some active $d names together, each once and in order of the tokens. */
  #disjointPairs(variables: ReadonlySet<number>): number[] {
    if (this.#scopes.group === NONE) return [];
    const members = new Map<number, number[]>();
    for (const variable of [...variables].sort((a, b) => a - b))
      for (const group of this.#scopes.groupsOf(variable)) {
        const list = members.get(group);
        if (list === undefined) members.set(group, [variable]);
        else list.push(variable);
      }
    const pairs = new Map<number, [number, number]>();
    for (const list of members.values())
      for (let i = 0; i < list.length; i++)
        for (let j = i + 1; j < list.length; j++) {
          pairs.set(list[i] * this.#tokens.count + list[j], [list[i], list[j]]);
          if (pairs.size > MAX_DISJOINT_PAIRS)
            this.#scanner.fail(
              "limit",
              `more than ${MAX_DISJOINT_PAIRS} pairs of distinct variables in one frame`,
            );
        }
    return [...pairs.entries()].sort(([a], [b]) => a - b).flatMap(([, pair]) => pair);
  }
}

function roleName(role: number): string {
  if (role === Role.Constant) return "constant";
  return role === Role.Variable ? "variable" : "label";
}
