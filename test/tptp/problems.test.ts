/**
 * The problems of this folder: the verdict is the one of the problem's header, the checker accepts the proof, and the
 * derivation reads back as TPTP.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { szsStatus, tptpText } from "../../src/cli/tptp-report.js";
import { loadTptp, type LoadedProblem } from "../../src/import/tptp/load.js";
import { develop } from "../theories/support.js";

const PROBLEMS = join(import.meta.dirname, "problems");

function load(path: string, text: string): LoadedProblem {
  return loadTptp(path, text, { read: () => undefined, library: undefined });
}

describe.each(readdirSync(PROBLEMS).sort())("%s", (file) => {
  it("is answered as its header says, and printed so that it can be read again", async () => {
    const text = readFileSync(join(PROBLEMS, file), "utf8");
    const wanted = /^% Status : (\w+)/u.exec(text)![1];
    const { problem } = load(file, text);
    const result = await develop("prove", problem!.theory);
    expect(result.goals.map(({ status }) => szsStatus(status, problem!.hasConjecture))).toEqual([wanted]);
    expect(result.rejected).toEqual([]);
    const printed = tptpText(result, problem!, file);
    expect(printed).toContain(`% SZS status ${wanted} for ${file}\n`);
    expect(load("printed.p", printed).diagnostics.map((diagnostic) => diagnostic.message)).toEqual([]);
  });
});
