/** Which variables are bound above a subterm, told by the library alone. */
import { describe, expect, it } from "vitest";
import { binderPlaces, boundAbove } from "../../src/mutate/bound-variables.js";
import { LOGIC, source } from "../import/metamath/databases.js";

describe("bound variables", () => {
  const { library } = source(LOGIC);
  const { cells, formulaStart, formulaCell, variableStart } = library.table;
  const places = binderPlaces(library);
  const symbol = (name: string) => library.symbols.findIndex((known) => known.name === name);

  it("stand in places that are never filled with anything else", () => {
    expect(places[symbol("cU")] & 7).toBe(4);
    expect(places[symbol("cpl")] & 3).toBe(0);
    expect(places[symbol("wi")] & 3).toBe(0);
  });

  it("are those between a formula and the subterm", () => {
    const theorem = library.labels.indexOf("useful");
    const root = formulaCell[formulaStart[theorem]];
    const end = root + cells[2 * root + 1];
    const x = variableStart[theorem + 1] - variableStart[theorem] - 1;
    const sums: number[][] = [];
    for (let cell = root; cell < end; cell++)
      if (cells[2 * cell] === symbol("cpl")) sums.push(boundAbove(cells, root, cell, places));
    // ( U. x ( A + B ) ( x + A S ) = C -> ( C + A ) e. U. x B ( A + x ) ), the body of a union before its range
    expect(sums).toEqual([[x], [x], [], [x]]);
  });
});
