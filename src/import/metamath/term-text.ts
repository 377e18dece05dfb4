/** Terms as a database writes them: a production's text with its arguments' texts in their places. */
import { headAt, isVariable, skipAt, variableNumber } from "../../mutate/flat-terms.js";
import type { Database } from "./database.js";
import type { Grammar } from "./grammar.js";

export class TermWriter {
  /** By symbol: words, and numbers for arguments. */
  readonly #templates: readonly (readonly (string | number)[])[];
  readonly #arity: Int32Array;

  constructor(db: Database, grammar: Grammar) {
    this.#arity = Int32Array.from(grammar.productions, ({ argumentTypes }) => argumentTypes.length);
    this.#templates = grammar.productions.map(({ statement, argumentOf }) => {
      const words: (string | number)[] = [];
      let variable = 0;
      for (let at = db.mathStart[statement] + 1; at < db.mathStart[statement + 1]; at++) {
        const token = db.math[at];
        words.push(db.isVariable[token] === 1 ? argumentOf[variable++] : db.tokens.text(token));
      }
      return words;
    });
  }

  arity(symbol: number): number {
    return this.#arity[symbol];
  }

  /** The term at `cell`; `names` are those of its variables. */
  text(cells: Uint32Array, cell: number, names: readonly string[]): string {
    // From the last cell to the first: a symbol finds its arguments' texts on the stack, the first one on top.
    const stack: string[] = [];
    for (let at = cell + skipAt(cells, cell) - 1; at >= cell; at--) {
      const head = headAt(cells, at);
      if (isVariable(head)) {
        stack.push(names[variableNumber(head)]);
        continue;
      }
      const args: string[] = [];
      for (let i = this.#arity[head]; i > 0; i--) args.push(stack.pop()!);
      const words = this.#templates[head].map((part) => (typeof part === "number" ? args[part] : part));
      stack.push(words.filter((word) => word !== "").join(" "));
    }
    return stack[0];
  }
}
