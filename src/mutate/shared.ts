/** Copies of a library and its patterns whose arrays all threads see, so that a thread costs no second copy. */
import type { Family } from "./families.js";
import type { Library } from "./library.js";
import type { PairedFamily } from "./labour.js";
import type { PatternTable } from "./patterns.js";

type Words = Uint8Array | Uint16Array | Uint32Array;

function shared<T extends Words>(array: T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const make = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new make(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** The library without its names of theorems, which no thread needs. */
export function shareLibrary(library: Library): Library {
  const { table, rewriting } = library;
  return {
    ...library,
    labels: [],
    table: {
      theoremCount: table.theoremCount,
      cells: shared(table.cells),
      formulaStart: shared(table.formulaStart),
      formulaCell: shared(table.formulaCell),
      variableStart: shared(table.variableStart),
      variableSort: shared(table.variableSort),
      distinctStart: shared(table.distinctStart),
      distinct: shared(table.distinct),
      flags: shared(table.flags),
      chapter: shared(table.chapter),
      proofSize: shared(table.proofSize),
    },
    rewriting: { relation: shared(rewriting.relation), slots: shared(rewriting.slots) },
  };
}

function sharePatterns(patterns: PatternTable): PatternTable {
  const { terms, occurrenceStart, occurrenceTheorem, occurrenceCell, occurrenceTag, tooWide } = patterns;
  return {
    terms: { termCount: terms.termCount, cells: shared(terms.cells), start: shared(terms.start) },
    occurrenceStart: shared(occurrenceStart),
    occurrenceTheorem: shared(occurrenceTheorem),
    occurrenceCell: shared(occurrenceCell),
    occurrenceTag: shared(occurrenceTag),
    tooWide,
  };
}

/** Families of one round share tables; each table is copied once. */
export function shareFamilies(families: readonly Family[]): readonly Family[] {
  const copies = new Map<PatternTable, PatternTable>();
  const copy = (table: PatternTable): PatternTable => {
    const known = copies.get(table) ?? sharePatterns(table);
    copies.set(table, known);
    return known;
  };
  return families.map(({ kind, rule, sides }) => ({
    ...{ kind, rule },
    sides: { left: copy(sides.left), right: copy(sides.right), matchOnly: sides.matchOnly },
  }));
}

export function sharePairs({ family, left, right }: PairedFamily): PairedFamily {
  return { family, left: shared(left), right: shared(right) };
}
