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

/** The names in a term, in preorder. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/\w+/g)].map(([word]) => word);
}

/** Where the term at word `at` ends. */
function skip(words: readonly string[], at: number): number {
  const place = SYMBOLS.indexOf(words[at]);
  let end = at + 1;
  for (let i = 0; place >= 0 && i < ARITY[place]; i++) end = skip(words, end);
  return end;
}

/** The substitution under which one term becomes the other, an extension of the given one. */
function matched(
  general: string,
  special: string,
  under: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const [g, s] = [wordsOf(general), wordsOf(special)];
  const images = new Map(under);
  let at = 0;
  for (const word of g) {
    if (/^[A-Z]/.test(word)) {
      const image = s.slice(at, skip(s, at)).join(" ");
      if ((images.get(word) ?? image) !== image) return undefined;
      images.set(word, image);
      at = skip(s, at);
    } else if (word === s[at]) at++;
    else return undefined;
  }
  return images;
}

/** Whether the second statement is an instance of the first, by trying everything. */
export function subsumes(general: readonly string[], special: readonly string[]): boolean {
  const hypotheses = special.slice(0, -1);
  const from = (next: number, images: ReadonlyMap<string, string> | undefined): boolean =>
    images !== undefined &&
    (next === general.length - 1 ||
      hypotheses.some((hypothesis) => from(next + 1, matched(general[next], hypothesis, images))));
  return from(0, matched(general.at(-1)!, special.at(-1)!, new Map()));
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
