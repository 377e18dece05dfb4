/** README.md says what the command line does, and its example theory is proved. */
import { describe, expect, test } from "vitest";
import { ExitCode } from "../../src/cli/command.js";
import { runSession } from "../../src/cli/session.js";
import type { Theory } from "../../src/logic/theory.js";
import { formatDiagnostic } from "../../src/mpl/diagnostic.js";
import { loadTheoryText } from "../../src/mpl/load.js";
import type { RunResult } from "../../src/proof/run-result.js";
import { codeSpans, fences, page, table } from "./support.js";

const README = page("README.md");
const MAIN = page("src/cli/main.ts");

function theoryOf(text: string): Theory {
  const { theory, diagnostics } = loadTheoryText(text, "readme.mpl");
  if (theory === undefined) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return theory;
}

function develop(theory: Theory): Promise<RunResult> {
  return runSession({
    command: "run",
    theory,
    goal: undefined,
    useGoals: true,
    workers: 1,
    device: "cpu",
    limits: new Map([
      ["size", 4],
      ["vars", 2],
    ]),
    timeoutMs: undefined,
    check: true,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}

/** `name Status` for each verdict that a transcript shows. */
function verdicts(transcript: string): string[] {
  return [...transcript.matchAll(/^SZS status (\w+) for (.+)$/gmu)].map(
    ([, status, name]) => `${name} ${status}`,
  );
}

describe("the tables of README.md", () => {
  test("list the exit codes", () => {
    const codes = table(README, "exit code").map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(ExitCode));
  });

  test("list the commands", () => {
    const registered = [...MAIN.matchAll(/\bcommand\(\s*"(\w+)/gu)].map((match) => match[1]);
    const listed = table(README, "command").map(([usage]) => codeSpans(usage)[0].split(" ")[0]);
    expect(registered).toContain("run");
    expect([...new Set(listed)]).toEqual([...registered, "help"]);
  });

  test("list the flags", () => {
    const flags = [...`${MAIN}${page("src/cli/limit-flags.ts")}`.matchAll(/"(--[a-z][a-z-]*)[ "]/gu)];
    const own = [...page("src/cli/limit-flags.ts").matchAll(/WITH_FLAG[^=]*= new Set\(\[(.*)\]\)/gu)];
    const limits = [...own[0][1].matchAll(/"(\w+)"/gu)].map((match) => `--${match[1]}`);
    const registered = new Set([...flags.map((match) => match[1]), ...limits]);
    registered.delete("--version");
    const listed = table(README, "flag").flatMap(([flag]) =>
      codeSpans(flag).map((span) => span.split(" ")[0]),
    );
    expect([...listed].sort()).toEqual([...registered].sort());
  });

  test("list the verdicts", () => {
    const source = page("src/proof/run-result.ts");
    const union = /readonly status: ([^;]+);/u.exec(source)?.[1] ?? "";
    const statuses = [...union.matchAll(/"(\w+)"/gu)].map((match) => match[1]);
    expect(table(README, "SZS status").map(([status]) => codeSpans(status)[0])).toEqual(statuses);
  });
});

describe("the example of README.md", () => {
  const [example, addition] = fences(README, "mpl");
  const transcripts = fences(README, "console");

  test("is proved, as the transcript says", async () => {
    const { goals, stop } = await develop(theoryOf(example));
    const found = goals.map(({ name, status }) => `${name} ${status}`);
    expect(stop.kind).toBe("complete");
    expect(goals.length).toBeGreaterThan(0);
    expect(goals.filter(({ status }) => status !== "Theorem")).toEqual([]);
    expect(verdicts(transcripts.find((text) => text.includes("run max.mpl"))!)).toEqual(found);
  });

  test("is refuted with the line that is added, as the transcript says", async () => {
    const { refuted } = await develop(theoryOf(`${example}\n${addition}`));
    const shown = transcripts.find((text) => text.startsWith("SZS status CounterSatisfiable"))!;
    expect(verdicts(shown)).toEqual(refuted.map(({ name }) => `${name} CounterSatisfiable`));
    const values = refuted[0].counterexample.map(({ variable, value }) => `${variable} = ${value}`);
    expect(shown).toContain(`false for ${values.join(", ")}`);
  });

  test("the first transcript has the verdicts of the theory that it is about", () => {
    const goals = theoryOf(page("mpl/peano.mpl")).goals.map(({ name }) => `${name} Theorem`);
    expect(verdicts(transcripts[0])).toEqual(goals);
  });
});

test("docs/architecture.md has the stages and counts of a run", async () => {
  const spans = codeSpans(page("docs/architecture.md"));
  const { counts, messages, machine } = await develop(theoryOf(fences(README, "mpl")[0]));
  const names = [...counts.keys(), ...messages.keys(), ...machine.stages.map(({ stage }) => stage)];
  expect(names.filter((name) => !spans.includes(name))).toEqual([]);
});
