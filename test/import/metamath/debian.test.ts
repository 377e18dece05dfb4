/** The databases of Debian's `metamath-databases`: what is known of them, found by our reader, verifier and search. */
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { isAssertion, StatementKind, type Database } from "../../../src/import/metamath/database.js";
import { importDatabase, readDatabaseFile } from "../../../src/import/metamath/import-database.js";

const listing = spawnSync("dpkg", ["-L", "metamath-databases"], { encoding: "utf8" });
const installed = (listing.status === 0 ? listing.stdout : "")
  .split("\n")
  .filter((path) => path.endsWith(".mm"));

/** Theorems, axioms, axioms of the logical typecode, $e statements, theorems with hypotheses. */
const KNOWN: Readonly<Record<string, readonly number[]>> = {
  "set.mm": [37759, 2667, 1381, 50499, 22106],
  "iset.mm": [8990, 467, 271, 5431, 3914],
  "nf.mm": [6001, 359, 199, 4120, 2738],
  "ql.mm": [1138, 77, 48, 723, 532],
  "hol.mm": [138, 71, 47, 271, 126],
};

/** Symbols that stand for equality, and how many argument places can be rewritten (at most 32 a symbol). */
const REWRITING: Readonly<Record<string, readonly [readonly string[], number]>> = {
  "set.mm": [["wb", "wceq"], 230],
  "iset.mm": [["wb", "wceq"], 163],
  "nf.mm": [["wb", "wceq"], 172],
  "ql.mm": [["wb"], 23],
  "hol.mm": [[], 0],
};

function counts(db: Database): readonly number[] {
  let [theorems, axioms, logical, hypotheses, assuming] = [0, 0, 0, 0, 0];
  const turnstile = db.tokens.lookUpText("|-");
  for (let s = 0; s < db.statementCount; s++) {
    if (db.kind[s] === StatementKind.Essential) hypotheses++;
    if (!isAssertion(db, s)) continue;
    if (db.kind[s] === StatementKind.Axiom) {
      axioms++;
      if (db.math[db.mathStart[s]] === turnstile) logical++;
      continue;
    }
    theorems++;
    const frame = db.hypotheses.subarray(db.hypothesisStart[s], db.hypothesisStart[s + 1]);
    if (frame.some((h) => db.kind[h] === StatementKind.Essential)) assuming++;
  }
  return [theorems, axioms, logical, hypotheses, assuming];
}

describe.skipIf(installed.length === 0)("Debian's databases", () => {
  it.each(Object.keys(KNOWN))("%s is read, verified and parsed whole", (name) => {
    const path = installed.find((file) => basename(file) === name)!;
    const read = readDatabaseFile(path);
    if (read.kind === "error") throw new Error(read.diagnostic.message);
    expect(counts(read.database)).toEqual(KNOWN[name]);
    const imported = importDatabase(read.database, name);
    if (imported.kind === "error") throw new Error(imported.diagnostic.message);
    const { report, source } = imported;
    expect(report.verification.rejections).toEqual([]);
    expect([report.ambiguousCount, report.irregularCount]).toEqual([0, 0]);
    const slots = [...source.library.rewriting.slots].reduce((sum, bits) => sum + popcount(bits), 0);
    expect([report.relations, slots]).toEqual(REWRITING[name]);
  });
});

function popcount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
