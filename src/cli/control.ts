/**
 * `prove --control`: the same problem without its goals, in which no contradiction should be found. Asked for instead is
 * `false`, from the axioms alone and from terms that mention every symbol, so that equations have something to work on.
 * Before that stands what any free constructor satisfies, c(x) != x, as lemmas: a function that gives a successor of its
 * own value contradicts these.
 *
 * The control goes through the same schedule as the problem and searches for lemmas with at least as much work.
 */
import type { WriteSummary } from "../export/write-run.js";
import { conjunction, eq, FALSE, forall, imp, not, or, atom, type Formula } from "../logic/formula.js";
import { collectSortParams, sameSort, sortParam, type Sort } from "../logic/sort.js";
import { app, variable, type Var } from "../logic/term.js";
import type { Goal, SymbolDecl, Theory } from "../logic/theory.js";
import { NameSupply } from "../mpl/draft.js";
import type { GoalVerdict, RunResult } from "../proof/run-result.js";
import { assumedText } from "../export/pages/theorem-view.js";
import { ExitCode, type CommandResult } from "./command.js";
import { runDocuments } from "./run-report.js";
import { runSession } from "./session.js";
import type { SessionOptions } from "./session-options.js";

const CONTRADICTION = "contradiction";

/** The work that a control's search for lemmas may take where its problem took less. */
const LEAST_WORK = 250_000;

/** What a control of the problem finds; `proof` is what proving its goals took. */
export function runControl(request: SessionOptions, proof: RunResult): Promise<RunResult> {
  const work = Math.max(LEAST_WORK, proof.counts.get("work") ?? 0);
  const limits = new Map(request.limits).set("work", work);
  return runSession({ ...request, theory: controlTheory(request.theory), control: true, limits });
}

/** Whether the control found a contradiction. */
export function hasContradiction({ goals }: RunResult): boolean {
  return goals.some(({ name, status }) => name.startsWith(CONTRADICTION) && status === "Theorem");
}

/** The theory with the control's goals in place of its own. */
function controlTheory(theory: Theory): Theory {
  const taken = new Set(theory.facts.map(({ name }) => name));
  const names = new NameSupply((name) => taken.has(name));
  const goal = (name: string, formula: Formula, sorts: readonly Sort[]): Goal => {
    const params = new Set<string>();
    for (const sort of sorts) collectSortParams(sort, params);
    return { name: names.fresh(name), params: [...params], formula, origin: theory.name };
  };
  const symbols = theory.symbols.filter(({ kind }) => kind !== "constructor");
  const apart = variables(theory);
  const seeds = symbols.map((symbol) => mention(symbol, apart));
  const vars = seeds.flatMap((seed) => seed.vars);
  const premise = conjunction(seeds.map(({ formula }) => formula));
  const sorts = symbols.flatMap(({ args, result }) => (result === undefined ? args : [...args, result]));
  return {
    ...theory,
    goals: [
      ...acyclic(theory).map(({ name, formula, sort }) => goal(name, formula, [sort])),
      goal(CONTRADICTION, FALSE, []),
      ...(seeds.length === 0 ? [] : [goal(`${CONTRADICTION}.terms`, forall(vars, premise, FALSE), sorts)]),
    ],
  };
}

/** Gives out variables with names that are no symbols. */
function variables({ symbols }: Theory): (sort: Sort) => Var {
  const taken = new Set(symbols.map(({ name }) => name));
  const names = new NameSupply((name) => taken.has(name));
  return (sort) => variable(names.fresh("x"), sort);
}

/** Something that is true and mentions the symbol at variables. */
function mention(
  { name, kind, params, args }: SymbolDecl,
  fresh: (sort: Sort) => Var,
): { readonly vars: readonly Var[]; readonly formula: Formula } {
  const vars = args.map(fresh);
  const sorts = params.map(sortParam);
  if (kind === "predicate") {
    const said = atom(name, vars, sorts);
    return { vars, formula: or(said, not(said)) };
  }
  const term = app(name, vars, sorts);
  return { vars, formula: eq(term, term) };
}

/** For every constructor and every argument of its own sort: it gives something else than this argument. */
function acyclic(
  theory: Theory,
): readonly { readonly name: string; readonly formula: Formula; readonly sort: Sort }[] {
  return theory.symbols.flatMap(({ name, kind, params, args, result }) => {
    if (kind !== "constructor" || result === undefined) return [];
    const fresh = variables(theory);
    const vars = args.map(fresh);
    const term = app(name, vars, params.map(sortParam));
    return vars
      .filter((v) => sameSort(v.sort, result))
      .map((v) => ({ name: `acyclic.${name}`, formula: imp(vars, eq(term, v), FALSE), sort: result }));
  });
}

/** What was found; the exit code is that of a success if it is no contradiction. */
export function controlReport(
  result: RunResult,
  summary: WriteSummary,
  file: string,
  asComment: boolean,
): CommandResult {
  const asked = result.goals.filter(({ name }) => name.startsWith(CONTRADICTION));
  const proved = asked.find(({ status }) => status === "Theorem");
  const model = result.refuted.some(
    ({ name, model: found }) => name === CONTRADICTION && found !== undefined,
  );
  const status = proved !== undefined ? "Unsatisfiable" : model ? "Satisfiable" : weakest(asked);
  const exitCode = proved === undefined ? ExitCode.Success : ExitCode.Unproved;
  const open = result.open.filter(({ name }) => name.startsWith(CONTRADICTION));
  const reason = open.find((entry) => entry.status === status)?.reason;
  const record = summary.theorems.find(({ name }) => name === proved?.name);
  const assumed = record === undefined ? "" : assumedText(record);
  const found =
    proved === undefined
      ? `no contradiction found${model || reason === undefined ? "" : `; ${reason}`}`
      : `the axioms contradict each other; \`lemmagrid show ${summary.outDir} ${proved.name}\` shows how`;
  const lines = [
    `SZS status ${status} for ${file}`,
    found,
    ...(assumed === "" ? [] : [`the proof ${assumed}`]),
  ];
  return {
    exitCode,
    document: {
      ...runDocuments(summary, exitCode),
      control: { status, contradiction: proved !== undefined },
    },
    text: lines.map((line) => `${asComment ? "% " : ""}${line}\n`).join(""),
  };
}

/** What ended the search: a limit, if one did. */
function weakest(verdicts: readonly GoalVerdict[]): GoalVerdict["status"] {
  const statuses = new Set(verdicts.map(({ status }) => status));
  return (["Timeout", "ResourceOut"] as const).find((status) => statuses.has(status)) ?? "GaveUp";
}
