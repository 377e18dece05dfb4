/**
 * The sorts and symbols of a TPTP problem: those that it declares, and those that it uses undeclared, which take and
 * give individuals (`$i`, here the sort `I`).
 */
import { sameSort, sortApp, sortText, type Sort } from "../../logic/sort.js";
import type { SortDecl, SymbolDecl } from "../../logic/theory.js";
import type { DiagnosticSink } from "../../mpl/diagnostic.js";
import { NameTable } from "./names.js";
import type { Piece, Word } from "./syntax.js";

/** `result` is undefined for a predicate. */
export interface Signature {
  readonly args: readonly Sort[];
  readonly result: Sort | undefined;
}

const INDIVIDUALS = sortApp("I");

export class Declarations {
  readonly symbolNames = new NameTable();
  readonly #sortNames = new NameTable(["I"]);
  readonly #sorts = new Set<string>();
  readonly #signatures = new Map<string, Signature>();

  sorts(origin: string): readonly SortDecl[] {
    return [...this.#sorts].map((name) => ({ name, params: [], inductive: false, constructors: [], origin }));
  }

  /** With a constant for each sort that has none: domains are not empty, and a proof may have to name an element. */
  symbols(origin: string): readonly SymbolDecl[] {
    const signatures = new Map(this.#signatures);
    for (const sort of this.#sorts) {
      const hasConstant = [...signatures.values()].some(
        ({ args, result }) => args.length === 0 && result !== undefined && sortText(result) === sort,
      );
      if (!hasConstant) signatures.set(`some ${sort}`, { args: [], result: sortApp(sort) });
    }
    return [...signatures].map(([original, { args, result }]) => ({
      name: this.symbolNames.nameOf(original),
      params: [],
      args,
      result,
      kind: result === undefined ? "predicate" : "function",
      fixity: undefined,
      origin,
    }));
  }

  declare({ symbol, args, result }: Piece & { kind: "typing" }, sink: DiagnosticSink): void {
    if (result.text === "$tType") {
      if (args.length > 0) unsupported(sink, result, "types with parameters are not read");
      else this.sortOf(symbol, sink);
      return;
    }
    const signature: Signature = {
      args: args.map((arg) => this.sortOf(arg, sink)),
      result: result.text === "$o" ? undefined : this.sortOf(result, sink),
    };
    const known = this.#signatures.get(symbol.text);
    if (known !== undefined && signatureText(known) !== signatureText(signature))
      sink.error("tptp-meaning", symbol, `${symbol.text} has another type already`);
    else this.#signatures.set(symbol.text, signature);
  }

  sortOf(word: Word, sink: DiagnosticSink): Sort {
    const { text } = word;
    if (text === "$i") return this.individuals();
    if (text.startsWith("$")) {
      const what = text === "$o" ? "formulas as arguments are" : `the type ${text} is`;
      unsupported(sink, word, `${what} not read`);
      return this.individuals();
    }
    const name = this.#sortNames.nameOf(text);
    this.#sorts.add(name);
    return sortApp(name);
  }

  individuals(): Sort {
    this.#sorts.add(sortText(INDIVIDUALS));
    return INDIVIDUALS;
  }

  /** What the problem calls a sort. */
  originalSort(sort: Sort): string {
    return sameSort(sort, INDIVIDUALS) ? "$i" : this.#sortNames.originalOf(sortText(sort));
  }

  /** The symbol's declared type, or the one that an undeclared symbol gets by its first use. */
  signature(functor: Word, arity: number, isPredicate: boolean, sink: DiagnosticSink): Signature | undefined {
    if (functor.text.startsWith("$")) {
      unsupported(sink, functor, `the defined symbol ${functor.text} is not read`);
      return undefined;
    }
    let known = this.#signatures.get(functor.text);
    if (known === undefined) {
      const args = Array.from({ length: arity }, () => this.individuals());
      known = { args, result: isPredicate ? undefined : this.individuals() };
      this.#signatures.set(functor.text, known);
    }
    if (known.args.length !== arity) {
      const message = `${functor.text} takes ${known.args.length} arguments, and here it has ${arity}`;
      sink.error("tptp-meaning", functor, message);
      return undefined;
    }
    if ((known.result === undefined) !== isPredicate) {
      const [is, here] = isPredicate ? ["function", "formula"] : ["predicate", "term"];
      sink.error("tptp-meaning", functor, `${functor.text} is a ${is}, and here it stands as a ${here}`);
      return undefined;
    }
    return known;
  }
}

function signatureText({ args, result }: Signature): string {
  return `${args.map(sortText).join(" ")} > ${result === undefined ? "" : sortText(result)}`;
}

export function unsupported(sink: DiagnosticSink, word: Word, message: string): void {
  sink.error("tptp-unsupported", word, message, "cnf, fof and monomorphic tff without arithmetic are read");
}
