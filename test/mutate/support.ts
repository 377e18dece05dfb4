/** Terms and statements in a small notation for the tests: `f(a,X,g(X))`, symbols in small letters, variables in capitals. */
import { VARIABLE_BIT } from "../../src/device/device.js";
import type { Statement } from "../../src/mutate/expand.js";
import { skipAt } from "../../src/mutate/flat-terms.js";

/** Symbols of the notation: their number is their place. */
export const SYMBOLS = ["a", "b", "f", "g", "h", "not"];
export const ARITY = Uint32Array.from([0, 0, 2, 1, 3, 1]);

/** Appends a term's cells; variables are numbered by `numbers`. */
export function parseTerm(text: string, cells: number[], numbers: Map<string, number>): void {
  let at = 0;
  const term = (): void => {
    const name = /^[A-Za-z]\w*/.exec(text.slice(at))![0];
    at += name.length;
    const start = cells.length;
    if (/^[A-Z]/.test(name)) {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      cells.push((VARIABLE_BIT | number) >>> 0, 1);
      return;
    }
    cells.push(SYMBOLS.indexOf(name), 0);
    if (text[at] === "(") {
      do {
        at++;
        term();
      } while (text[at] === ",");
      at++;
    }
    cells[start + 1] = (cells.length - start) / 2;
  };
  term();
}

/** The last text is the conclusion. */
export function statement(...texts: readonly string[]): Statement {
  const cells: number[] = [];
  const numbers = new Map<string, number>();
  const formulas = texts.map((text) => {
    const start = cells.length / 2;
    parseTerm(text, cells, numbers);
    return start;
  });
  const array = Uint32Array.from(cells);
  const size = formulas.reduce((sum, cell) => sum + skipAt(array, cell), 0);
  return { cells: array, formulas: Uint32Array.from(formulas), count: texts.length, size };
}

/** A term over the notation that a sequence of numbers chooses. */
export function chosenTerm(choose: () => number, depth = 3): string {
  const kind = choose() % (depth === 0 ? 4 : 7);
  if (kind < 2) return "ab"[kind];
  if (kind < 4) return "XYZ"[choose() % 3];
  const args = { 4: 2, 5: 1, 6: 3 }[kind]!;
  const inner = Array.from({ length: args }, () => chosenTerm(choose, depth - 1));
  return `${"fgh"[kind - 4]}(${inner.join(",")})`;
}
