/** Damaged databases: reading and verifying them ends with an answer, and Debian's `metamath` gives the same one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importDatabase } from "../../../src/import/metamath/import-database.js";
import { verifyDatabase } from "../../../src/import/metamath/verify.js";
import { EQUATIONS, LOGIC, readText } from "./databases.js";

const WORDS = LOGIC.split(/\s+/).concat(["$(", "$)", "$[", "$]", "$x", "?", "nope", "\x7f", "YA"]);

/** The text with some of its words replaced, dropped, doubled or put elsewhere. */
const damaged = (text: string, most: number) =>
  fc
    .array(
      fc.record({
        at: fc.nat(),
        how: fc.constantFrom("replace", "drop", "double", "insert", "cut"),
        word: fc.constantFrom(...WORDS),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((edits) => {
      const words = text.split(/(?<=\s)/);
      for (const { at, how, word } of edits) {
        const index = at % words.length;
        if (how === "replace") words[index] = `${word} `;
        else if (how === "drop") words.splice(index, 1);
        else if (how === "double") words.splice(index, 0, words[index]);
        else if (how === "insert") words.splice(index, 0, `${word}\n`);
        else words[index] = words[index].slice(1);
      }
      return words.join("");
    });

describe("a damaged database", () => {
  it.each([LOGIC, EQUATIONS])("is read or refused at a place in it (%#)", (text) => {
    fc.assert(
      fc.property(damaged(text, 5), (broken) => {
        const read = readText(broken);
        if (read.kind === "error") {
          const { line, column } = read.diagnostic;
          const lines = broken.split("\n");
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
          return;
        }
        for (const { diagnostic } of verifyDatabase(read.database).rejections)
          expect(diagnostic.line).toBeGreaterThan(0);
        importDatabase(read.database, "base.mm");
      }),
      { numRuns: 400 },
    );
  });

  it("may be any bytes at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        readText(Buffer.from(bytes).toString("latin1"));
      }),
    );
  });
});

const metamath = spawnSync("metamath", ["exit"]).status === 0;

describe.skipIf(!metamath)("a damaged proof, before us and before `metamath`", () => {
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-metamath-"));
  /** Are all proofs accepted? */
  const accepts = (text: string): boolean => {
    writeFileSync(join(directory, "damaged.mm"), text);
    const { stdout } = spawnSync("metamath", ["read damaged.mm", "verify proof *", "exit"], {
      cwd: directory,
      encoding: "utf8",
    });
    return stdout.includes("All proofs in the database were verified") && !stdout.includes("?Error");
  };

  it.each(["id", "idOLD"])("gets the same verdict (%s)", (label) => {
    try {
      const start = LOGIC.indexOf("$=", LOGIC.indexOf(`\n${label} `)) + 3;
      const end = LOGIC.indexOf("$.", start);
      let accepted = 0;
      fc.assert(
        fc.property(
          fc.array(
            fc.record({
              at: fc.nat(),
              by: fc.constantFrom(..."ABCDEFGHIZU ".split(""), "wp", "wq", "mp", "ax-1"),
            }),
            { minLength: 1, maxLength: 2 },
          ),
          (edits) => {
            const separator = label === "id" ? " " : "";
            const parts = LOGIC.slice(start, end)
              .trim()
              .split(separator === "" ? "" : /\s+/);
            for (const { at, by } of edits) parts[at % parts.length] = by;
            const text = `${LOGIC.slice(0, start)} ${parts.join(separator)} ${LOGIC.slice(end)}`;
            const read = readText(text);
            const ours = read.kind === "database" && verifyDatabase(read.database).rejections.length === 0;
            if (ours) accepted++;
            expect(ours).toBe(accepts(text));
          },
        ),
        { numRuns: 80 },
      );
      expect(accepted).toBeLessThan(80);
      expect(accepts(LOGIC)).toBe(true);
    } finally {
      if (label === "idOLD") rmSync(directory, { recursive: true });
    }
  });
});
