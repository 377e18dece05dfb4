/** Which theorems are one step from those before them: one of each kind, and those that are not. */
import { describe, expect, it } from "vitest";
import { Rediscovery } from "../../src/mutate/rediscovery.js";
import { LOGIC, source } from "../import/metamath/databases.js";

const LATER: readonly (readonly [string, string, string | undefined])[] = [
  [
    "a hypothesis discharged by modus ponens",
    "${ h $e |- ( p -> ( q -> r ) ) $. new $a |- ( ( p -> q ) -> ( p -> r ) ) $. $}",
    "apply",
  ],
  [
    "the same with other names",
    "${ h $e |- ( r -> ( p -> q ) ) $. new $a |- ( ( r -> p ) -> ( r -> q ) ) $. $}",
    "apply",
  ],
  [
    "less than that",
    "${ h $e |- ( p -> ( p -> r ) ) $. new $a |- ( ( p -> p ) -> ( p -> r ) ) $. $}",
    undefined,
  ],
  ["a syllogism", "new $a |- ( ( q -> r ) -> ( ( p -> q ) -> ( p -> r ) ) ) $.", "chain"],
  ["an instance of a syllogism", "new $a |- ( ( q -> q ) -> ( ( p -> q ) -> ( p -> q ) ) ) $.", undefined],
  ["a sum turned round under a binder", "new $a |- U. x ( A + x ) B = B $.", "rewrite"],
  [
    "a hypothesis rewritten",
    "${ h $e |- ( ( B + A ) = C -> U. x ( A + C ) ( A + B ) e. D ) $. new $a |- ( D + C ) = C $. $}",
    "rewrite",
  ],
  [
    "two rewritings at once",
    "new $a |- ( U. x ( A + B ) ( A S + x ) = C -> ( A + C ) e. U. x B ( A + x ) ) $.",
    undefined,
  ],
  ["what is known already", "new $a |- ( C + A ) = ( A + C ) $.", undefined],
  ["what has nothing to do with it", "new $a |- A e. B $.", undefined],
];

describe("rediscovery", () => {
  it.each(LATER)("%s", (_, text, step) => {
    const { library } = source(`${LOGIC}\n${text}`);
    const last = library.table.theoremCount - 1;
    expect(new Rediscovery(library).stepTo(last, last)).toBe(step);
  });

  it("knows only what stands before the boundary", () => {
    const { library } = source(`${LOGIC}\n${LATER[3][1]}`);
    const last = library.table.theoremCount - 1;
    expect(new Rediscovery(library).stepTo(last, library.labels.indexOf("ax-2"))).toBe(undefined);
  });
});
