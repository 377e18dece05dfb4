/**
 * A finite model with names for its elements: an element of an inductive sort is the constructor term that denotes it,
 * another is named after the first constant that denotes it, or else after its sort and number.
 */
import { sortText } from "../logic/sort.js";
import type { Theory } from "../logic/theory.js";
import type { CounterModel } from "../proof/theorem.js";
import { tuples, type FiniteModel } from "./model.js";

export function counterModel(theory: Theory, model: FiniteModel): CounterModel {
  const names = elementNames(theory, model);
  return {
    sorts: [...names].map(([name, elements]) => ({ name, elements })),
    tables: theory.symbols.map(({ name, args, result }) => ({
      symbol: name,
      args: args.map(sortText),
      values: Array.from(model.tables.get(name)!.values, (value) =>
        result === undefined ? String(value === 1) : names.get(sortText(result))![value],
      ),
    })),
  };
}

/** Names by the text of the sort; those of one sort differ, and none is the name of another symbol. */
export function elementNames(theory: Theory, model: FiniteModel): ReadonlyMap<string, readonly string[]> {
  const names = new Map([...model.sizes].map(([sort, size]) => [sort, new Array<string>(size).fill("")]));
  nameByConstructors(theory, model, names);
  for (const { name, args, result } of theory.symbols) {
    if (result === undefined || args.length > 0) continue;
    const ofSort = names.get(sortText(result))!;
    const [element] = model.tables.get(name)!.values;
    if (ofSort[element] === "") ofSort[element] = name;
  }
  const taken = new Set(theory.symbols.map((symbol) => symbol.name));
  for (const [sort, ofSort] of names) {
    let number = 1;
    for (let element = 0; element < ofSort.length; element++) {
      if (ofSort[element] !== "") continue;
      while (taken.has(`${sort.toLowerCase()}${number}`)) number++;
      ofSort[element] = `${sort.toLowerCase()}${number++}`;
    }
  }
  return names;
}

/** Constructors of a sort may use others that are declared later, so this goes round until nothing is new. */
function nameByConstructors(theory: Theory, model: FiniteModel, names: Map<string, string[]>): void {
  for (let found = true; found;) {
    found = false;
    for (const { name, kind, args, result } of theory.symbols) {
      if (kind !== "constructor" || result === undefined) continue;
      const table = model.tables.get(name)!;
      let index = 0;
      for (const tuple of tuples(table.shape)) {
        const value = table.values[index++];
        const parts = tuple.map((element, i) => names.get(sortText(args[i]))![element]);
        const ofSort = names.get(sortText(result))!;
        if (ofSort[value] !== "" || parts.includes("")) continue;
        ofSort[value] = parts.length === 0 ? name : `${name}(${parts.join(", ")})`;
        found = true;
      }
    }
  }
}
