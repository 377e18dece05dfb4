/**
 * The words of the language: which names are reserved, which Unicode signs stand for which ASCII names, which tokens
 * of other languages are often written by mistake, and which known name is nearest to an unknown one.
 */

/** Words that start a declaration. */
export const DECLARATION_KEYWORDS = [
  "theory",
  "use",
  "sort",
  "constructor",
  "op",
  "fun",
  "with",
  "function",
  "predicate",
  "axiom",
  "definition",
  "define",
  "theorem",
  "explore",
  "grid",
] as const;

export type DeclarationKeyword = (typeof DECLARATION_KEYWORDS)[number];

export const FIXITY_KEYWORDS = ["infixl", "infixr", "infix", "prefix"] as const;

const RESERVED: ReadonlySet<string> = new Set<string>([
  ...DECLARATION_KEYWORDS,
  ...FIXITY_KEYWORDS,
  ...["inductive", "if", "then", "else", "forall", "exists", "true", "false", "Prop"],
  ...["&", "|", "!", "=", "!=", ">", "->", "<->", ":=", "∀", "∃", "→", "↔", "∧", "∨", "¬", "≠"],
]);

export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** The ASCII spelling of a connective's sign. */
export const CONNECTIVE_SIGNS: ReadonlyMap<string, string> = new Map([
  ["→", "->"],
  ["↔", "<->"],
  ["∧", "&"],
  ["∨", "|"],
  ["≠", "!="],
]);

const UNICODE_ALIASES: ReadonlyMap<string, string> = new Map([
  ["≤", "<="],
  ["≥", ">="],
  ["·", "*"],
  ["×", "*"],
  ["−", "-"],
]);

/** The ASCII name a Unicode sign is read as where the sign itself is not declared. */
export function asciiAlias(name: string): string | undefined {
  return UNICODE_ALIASES.get(name);
}

const FOREIGN_TOKENS: ReadonlyMap<string, string> = new Map([
  ["=>", "->"],
  ["⇒", "->"],
  ["==>", "->"],
  ["==", "="],
  ["<=>", "<->"],
  ["⇔", "<->"],
  ["&&", "&"],
  ["/\\", "&"],
  ["||", "|"],
  ["\\/", "|"],
  ["~", "!"],
  ["<>", "!="],
  ["/=", "!="],
]);

/** What a token of other languages is called here. */
export function foreignToken(name: string): string | undefined {
  return FOREIGN_TOKENS.get(name);
}

/** True for a name with a character that cannot be seen, so that two such names may look alike. */
export function hasInvisible(name: string): boolean {
  return /[\p{Cf}\p{Cs}\p{Cc}]/u.test(name);
}

/** True for a name that the readable notation reads as one word without quotes. */
export function isWord(name: string): boolean {
  return /^[\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}0-9_][\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}0-9_']*$/u.test(name);
}

/** True for a name that the readable notation reads as one run of signs without quotes. */
export function isSignRun(name: string): boolean {
  return (
    /^[^\s\p{Cc}\p{Zs}()[\]{},:"!.'_0-9∀∃→↔∧∨¬≠\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}]+$/u.test(name) &&
    !name.includes("--")
  );
}

/** True for a word that is read as a sort parameter where no sort has this name. */
export function isImplicitParam(name: string): boolean {
  return isWord(name) && /^[\p{Ll}_]/u.test(name);
}

/** Edits (insert, delete, replace, swap neighbours) between two names, or `limit + 1` if there are more. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let value = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) value = Math.min(value, beforePrevious[j - 2] + 1);
      current.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length];
}

/** The candidate nearest to `name`, if one is near: at most a third of its letters differ, and not all of them. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 60) return undefined;
  const limit = Math.max(1, Math.floor(name.length / 3));
  let nearest: string | undefined;
  let nearestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const caseOnly = candidate.toLowerCase() === name.toLowerCase();
    const distance = caseOnly ? 0 : editDistance(name, candidate, limit);
    if (distance < nearestDistance && (caseOnly || distance < Math.max(name.length, candidate.length))) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}
