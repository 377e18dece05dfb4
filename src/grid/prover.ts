/**
 * The grid behind one door: give it statements, get certificates. It keeps the theorems proved so far and the
 * programs compiled from them. A statement's answer depends on the theory, the theorems added before, the limits and
 * the statement alone, so statements may be dealt out to any number of provers.
 *
 * Requests and outcomes are plain data and cross worker threads as they are.
 */
import { Program, visitSymbols, type NamedFormula } from "../compile/program.js";
import type { Device } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { Theory } from "../logic/theory.js";
import type { CertificateLine } from "../proof/certificate.js";
import { emitCertificate } from "../proof/emit.js";
import { witnessesOf, type Witness } from "../proof/existence.js";
import type { Proof } from "../proof/proof.js";
import type { AttemptTrace } from "../proof/grid-trace.js";
import { unusedPremises } from "../proof/premise-use.js";
import type { Method } from "../proof/theorem.js";
import { Completion } from "../completion/completion.js";
import { harvest } from "../completion/harvest.js";
import { reservedNames } from "./names.js";
import { runGrid, type GridResult } from "./grid.js";
import type { GridLimits } from "./limits.js";
import type { MessageKind } from "./task.js";

export interface ProveRequest {
  readonly params: readonly string[];
  readonly formula: Formula;
  /** Theorems that the proof must not cite. */
  readonly without: readonly string[];
  readonly limits: GridLimits;
}

export interface ProveOutcome {
  /** Without a name yet: the header says `theorem: ""`. Undefined if there is no proof. */
  readonly certificate: readonly CertificateLine[] | undefined;
  readonly method: Method;
  readonly inductionOn: readonly string[];
  /** Facts and theorems cited, in order of first use. */
  readonly uses: readonly string[];
  readonly witnesses: readonly Witness[];
  readonly vacuous: boolean;
  /** Positions of the premise's conjuncts that the proof never uses. */
  readonly unusedPremises: readonly number[];
  readonly blocks: number;
  readonly limit: string | undefined;
  readonly matches: number;
  readonly messages: ReadonlyMap<MessageKind, number>;
  readonly trace: AttemptTrace;
  /** Where there is no proof: lemmas that might help, smallest first. */
  readonly suggestions: readonly Formula[];
}

/** A statement that was found together with its proof. */
export interface Found {
  readonly formula: Formula;
  readonly outcome: ProveOutcome;
}

const NOTHING = { inductionOn: [], uses: [], witnesses: [], unusedPremises: [] };

const BY_COMPLETION = {
  ...NOTHING,
  ...{ method: "direct" as const, vacuous: false, blocks: 0, limit: undefined, matches: 0 },
  messages: new Map<MessageKind, number>(),
  trace: { eigens: [], blocks: [] },
  suggestions: [],
};

export class Prover {
  private readonly theorems: NamedFormula[] = [];
  private readonly programs = new Map<string, Program>();

  constructor(
    private readonly theory: Theory,
    private readonly device: Device,
    /** Called after every superstep, so that a long proof need not hold up its thread. */
    private readonly pause?: () => Promise<void>,
  ) {}

  /** From here on the theorem may be cited. */
  addTheorem(theorem: NamedFormula): void {
    this.theorems.push(theorem);
    this.programs.clear();
  }

  /** Outcomes in the order of the requests. Statements over the same rules and limits share the grid. */
  async prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    const batches = new Map<Program, Map<GridLimits, number[]>>();
    requests.forEach((request, index) => {
      const program = this.program(request);
      const byLimits = batches.get(program) ?? new Map<GridLimits, number[]>();
      batches.set(program, byLimits);
      byLimits.set(request.limits, [...(byLimits.get(request.limits) ?? []), index]);
    });
    const outcomes = new Array<ProveOutcome>(requests.length);
    for (const [program, byLimits] of batches) {
      for (const [limits, indices] of byLimits) {
        const formulas = indices.map((index) => requests[index].formula);
        const results = await runGrid(program, formulas, limits, this.device, this.pause);
        indices.forEach((index, position) => {
          outcomes[index] = this.outcome(requests[index], results[position]);
        });
      }
    }
    return outcomes;
  }

  /** What a completion of the axioms finds, with proofs; nothing where every sort has constructors. */
  async complete(given: number, size: number): Promise<Found[]> {
    const { theory } = this;
    if (theory.sorts.every((sort) => sort.inductive)) return [];
    const program = new Program(theory, this.theorems, []);
    const taken = new Set(reservedNames(program));
    const freshName = (base: string): string => {
      let name = base;
      for (let number = 1; taken.has(name); number++) name = `${base}${number}`;
      taken.add(name);
      return name;
    };
    const completion = new Completion({
      ...{ theory, sources: program.facts, lemmas: [], goal: undefined, denied: undefined, freshName, given },
    });
    while (completion.outcome === "running") {
      await completion.advance(this.device);
      await this.pause?.();
    }
    return harvest(completion, size).map(({ formula, proof }) => {
      const certificate = emitCertificate(
        { theory: theory.name, theorem: "", params: [], statement: formula },
        proof,
        this.declaredNames(),
      );
      return { formula, outcome: { ...BY_COMPLETION, certificate, uses: cited(certificate) } };
    });
  }

  private declaredNames(): ReadonlySet<string> {
    return new Set([...this.theory.symbols, ...this.theory.sorts].map(({ name }) => name));
  }

  private outcome(request: ProveRequest, result: GridResult): ProveOutcome {
    const { proof, method, vacuous, blocks, matches, limit, messages, trace, suggestions } = result;
    const common = { method, vacuous, blocks, matches, limit, messages, trace, suggestions };
    if (proof === undefined) return { ...common, certificate: undefined, ...NOTHING };
    const header = {
      theory: this.theory.name,
      theorem: "",
      params: request.params,
      statement: request.formula,
    };
    const certificate = emitCertificate(header, proof, this.declaredNames());
    return {
      ...common,
      certificate,
      inductionOn: inductionVariables(proof),
      uses: cited(certificate),
      witnesses: witnessesOf(proof),
      unusedPremises: unusedPremises(proof),
    };
  }

  /** One program for all statements over the same sorts. */
  private program(request: ProveRequest): Program {
    const instances = new Set<string>();
    visitSymbols(request.formula, (name, sorts) => {
      if (sorts.length > 0) instances.add(`${name}{${sorts.map(sortText).join(",")}}`);
    });
    const key = [...instances].sort().join(" ");
    const full = this.programs.get(key) ?? new Program(this.theory, this.theorems, [request.formula]);
    this.programs.set(key, full);
    return request.without.length === 0 ? full : full.excluding(new Set(request.without));
  }
}

/** The variables inducted on, outermost first. */
function inductionVariables(proof: Proof): string[] {
  const names: string[] = [];
  const visit = (step: Proof): void => {
    if (step.rule === "induction" && step.is.kind === "imp")
      names.push(step.is.vars[step.extra.index ?? 0].name);
    for (const scope of step.scopes) visit(scope.proves);
    // What was strengthened for an induction is taken back from its result.
    const isTaken = step.rule === "project" || (step.rule === "instance" && step.extra.fact === undefined);
    if (isTaken && step.from.length > 0) visit(step.from[0]);
  };
  visit(proof);
  return [...new Set(names)];
}

function cited(certificate: readonly CertificateLine[]): string[] {
  const names = new Set<string>();
  for (const line of certificate) {
    if ("rule" in line && line.rule === "instance" && typeof line.of === "string") names.add(line.of);
  }
  return [...names];
}
