/** The content of `grid.json`: what the grid did, from which `grid.html` is made. Goals and statements in core notation. */
import type { GridTrace } from "../proof/grid-trace.js";

export const GRID_SCHEMA = "lemmagrid-grid/1";

/** One attempt a line. */
export function gridDocument(trace: GridTrace, theory: string): string {
  const head = JSON.stringify({ schema: GRID_SCHEMA, theory, omitted: trace.omitted });
  const attempts = trace.attempts.map((attempt) => JSON.stringify(attempt));
  return `${head.slice(0, -1)},"attempts":[\n${attempts.join(",\n")}\n]}\n`;
}

/** The recording that a `grid.json` holds, or undefined if it is none. */
export function readGridDocument(text: string): GridTrace | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isGridTrace(value) ? value : undefined;
}

function isGridTrace(value: unknown): value is GridTrace {
  if (!isRecord(value) || value.schema !== GRID_SCHEMA || !isRecord(value.omitted)) return false;
  const { attempts, blocks } = value.omitted;
  return (
    isCount(attempts) && isCount(blocks) && Array.isArray(value.attempts) && value.attempts.every(isAttempt)
  );
}

function isAttempt(value: unknown): boolean {
  if (!isRecord(value) || !isCount(value.round) || typeof value.proved !== "boolean") return false;
  if (typeof value.name !== "string" || typeof value.statement !== "string") return false;
  return (
    isTexts(value.params) &&
    isTexts(value.eigens) &&
    Array.isArray(value.blocks) &&
    value.blocks.every(isBlock)
  );
}

const KINDS = ["root", "conjunction", "induction", "split", "cases"];
const STATES = ["running", "waiting", "proved", "failed", "stopped"];

/** A block's `parent` stands before it. */
function isBlock(value: unknown, index: number): boolean {
  if (!isRecord(value) || typeof value.goal !== "string" || !isCount(value.nodes)) return false;
  if (!KINDS.some((kind) => kind === value.kind) || !Number.isSafeInteger(value.group)) return false;
  const { parent, states } = value;
  if (!Number.isSafeInteger(parent) || (parent as number) < -1 || (parent as number) >= index) return false;
  return Array.isArray(states) && states.length > 0 && states.every(isChange);
}

function isChange(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    isCount(value[0]) &&
    STATES.some((state) => state === value[1])
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
