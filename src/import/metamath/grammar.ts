/**
 * The grammar that a database's own syntax axioms make: a context-free one whose nonterminals are typecodes.
 *
 * A typecode is *logical* if its assertions are what the database is about: it has no variables, and it has hypotheses,
 * proofs, or axioms that no context-free production could be. All others are *syntactic*. Every context-free $a of
 * a syntactic typecode is a production; it becomes a constructor of terms, whose arguments stand in the order of its
 * mandatory hypotheses, which is the order in which a proof pushes them, and not always that of the text. Productions
 * that begin alike share nodes of a trie, one trie a typecode.
 */
import { NONE, StatementKind, type Database } from "./database.js";

export interface Production {
  /** The $a statement. */
  readonly statement: number;
  /** Index of the result's typecode in `Grammar.typecodes`. */
  readonly typecode: number;
  /** Typecode indices of the arguments, in the order of the mandatory hypotheses. */
  readonly argumentTypes: readonly number[];
  /** The i-th variable of the text is argument argumentOf[i]. */
  readonly argumentOf: readonly number[];
}

export interface Grammar {
  /** Syntactic typecodes (tokens), in the order of their first statement. */
  readonly typecodes: readonly number[];
  /** Logical typecodes (tokens), in the order of their first assertion. */
  readonly logical: readonly number[];
  readonly productions: readonly Production[];
  /** By statement: the production that it is, or NONE. */
  readonly productionOf: Int32Array;
  /** By token: the index of a variable's typecode, or NONE. */
  readonly variableType: Int32Array;
  readonly trie: Trie;
  /** Syntax axioms that are no productions: they have hypotheses or conditions, or a variable twice. */
  readonly irregular: readonly number[];
}

/** Node `typecode` is the root of that typecode's trie. */
export class Trie {
  /** By node: the next node by terminal token. */
  readonly terminals: Map<number, number>[] = [];
  /** next[node * typecodeCount + typecode], or NONE. */
  readonly #next: number[] = [];
  /** By node: the typecodes with a next node. */
  readonly expects: number[][] = [];
  /** By node: the production that ends there, or NONE. */
  readonly accepts: number[] = [];

  constructor(readonly typecodeCount: number) {
    for (let typecode = 0; typecode < typecodeCount; typecode++) this.#addNode();
  }

  get nodeCount(): number {
    return this.accepts.length;
  }

  next(node: number, typecode: number): number {
    return this.#next[node * this.typecodeCount + typecode];
  }

  #addNode(): number {
    this.terminals.push(new Map());
    this.expects.push([]);
    this.accepts.push(NONE);
    for (let typecode = 0; typecode < this.typecodeCount; typecode++) this.#next.push(NONE);
    return this.accepts.length - 1;
  }

  /** The node after `node` by a typecode or (if that is NONE) by a terminal; it is made if need be. */
  step(node: number, typecode: number, token: number): number {
    const known = typecode === NONE ? this.terminals[node].get(token) : this.next(node, typecode);
    if (known !== undefined && known !== NONE) return known;
    const made = this.#addNode();
    if (typecode === NONE) this.terminals[node].set(token, made);
    else {
      this.#next[node * this.typecodeCount + typecode] = made;
      this.expects[node].push(typecode);
    }
    return made;
  }
}

export function buildGrammar(db: Database): Grammar {
  const logical = logicalTypecodes(db);
  const typecodes: number[] = [];
  const indexOf = new Map<number, number>();
  for (let s = 0; s < db.statementCount; s++) {
    const typecode = db.math[db.mathStart[s]];
    if (logical.includes(typecode) || indexOf.has(typecode)) continue;
    indexOf.set(typecode, typecodes.length);
    typecodes.push(typecode);
  }
  const trie = new Trie(typecodes.length);
  const productions: Production[] = [];
  const productionOf = new Int32Array(db.statementCount).fill(NONE);
  const irregular: number[] = [];
  const variableType = db.typecodeOf.map((token) => (token === NONE ? NONE : indexOf.get(token)!));
  for (let s = 0; s < db.statementCount; s++) {
    const typecode = indexOf.get(db.math[db.mathStart[s]]);
    if (db.kind[s] !== StatementKind.Axiom || typecode === undefined) continue;
    const argumentOf = contextFreeArguments(db, s);
    if (argumentOf === undefined) {
      irregular.push(s);
      continue;
    }
    const argumentTypes: number[] = [];
    for (let h = db.hypothesisStart[s]; h < db.hypothesisStart[s + 1]; h++)
      argumentTypes.push(variableType[db.math[db.mathStart[db.hypotheses[h]] + 1]]);
    const production = { statement: s, typecode, argumentTypes, argumentOf };
    if (!addToTrie(db, trie, production, productions.length, variableType)) continue;
    productionOf[s] = productions.length;
    productions.push(production);
  }
  return { typecodes, logical, productions, productionOf, variableType, trie, irregular };
}

function logicalTypecodes(db: Database): number[] {
  const withVariables = new Set<number>();
  const logical = new Set<number>();
  for (let s = 0; s < db.statementCount; s++) {
    const typecode = db.math[db.mathStart[s]];
    if (db.kind[s] === StatementKind.Float) withVariables.add(typecode);
    else if (db.kind[s] !== StatementKind.Axiom || contextFreeArguments(db, s) === undefined)
      logical.add(typecode);
  }
  return [...logical].filter((typecode) => !withVariables.has(typecode));
}

/** For each variable in an axiom's text, in order, which argument it is; undefined if the axiom is not context-free. */
function contextFreeArguments(db: Database, axiom: number): number[] | undefined {
  if (db.disjointStart[axiom] < db.disjointStart[axiom + 1]) return undefined;
  const argument = new Map<number, number>();
  for (let h = db.hypothesisStart[axiom]; h < db.hypothesisStart[axiom + 1]; h++) {
    const hypothesis = db.hypotheses[h];
    if (db.kind[hypothesis] !== StatementKind.Float) return undefined;
    argument.set(db.math[db.mathStart[hypothesis] + 1], argument.size);
  }
  const argumentOf: number[] = [];
  for (let at = db.mathStart[axiom] + 1; at < db.mathStart[axiom + 1]; at++)
    if (db.isVariable[db.math[at]] === 1) argumentOf.push(argument.get(db.math[at])!);
  return argumentOf.length === argument.size ? argumentOf : undefined;
}

/** False if the trie has a production of this form already. */
function addToTrie(
  db: Database,
  trie: Trie,
  { statement, typecode }: Production,
  number: number,
  variableType: Int32Array,
): boolean {
  let node = typecode;
  for (let at = db.mathStart[statement] + 1; at < db.mathStart[statement + 1]; at++) {
    const token = db.math[at];
    node = trie.step(node, db.isVariable[token] === 1 ? variableType[token] : NONE, token);
  }
  if (trie.accepts[node] !== NONE) return false;
  trie.accepts[node] = number;
  return true;
}
