/** check.js: the checker of `src/check`, as it is, for the pages. */
import { Checker, readTheory } from "../../check/checker.js";
import type { CheckApi, Place } from "./api.js";

const api: CheckApi = {
  open(theory) {
    const read = readTheory(theory);
    if (!read.ok) return read;
    const checker = new Checker(read.theory);
    return {
      ok: true,
      check(certificate) {
        const verdict = checker.check(certificate);
        if (!verdict.ok) {
          const { line, rule, reason } = verdict;
          return { ok: false, place: placeOf(certificate, line), rule, reason };
        }
        const { statement } = fieldsOf(certificate.split("\n", 1)[0]);
        return { ok: true, theorem: verdict.theorem, statement: String(statement), steps: verdict.steps };
      },
    };
  },
  cited(certificate) {
    const names = new Set<string>();
    for (const line of certificate.split("\n")) {
      const { of } = fieldsOf(line);
      if (typeof of === "string") names.add(of);
    }
    return [...names];
  },
};

/** The line's fields; none if it is no JSON object. */
function fieldsOf(line: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(line ?? "") ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** What an id names, by the field that has it. */
const ID_FIELDS = [
  ["step", "step"],
  ["open", "scope"],
  ["close", "scope"],
  ["end", "step"],
] as const;

function placeOf(certificate: string, line: number): Place {
  const fields = fieldsOf(certificate.split("\n", line)[line - 1]);
  for (const [field, kind] of ID_FIELDS) {
    const id = fields[field];
    if (typeof id === "number") return { line, kind, id };
  }
  return { line, kind: "line", id: line };
}

globalThis.lemmagridCheck = api;
