/**
 * Cancellation laws to try where no values suggest them: for every argument of a function into its own sort, that equal
 * values have equal arguments there.
 */
import { eq, imp, type Formula } from "../logic/formula.js";
import { sameSort } from "../logic/sort.js";
import { app, variable, type Term } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";

export function cancellationLaws(theory: Theory): Formula[] {
  const abstract = new Set(theory.sorts.filter((sort) => !sort.inductive).map((sort) => sort.name));
  const own = theory.symbols.filter(({ origin, kind, params }) => {
    return origin === theory.name && kind === "function" && params.length === 0;
  });
  return own.flatMap(({ name, args, result }) => {
    if (result?.kind !== "app" || !abstract.has(result.name)) return [];
    return args.flatMap((sort, position) => {
      if (!sameSort(sort, result)) return [];
      const [x, y] = ["x", "y"].map((letter) => variable(letter, sort));
      const others = args.map((other, index) => variable(`z${index === 0 ? "" : index}`, other));
      const at = (v: Term): Term =>
        app(
          name,
          args.map((_, i) => (i === position ? v : others[i])),
        );
      const vars = [x, y, ...others.filter((_, index) => index !== position)];
      return [imp(vars, eq(at(x), at(y)), eq(x, y))];
    });
  });
}
