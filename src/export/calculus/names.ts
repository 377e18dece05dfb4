/**
 * Identifiers for our names, which may hold nearly any character. `mangle` makes a readable one: words stay, dots
 * and hyphens between words become `_`, runs of other characters become words (`+` is `op_plus`). A `NameTable` makes
 * them different from each other, from the prover's keywords and from the names that the proofs are written with.
 *
 * The result depends on nothing but the names and the order in which they are asked for.
 */

/** Runs of symbol characters that have a name of their own. */
const RUNS: Readonly<Record<string, string>> = {
  "<=": "le",
  ">=": "ge",
  "≤": "le",
  "≥": "ge",
  "++": "append",
  "->": "arrow",
  "<->": "iff",
};

const CHARACTERS: Readonly<Record<string, string>> = {
  "+": "plus",
  "*": "times",
  "-": "minus",
  "/": "slash",
  "\\": "backslash",
  "^": "power",
  "<": "lt",
  ">": "gt",
  "=": "eq",
  "~": "tilde",
  "&": "and",
  "|": "bar",
  "@": "at",
  "#": "hash",
  $: "dollar",
  "%": "percent",
  "?": "ask",
  "'": "prime",
  "`": "tick",
  "·": "dot",
  "∘": "compose",
  "∈": "in",
  "∪": "union",
  "∩": "meet",
  "⊆": "subset",
  "≠": "ne",
};

const DIGITS: Readonly<Record<string, string>> = { "0": "zero", "1": "one" };

/** Steps are `h12`, scopes `c12`, and variables that no proof of ours names `q12`. */
const GENERATED = /^[chq]\d+$/;
const FREE_GENERATED = /^ q\d+$/;

function runWords(run: string): string {
  if (run in RUNS) return RUNS[run];
  const words = Array.from(run, (char) =>
    char in CHARACTERS ? CHARACTERS[char] : `u${(char.codePointAt(0) ?? 0).toString(16)}`,
  );
  return words.join("_");
}

/** `add.comm` as `add_comm`, `+` as `op_plus`, `0` as `zero`, `<=.def` as `op_le_def`, `2x` as `n2x`. */
export function mangle(name: string): string {
  if (name in DIGITS) return DIGITS[name];
  const parts = name.replace(/(?<=\w)-(?=\w)/g, ".").match(/\w+'*|\.+|[^\w.]+/gu) ?? [];
  const words = parts
    .filter((part) => !part.startsWith("."))
    .map((part) => (/^\w/.test(part) ? part : runWords(part)));
  const text = words.join("_");
  if (/^[\p{L}_]/u.test(name)) return text;
  return /^\d/.test(name) ? `n${text}` : `op_${text}`;
}

export class NameTable {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** `outer` is for what is local to one proof: its names differ from those that `outer` has given so far. */
  constructor(
    private readonly reserved: ReadonlySet<string>,
    private readonly outer?: NameTable,
  ) {}

  /** The one identifier of `key`: at the first call `wish`, or else like it. */
  of(key: string, wish: string): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const base = this.reserved.has(wish) || GENERATED.test(wish) ? `${wish}_` : wish;
    let name = base;
    for (let count = 2; this.isTaken(name); count++) name = `${base}_${count}`;
    this.taken.add(name);
    this.names.set(key, name);
    return name;
  }

  private isTaken(name: string): boolean {
    return this.taken.has(name) || this.outer?.isTaken(name) === true;
  }
}

/** The global names of a file, each kind of thing with a name space of its own. */
export class GlobalNames {
  readonly table: NameTable;

  /** `reserved` are the prover's keywords, and what the text itself calls by name. */
  constructor(readonly reserved: ReadonlySet<string>) {
    this.table = new NameTable(reserved);
  }

  sort(name: string): string {
    return this.table.of(`sort ${name}`, mangle(name));
  }
  symbol(name: string): string {
    return this.table.of(`symbol ${name}`, mangle(name));
  }
  /** An axiom, a definition or a theorem. */
  fact(name: string): string {
    return this.table.of(`fact ${name}`, mangle(name));
  }
  /** A step of a long proof, or a scope of it, that stands as a fact of its own. */
  step(theorem: string, step: string): string {
    return this.table.of(`step ${theorem} ${step}`, `${this.fact(theorem)}_${step}`);
  }
  induction(sort: string): string {
    return this.table.of(`induction ${sort}`, `${this.sort(sort)}_ind`);
  }
  injectivity(constructor: string): string {
    return this.table.of(`injectivity ${constructor}`, `${this.symbol(constructor)}_inj`);
  }
  /** That two constructors differ, the one declared first named first. */
  disjointness(first: string, second: string): string {
    return this.table.of(`disjoint ${first} ${second}`, `${this.symbol(first)}_not_${this.symbol(second)}`);
  }
}

/**
 * The names that are bound in one statement or proof. A free name, an eigenconstant's or a witness's, is written with
 * a space before it, which no name in a theory has: so a term can be put for a variable under any binder.
 */
export class LocalNames {
  private readonly table: NameTable;
  private count = 0;

  constructor(globals: GlobalNames) {
    this.table = new NameTable(globals.reserved, globals.table);
  }

  /** A bound variable or, with a space, a free one. */
  variable(name: string): string {
    if (FREE_GENERATED.test(name)) return name.slice(1);
    return this.table.of(`variable ${name}`, mangle(name.trimStart()));
  }
  sortParam(name: string): string {
    return this.table.of(`parameter ${name}`, mangle(name));
  }
  /** A free name that nothing else has. */
  fresh(): string {
    return ` q${++this.count}`;
  }
}
