/**
 * Finds entries of the output by what is typed: by shape, where that is a formula, and by the words of the name and
 * the statement. The best come first: the same statement, statements that have it as a part, more general and more
 * special ones, then names, then other text.
 */
import { matches } from "./match.js";
import { readCore } from "./read-core.js";
import { readQuery, type SearchSymbol, type Symbols } from "./read-query.js";
import { subtrees, type Tree } from "./tree.js";

export interface SearchEntry {
  readonly name: string;
  /** Readable. */
  readonly statement: string;
  readonly core: string;
  /** From the index's folder. */
  readonly url: string;
  readonly kind: "theorem" | "axiom" | "definition" | "refuted" | "open";
  readonly hash?: string;
}

export interface SearchData {
  readonly symbols: readonly SearchSymbol[];
  readonly entries: readonly SearchEntry[];
}

export interface Found {
  readonly entry: SearchEntry;
  /** How it was found, for the reader. */
  readonly by: string;
}

const RANKS = [
  "this name",
  "the same statement",
  "more general",
  "has this part",
  "a special case",
  "has a special case of it",
  "name",
  "text",
] as const;
type Rank = (typeof RANKS)[number];

export class Finder {
  private readonly symbols: Symbols;
  private readonly trees = new Map<SearchEntry, readonly Tree[]>();

  constructor(private readonly data: SearchData) {
    this.symbols = new Map(data.symbols.map((symbol) => [symbol.name, symbol]));
  }

  /** Best first, then in the order of the data. */
  find(text: string): Found[] {
    const typed = text.trim();
    if (typed === "") return [];
    const query = this.query(typed);
    const words = typed.toLowerCase().split(/\s+/);
    const buckets = new Map<Rank, Found[]>(RANKS.map((rank) => [rank, []]));
    for (const entry of this.data.entries) {
      const rank = this.rank(entry, typed, words, query);
      if (rank !== undefined) buckets.get(rank)?.push({ entry, by: rank });
    }
    const found = [...buckets.values()].flat();
    const isFormula = query?.kind === "node" && query.kids !== undefined;
    return isFormula ? withoutEchoes(found) : found;
  }

  /** A lone variable or hole has no shape. */
  private query(typed: string): Tree | undefined {
    const tree = readCore(typed) ?? readQuery(typed, this.symbols);
    return tree?.kind === "node" ? tree : undefined;
  }

  private rank(
    entry: SearchEntry,
    typed: string,
    words: readonly string[],
    query: Tree | undefined,
  ): Rank | undefined {
    if (entry.name === typed) return "this name";
    const shape = query === undefined ? undefined : this.shapeRank(entry, query);
    if (shape !== undefined) return shape;
    const name = entry.name.toLowerCase();
    if (words.every((word) => name.includes(word))) return "name";
    const text = `${name} ${entry.statement.toLowerCase()} ${entry.kind}`;
    return words.every((word) => text.includes(word)) ? "text" : undefined;
  }

  private shapeRank(entry: SearchEntry, query: Tree): Rank | undefined {
    const parts = this.parts(entry);
    if (parts.length === 0) return undefined;
    const [whole] = parts;
    if (matches(query, whole, "renaming")) return "the same statement";
    if (isWhole(query) && matches(whole, query, "instance")) return "more general";
    if (parts.some((part) => matches(query, part, "renaming"))) return "has this part";
    if (matches(query, whole, "instance")) return "a special case";
    return parts.some((part) => matches(query, part, "instance")) ? "has a special case of it" : undefined;
  }

  /** The statement's tree and all that it is made of. */
  private parts(entry: SearchEntry): readonly Tree[] {
    let parts = this.trees.get(entry);
    if (parts === undefined) {
      const tree = readCore(entry.core);
      parts = tree === undefined ? [] : subtrees(tree);
      this.trees.set(entry, parts);
    }
    return parts;
  }
}

/** The words of a formula are in many statements: they count where nothing else was found. */
function withoutEchoes(found: readonly Found[]): Found[] {
  const better = found.filter(({ by }) => by !== "text");
  return better.length > 0 ? better : [...found];
}

/** No holes and no symbols standing alone that may have arguments. */
function isWhole(tree: Tree): boolean {
  if (tree.kind !== "node") return tree.kind === "variable";
  return tree.kids?.every(isWhole) === true;
}
