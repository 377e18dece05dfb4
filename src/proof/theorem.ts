/** A proved statement with its proof, as the prover hands it to the checker and to the output. */
import type { Formula } from "../logic/formula.js";
import type { CertificateLine } from "./certificate.js";
import type { Witness } from "./existence.js";

/** How the outermost step of a proof works. */
export type Method = "direct" | "induction" | "cases" | "refutation";

export interface Theorem {
  readonly name: string;
  readonly params: readonly string[];
  /** Closed. */
  readonly formula: Formula;
  readonly origin: "stated" | "explored" | "mutated";
  readonly method: Method;
  /** The variable names inducted on, outermost first. */
  readonly inductionOn: readonly string[];
  /** True for a theorem of the minimal basis, false for one that the others prove directly. */
  readonly basis: boolean;
  /** True if its premises contradict the axioms, so that it says nothing. */
  readonly vacuous: boolean;
  /** Axioms, definitions and theorems that the proof cites, in order of first use. */
  readonly uses: readonly string[];
  /** What the proof gives for the variables that the statement says there are, one entry a case. */
  readonly witnesses?: readonly Witness[];
  /** Grid blocks that the proof took. */
  readonly blocks: number;
  readonly certificate: readonly CertificateLine[];
}

/** A statement with values that make it false. */
export interface Refuted {
  readonly name: string;
  readonly params: readonly string[];
  readonly formula: Formula;
  readonly origin: "stated" | "explored";
  /** Variable and value, both as readable text: `x` = `s(0)`. */
  readonly counterexample: readonly { readonly variable: string; readonly value: string }[];
  /** The finite model of the axioms in which it is false; absent where the theory's own values refute it. */
  readonly model?: CounterModel;
}

/** A finite model for people and programs to read: its elements have names. */
export interface CounterModel {
  readonly sorts: readonly { readonly name: string; readonly elements: readonly string[] }[];
  readonly tables: readonly CounterModelTable[];
}

export interface CounterModelTable {
  readonly symbol: string;
  /** Sorts of the arguments. */
  readonly args: readonly string[];
  /** The value at every tuple of arguments, the last argument running fastest; `true` or `false` of a predicate. */
  readonly values: readonly string[];
}

/** A statement that no counterexample refutes and that the limits did not let us prove. */
export interface Open {
  readonly name: string;
  readonly params: readonly string[];
  readonly formula: Formula;
  readonly origin: "stated" | "explored";
  /** `GaveUp`: every block saturated without a proof. `ResourceOut`: a limit ended it, named in `reason`. */
  readonly status: "GaveUp" | "ResourceOut" | "Timeout";
  readonly reason: string;
}
