// The second judge: runs every theory that ships, exports its proofs as Coq, and has coqc accept each file and say what
// it assumes; coqchk, Coq's own checker, then looks at the compiled file again. Prints a table and, as the last line, a count. Exit code 1 if a file is refused or assumes anything but the
// theory's own declarations, 2 if there is no coqc. `npm run judge` builds first; arguments are theory files to take
// instead of mpl/*.mpl.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist/cli/main.js");

/** Runs a program to its end; `text` is all that it printed. */
function run(program, args, cwd = root) {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - start) / 1000;
  return {
    status,
    seconds,
    stdout: stdout ?? "",
    text: `${stdout ?? ""}${stderr ?? ""}`,
    missing: error?.code === "ENOENT",
  };
}

/** The names that the two `Print Assumptions` list; the file ends its section between them. */
function assumptions(output) {
  const end = output.lastIndexOf("Closed under the global context");
  const inside = output.slice(0, end);
  const names = [...inside.matchAll(/^([A-Za-z_][\w']*)(?=$| : |\n:)/gm)].map((match) => match[1]);
  return { closed: end >= 0 && !output.includes("Axioms:"), names: new Set(names) };
}

/** What is wrong with the file's assumptions; undefined if nothing is. */
function complaint(source, output) {
  const { closed, names } = assumptions(output);
  if (!closed) return "it assumes more than its section declares";
  const declared = new Set(
    [...source.matchAll(/^(?:Variable|Hypothesis) (\S+) :/gm)].map((match) => match[1]),
  );
  const foreign = [...names].filter((name) => !declared.has(name));
  if (foreign.length > 0) return `it assumes ${foreign.join(", ")}, which its section does not declare`;
  const forbidden = /\b(Axiom|Parameter|Admitted|admit|Conjecture|auto|lia|omega|congruence)\b/.exec(
    source.replace(/\(\*.*?\*\)/g, ""),
  );
  return forbidden === null ? undefined : `it has the word ${forbidden[0]}`;
}

/** What coqchk finds wrong with the compiled file, if anything. */
function recheck(file) {
  const checked = run("coqchk", ["-silent", "-o", basename(file, ".v")], dirname(file));
  if (checked.status !== 0) return `coqchk: ${checked.text}`;
  return /^\* Axioms: <none>$/m.test(checked.text) ? undefined : `coqchk finds axioms: ${checked.text}`;
}

function judge(theoryFile, directory) {
  const name = basename(theoryFile, ".mpl");
  const out = join(directory, name);
  const row = { name, theorems: 0, accepted: 0, seconds: 0, bytes: 0, rests: "", reason: undefined };
  const ran = run(process.execPath, [cli, "run", theoryFile, "--out", out]);
  if (![0, 1, 3].includes(ran.status)) return { ...row, reason: ran.text };
  const exported = run(process.execPath, [cli, "export", "coq", out, "--json"]);
  if (exported.status !== 0) return { ...row, reason: exported.text };
  const { file, theorems, sizeBytes } = JSON.parse(exported.stdout);
  const verdict = run("coqc", ["-q", basename(file)], join(out, "coq"));
  const source = readFileSync(file, "utf8");
  const reason = verdict.status === 0 ? (complaint(source, verdict.text) ?? recheck(file)) : verdict.text;
  const accepted = reason === undefined ? theorems : 0;
  const { names } = assumptions(verdict.text);
  const rests = `${names.size} of ${source.match(/^(Variable|Hypothesis) /gm)?.length ?? 0}`;
  return { ...row, theorems, accepted, seconds: verdict.seconds, bytes: sizeBytes, rests, reason };
}

function printTable(rows) {
  const cells = [
    ["theory", "theorems", "accepted", "seconds", "bytes", "declarations used"],
    ...rows.map((row) => [
      row.name,
      row.theorems,
      row.accepted,
      row.seconds.toFixed(2),
      row.bytes,
      row.rests,
    ]),
  ].map((row) => row.map(String));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "),
    );
}

function main() {
  if (run("coqc", ["--version"]).missing) {
    console.error("judge: there is no coqc; on Debian: apt-get install --no-install-recommends coq");
    return 2;
  }
  const given = process.argv.slice(2);
  const shipped = readdirSync(join(root, "mpl")).filter((file) => file.endsWith(".mpl"));
  const files = given.length > 0 ? given : shipped.sort().map((file) => join("mpl", file));
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-judge-"));
  try {
    const rows = files.map((file) => judge(file, directory));
    printTable(rows);
    for (const { name, reason } of rows)
      if (reason !== undefined) console.error(`judge: ${name}: ${reason.trim()}`);
    const accepted = rows.reduce((sum, row) => sum + row.accepted, 0);
    const refused = rows.filter((row) => row.reason !== undefined).length;
    console.log(`${accepted} proofs accepted by coqc, ${refused} of ${rows.length} files refused`);
    return refused === 0 ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = main();
