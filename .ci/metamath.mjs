// Debian's `metamath` judges mutants: some of each rule from each database, two rounds, must all be accepted by it and
// by our own verifier; a mutant whose $d is dropped, or whose proof has two labels swapped, must be refused by both.
// Prints a line a run and, as the last line, a count. Exit code 1 if anything is not as it must be, 2 without the
// Debian packages `metamath` and `metamath-databases`. Build first; arguments are databases to take instead.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = join(fileURLToPath(new URL("..", import.meta.url)), "dist/cli/main.js");
const DATABASES = ["iset.mm", "ql.mm"];
const RULES = ["apply", "chain", "rw"];
/** Mutants of each rule and round. */
const LIMIT = 500;
/** Mutants of each rule that are tampered with, in each way. */
const CONTROLS = 3;

function run(program, args, cwd) {
  const options = { cwd, encoding: "utf8", maxBuffer: 2 ** 28 };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  return {
    status,
    stdout: stdout ?? "",
    text: `${stdout ?? ""}${stderr ?? ""}`,
    missing: error?.code === "ENOENT",
  };
}

function lemmagrid(...args) {
  return run(process.execPath, [cli, ...args]);
}

/**
 * What `metamath` says of a file: how many proofs it has read, and whether it accepts them all. It exits 0 even when it
 * refuses a proof and reads nothing from a path with a slash, so it runs beside the file and its words count.
 */
function judge(directory, file) {
  const { text } = run("metamath", [`read ${file}`, "verify proof *", "exit"], directory);
  const proofs = Number(/(\d+) are \$p/.exec(text)?.[1] ?? 0);
  const accepted = text.includes("All proofs in the database were verified") && !text.includes("?Error");
  return { proofs, accepted, complaint: /\?Error[^]{0,400}/.exec(text)?.[0] ?? text.slice(-400) };
}

function countProofs(text) {
  return text.match(/^ *\S+ \$p /gm)?.length ?? 0;
}

/** The mutant's block without its first $d; undefined if it has none. */
function withoutDistinct(block) {
  return /^ *\$d .*\n/m.test(block) ? block.replace(/^ *\$d .*\n/m, "") : undefined;
}

/** The mutant's block with the first and the last label of its proof swapped; undefined if it has fewer than two. */
function withSwappedLabels(block) {
  const [whole, labels] = /\$=\s+\(([^)]*)\)/.exec(block) ?? [];
  const words = labels?.trim().split(/\s+/) ?? [];
  if (words.length < 2) return undefined;
  const swapped = [words.at(-1), ...words.slice(1, -1), words[0]];
  return block.replace(whole, () => `$= ( ${swapped.join(" ")} )`);
}

/** Complaints about tampered mutants that somebody accepts. */
function control(directory, head, blocks, tamper, what) {
  const tampered = blocks.flatMap((block) => tamper(block) ?? []).slice(0, CONTROLS);
  const complaints = [];
  for (const block of tampered) {
    writeFileSync(join(directory, "tampered.mm"), head + block);
    if (judge(directory, "tampered.mm").accepted) complaints.push(`metamath accepts ${what}:\n${block}`);
    if (lemmagrid("check", join(directory, "tampered.mm")).status !== 1)
      complaints.push(`we accept ${what}:\n${block}`);
  }
  return { count: tampered.length, complaints };
}

/** Mutants of one database by one rule, before both judges. */
function examine(database, rule, directory) {
  const name = `${basename(database)}, ${rule}`;
  const out = join(directory, `${basename(database, ".mm")}-${rule}`);
  const flags = ["--rules", rule, "--rounds", "2", "--limit", String(LIMIT), "--out", out];
  const made = lemmagrid("mutate", database, ...flags);
  if (made.status !== 0) return { name, accepted: 0, complaints: [made.text] };
  const text = readFileSync(join(out, "mutants.mm"), "utf8");
  const mutants = countProofs(text);
  const complaints = [];
  const base = judge(out, basename(database));
  if (!base.accepted) complaints.push(`metamath refuses the database itself: ${base.complaint}`);
  const all = judge(out, "mutants.mm");
  if (!all.accepted) complaints.push(`metamath refuses a mutant: ${all.complaint}`);
  if (mutants === 0 || all.proofs !== base.proofs + mutants)
    complaints.push(
      `metamath read ${all.proofs} proofs, ${base.proofs} of them old ones, of ${mutants} mutants`,
    );
  const ours = lemmagrid("check", join(out, "mutants.mm"));
  if (ours.status !== 0) complaints.push(`we refuse a mutant: ${ours.text}`);
  // Mutants of the first round cite no other mutant, so each stands alone.
  const blocks = text.match(/^\$\{\n[^]*?^\$\}\n/gm).slice(0, Math.min(LIMIT, mutants / 2));
  const head = text.slice(0, text.indexOf("${\n"));
  const distinct = control(out, head, blocks, withoutDistinct, "a mutant without a $d");
  const swapped = control(out, head, blocks, withSwappedLabels, "a mutant with swapped labels");
  complaints.push(...distinct.complaints, ...swapped.complaints);
  if (swapped.count < CONTROLS) complaints.push("there are too few proofs to tamper with");
  const accepted = complaints.length === 0 ? mutants : 0;
  const refused = `refused ${distinct.count} without a $d, ${swapped.count} with swapped labels`;
  console.log(`${name}: ${accepted} of ${mutants} mutants accepted; ${refused}`);
  return { name, accepted, complaints };
}

function main() {
  const installed = run("dpkg", ["-L", "metamath-databases"]);
  if (run("metamath", ["exit"]).missing || (installed.status !== 0 && process.argv.length === 2)) {
    console.error("metamath: on Debian: apt-get install --no-install-recommends metamath metamath-databases");
    return 2;
  }
  const given = process.argv.slice(2);
  const shipped = installed.stdout.split("\n").filter((file) => DATABASES.includes(basename(file)));
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-metamath-"));
  try {
    const results = (given.length > 0 ? given : shipped).flatMap((database) =>
      RULES.map((rule) => examine(database, rule, directory)),
    );
    for (const { name, complaints } of results)
      for (const complaint of complaints) console.error(`metamath: ${name}: ${complaint.trim()}`);
    const accepted = results.reduce((sum, result) => sum + result.accepted, 0);
    const bad = results.filter((result) => result.complaints.length > 0).length;
    console.log(`${accepted} mutants accepted by metamath, ${bad} of ${results.length} runs with complaints`);
    return bad === 0 && results.length > 0 ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = main();
