/**
 * `prove --control`: the same problem without its goals, in which no contradiction should be found. Asked for instead is
 * `false`, from the axioms alone and from terms that mention every symbol, so that equations have something to work on.
 * Before that stands what any free constructor satisfies, c(x) != x and c(d(x)) != x, as lemmas: a function that gives a
 * successor of its own value, or that two functions do in turn, contradicts these.
 *
 * The control goes through the same schedule as the problem and searches for lemmas with at least as much work.
 */
import type { WriteSummary } from "../export/write-run.js";
import { conjunction, eq, FALSE, forall, imp, not, or, atom, type Formula } from "../logic/formula.js";
import { collectSortParams, sameSort, sortParam, type Sort } from "../logic/sort.js";
import { app, variable, type Term, type Var } from "../logic/term.js";
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

/** What a control of the problem finds, after the proof of its goals; a limit on the work that is given holds for both. */
export function runControl(request: SessionOptions, proof: RunResult): Promise<RunResult> {
  const work = request.limits.get("work") ?? Math.max(LEAST_WORK, proof.counts.get("work") ?? 0);
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

interface Step {
  readonly name: string;
  readonly sort: Sort;
  /** A value of the sort that the constructor makes of the given one and of others. */
  readonly of: (inner: Term, others: Map<string, Var>) => Term;
}

/** For every constructor, and every two of one sort, that they make something else than the value they make it of. */
function acyclic(
  theory: Theory,
): readonly { readonly name: string; readonly formula: Formula; readonly sort: Sort }[] {
  const fresh = variables(theory);
  const steps = constructorSteps(theory, fresh);
  const differs = (taken: readonly Step[]): { name: string; formula: Formula; sort: Sort } => {
    const { sort } = taken[0];
    const value = fresh(sort);
    const vars = new Map([[value.name, value]]);
    const made = taken.reduceRight<Term>((inner, step) => step.of(inner, vars), value);
    const name = taken.map((step) => step.name).join(".");
    return { name: `acyclic.${name}`, formula: imp([...vars.values()], eq(made, value), FALSE), sort };
  };
  const pairs = steps.flatMap((outer) =>
    steps.filter(({ sort }) => sameSort(sort, outer.sort)).map((inner) => [outer, inner]),
  );
  return [...steps.map((step) => [step]), ...pairs.slice(0, MOST_PAIRS)].map(differs);
}

const MOST_PAIRS = 9;

/** The constructors at each argument of their own sort. */
function constructorSteps({ symbols }: Theory, fresh: (sort: Sort) => Var): Step[] {
  return symbols.flatMap(({ name, kind, params, args, result }) => {
    if (kind !== "constructor" || result === undefined) return [];
    return args.flatMap((own, place): Step[] => {
      if (!sameSort(own, result)) return [];
      const of: Step["of"] = (inner, others) => {
        const terms = args.map((sort, at): Term => {
          if (at === place) return inner;
          const other = fresh(sort);
          others.set(other.name, other);
          return other;
        });
        return app(name, terms, params.map(sortParam));
      };
      return [{ name, sort: result, of }];
    });
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
