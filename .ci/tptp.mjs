// Has Debian's eprover solve the problems of test/tptp beside us: every verdict must be the problem's own and
// eprover's, every derivation that we print must be read by eprover, and every step of it must follow from its parents
// by eprover's own proof. Its last line counts what agreed: "N verdicts and steps accepted by eprover".
//
//     node .ci/tptp.mjs [DIR]        DIR: other problems (default: test/tptp/problems)
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const problems = process.argv[2] ?? "test/tptp/problems";
const lemmagrid = ["dist/cli/main.js", "prove"];
const folder = mkdtempSync(join(tmpdir(), "lemmagrid-tptp-"));
const SECONDS = 60;

/** Standard output, whatever the exit code; a program that hangs is killed. */
function run(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: SECONDS * 1000, maxBuffer: 1 << 28 }, (_, stdout) => resolve(stdout));
  });
}

const ATTEMPTS = 12;
const ATTEMPT_SECONDS = 5;

/** eprover's verdict. Its search differs from run to run, so one that does not end soon is begun anew. */
async function verdictOfE(path) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const status = statusOf(await run("eprover", ["-s", "--auto", `--cpu-limit=${ATTEMPT_SECONDS}`, path]));
    if (status !== "none" && status !== "ResourceOut") return status;
  }
  return "none";
}

const statusOf = (text) => /SZS status (\w+)/.exec(text)?.[1] ?? "none";

/** The steps of a derivation: name, language, formula, parents. */
function stepsOf(derivation) {
  const steps = new Map();
  for (const line of derivation.split("\n")) {
    const match = /^(fof|tff)\(('(?:[^'\\]|\\.)*'|\w+), (\w+), (.*)\)\.$/.exec(line);
    if (match === null) continue;
    const [, language, name, role, rest] = match;
    const at = rest.search(/, (?:inference|file|introduced)\(/);
    const formula = at < 0 ? rest : rest.slice(0, at);
    const parents = /\[status\(thm\)\],\[(.*)\]\)$/.exec(rest)?.[1];
    steps.set(name, { language, role, formula, parents: parents?.match(/'(?:[^'\\]|\\.)*'|\w+/g) ?? [] });
  }
  return steps;
}

/** The step as a problem of its own: its parents as axioms, itself as the conjecture. */
function stepProblem(steps, name) {
  const types = [...steps.values()].filter((step) => step.role === "type");
  const { language, formula, parents } = steps.get(name);
  const axioms = parents.map((parent, i) => `${language}(parent${i}, axiom, ${steps.get(parent)?.formula}).`);
  const declarations = types.map((step, i) => `tff(type${i}, type, ${step.formula}).`);
  return [...declarations, ...axioms, `${language}(step, conjecture, ${formula}).`, ""].join("\n");
}

async function inBatches(items, size, work) {
  const results = [];
  for (let start = 0; start < items.length; start += size)
    results.push(...(await Promise.all(items.slice(start, start + size).map(work))));
  return results;
}

let agreed = 0;
const faults = [];
const files = readdirSync(problems)
  .filter((name) => name.endsWith(".p"))
  .sort();
for (const file of files) {
  const path = join(problems, file);
  const wanted = /^% Status : (\w+)/m.exec(readFileSync(path, "utf8"))?.[1];
  const derivation = await run(process.execPath, [...lemmagrid, path, "--out", join(folder, "out")]);
  const [ours, theirs] = [statusOf(derivation), await verdictOfE(path)];
  const agrees = ours === wanted && theirs === wanted;
  if (agrees) agreed++;
  else faults.push(`${file}: ${wanted} wanted, lemmagrid says ${ours}, eprover ${theirs}`);
  const steps = stepsOf(derivation);
  const proved = await inBatches(
    [...steps.keys()].filter((name) => steps.get(name).role !== "type" && steps.get(name).role !== "axiom"),
    2,
    async (name) => {
      const step = join(folder, `${name.replace(/\W/g, "_")}.p`);
      writeFileSync(step, stepProblem(steps, name));
      return { name, status: await verdictOfE(step) };
    },
  );
  for (const { name, status } of proved) {
    if (status === "Theorem" || status === "ContradictoryAxioms") agreed++;
    else faults.push(`${file}: step ${name} does not follow from its parents: eprover says ${status}`);
  }
  console.log(`${file}: lemmagrid ${ours}, eprover ${theirs}, ${proved.length} steps`);
}
rmSync(folder, { recursive: true, force: true });
for (const fault of faults) console.error(fault);
console.log(`${faults.length} disagreements`);
console.log(`${agreed} verdicts and steps accepted by eprover`);
process.exit(faults.length === 0 ? 0 : 1);
