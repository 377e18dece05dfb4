/**
 * Counterexamples to closed formulas: small values for the outermost variables that make the matrix false for certain.
 *
 * Functions are computed from their equations. What is undefined, and a quantifier that its values in the universe do
 * not settle, counts as unknown, and never refutes.
 */
import { FUNCTION_WORDS, UNDEFINED_VALUE } from "../device/device.js";
import { conjuncts, type Formula } from "../logic/formula.js";
import { sortParam } from "../logic/sort.js";
import type { Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import type { Counterexample } from "./conjecture.js";
import { Frame, type Test } from "./defining-rules.js";
import { ExactTruth } from "./exact-truth.js";
import { sortParamsOf, substituteSorts } from "./sort-instances.js";
import type { Tables } from "./tables.js";
import type { Universe } from "./universe.js";

/** Prints a symbol applied to printed arguments. */
export type ValuePrinter = (symbol: string, args: readonly string[]) => string;

const ASSIGNMENT_LIMIT = 20_000;
