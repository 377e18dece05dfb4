/**
 * Variables that a formula binds, told by shape alone: an argument place that the whole library fills with bare variables
 * and never with an application is one for the variable of a binder. A condition under which a subterm is rewritten
 * must not speak of a variable that is bound above the subterm: as a hypothesis it would speak of all values.
 */
import { TERM_WORDS } from "../device/device.js";
import { headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";
import type { Library } from "./library.js";

/** Bit i of places[f]: argument i of f is always a bare variable. */
export function binderPlaces({ symbols, table }: Library): Uint32Array {
  const { cells } = table;
  const places = new Uint32Array(symbols.length).fill(0xffffffff);
  for (let cell = 0; cell < cells.length / TERM_WORDS; cell++) {
    const head = headAt(cells, cell);
    if (isVariable(head)) continue;
    const end = cell + skipAt(cells, cell);
    for (let at = cell + 1, slot = 0; at < end && slot < 32; at += skipAt(cells, at), slot++)
      if (!isVariable(headAt(cells, at))) places[head] = (places[head] & ~(1 << slot)) >>> 0;
  }
  return places;
}

/** The variables that are bound between the formula at `root` and its subterm at `place`. */
export function boundAbove(cells: Uint32Array, root: number, place: number, places: Uint32Array): number[] {
  const bound: number[] = [];
  for (let cell = root; cell !== place;) {
    const head = headAt(cells, cell);
    const end = cell + skipAt(cells, cell);
    let next = place;
    for (let at = cell + 1, slot = 0; at < end; at += skipAt(cells, at), slot++) {
      if (place >= at && place < at + skipAt(cells, at)) next = at;
      else if (slot < 32 && ((places[head] >>> slot) & 1) === 1 && isVariable(headAt(cells, at)))
        bound.push(variableNumber(headAt(cells, at)));
    }
    cell = next;
  }
  return bound;
}
