/**
 * Random structural edits of certificates. Lines keep their old ids while they are edited, and are numbered anew when
 * they are written, so that an edit is refused for what it says and not for how it counts.
 */
import type { Random } from "../soundness/random.js";

export type Line = Record<string, unknown>;

export function parseCertificate(text: string): Line[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

/** The text, with ids that count as they should; what names no earlier id names one that does not exist. */
export function numbered(lines: readonly Line[]): string {
  const ids = new Map<number, number>();
  let next = 0;
  const define = (old: unknown, width: number): number => {
    for (let i = 0; i < width; i++) ids.set((old as number) + i, next + i);
    next += width;
    return next - width;
  };
  const idOf = (old: unknown): number => ids.get(old as number) ?? 999_999;
  const written = lines.map((line): Line => {
    if ("format" in line) return line;
    if ("open" in line) return { ...line, open: define(line["open"], 1 + list(line, "assume").length) };
    if ("close" in line) return { ...line, close: idOf(line["close"]), proves: idOf(line["proves"]) };
    if ("end" in line) return { ...line, end: idOf(line["end"]) };
    const refs = ["from", "scopes"].filter((field) => field in line);
    const mapped = Object.fromEntries(refs.map((field) => [field, list(line, field).map(idOf)]));
    const of = typeof line["of"] === "number" ? { of: idOf(line["of"]) } : {};
    return { ...line, ...mapped, ...of, step: define(line["step"], 1) };
  });
  return written.map((line) => `${JSON.stringify(line)}\n`).join("");
}

export function list(line: Line, field: string): readonly unknown[] {
  return (line[field] ?? []) as readonly unknown[];
}

/** Formulas and terms inside a text, as written. */
export function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") parts.push(text.slice(at, balanced(text, at)));
    const name = "[,".includes(text[at - 1]) ? /^[^\s()[\]{},:"!;]+/.exec(text.slice(at))?.[0] : undefined;
    if (name === undefined || text[at + name.length] === ":") continue;
    let end = at + name.length;
    if (text[end] === "{") end = balanced(text, end);
    if (text[end] === "[") end = balanced(text, end);
    parts.push(text.slice(at, end));
  }
  return parts;
}

/** Where the bracket that opens at `at` has been closed. */
function balanced(text: string, at: number): number {
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if ("([{".includes(text[end])) depth++;
    else if (")]}".includes(text[end]) && --depth === 0) return end + 1;
  }
  return text.length;
}

const TEXTS = ["statement", "is", "assume", "with", "on", "eigen", "sorts"];
export const textsOf = (line: Line): readonly string[] =>
  TEXTS.flatMap((field) => (typeof line[field] === "string" ? [line[field]] : list(line, field).map(String)));

export function mapTexts(line: Line, change: (text: string) => string): Line {
  const changed = TEXTS.filter((field) => field in line).map((field) => {
    const value = line[field];
    return [
      field,
      typeof value === "string" ? change(value) : list(line, field).map((t) => change(String(t))),
    ];
  });
  return { ...line, ...Object.fromEntries(changed) } as Line;
}

/** Rules with the same fields. */
const KIN = [
  "refl symm trans and double-negation or absurd ex-falso clash truth",
  "congruence replace",
  "project injectivity",
  "generalise refute contradiction excluded-middle either obtain",
].map((row) => row.split(" "));

/** What edits take from: texts' parts and names of all certificates of a theory, and its facts' names. */
export interface Vocabulary {
  readonly parts: readonly string[];
  readonly formulas: readonly string[];
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly facts: readonly string[];
}

export function vocabularyOf(
  certificates: readonly (readonly Line[])[],
  facts: readonly string[],
): Vocabulary {
  const texts = certificates.flat().flatMap(textsOf);
  const parts = [...new Set(["(true[])", "(false[])", ...texts.flatMap(partsOf)])];
  const names = new Set(texts.flatMap((text) => text.match(/[^\s()[\]{},:"!;]+/g) ?? []));
  const short = parts.filter((part) => part.length < 60);
  const formulas = short.filter((part) => part.startsWith("("));
  const terms = short.filter((part) => !part.startsWith("("));
  return { parts: short, formulas, terms, names: [...names], facts };
}

export type Edit = (lines: Line[], random: Random, words: Vocabulary) => Line[];

/** Puts `by` for `part`, where it stands as a whole. */
export function replaced(text: string, part: string, by: string): string {
  const isName = /^[^\s()[\]{},:"!;]+$/.test(part);
  if (!isName) return text.replaceAll(part, by);
  return text.replace(/[^\s()[\]{},:"!;]+/g, (name) => (name === part ? by : name));
}

export function pickLine(lines: readonly Line[], random: Random, having: (line: Line) => boolean): number {
  const places = [...lines.keys()].filter((index) => having(lines[index]));
  return places.length === 0 ? 0 : random.pick(places);
}

/** A part to replace, and what by: another part of the same kind (formula or term), or a name by a name. */
function exchange(text: string, random: Random, words: Vocabulary): readonly [part: string, by: string] {
  const parts = partsOf(text);
  if (parts.length === 0 || random.chance(30)) {
    return [random.pick(text.match(/[^\s()[\]{},:"!;]+/g) ?? ["?"]), random.pick(words.names)];
  }
  const part = random.pick(parts);
  return [part, random.pick(part.startsWith("(") ? words.formulas : words.terms)];
}

function editNumbers(line: Line, field: string, change: (numbers: number[]) => void): Line {
  const numbers = [...(list(line, field) as number[])];
  change(numbers);
  return { ...line, [field]: numbers };
}

const idsOf = (lines: readonly Line[]): readonly number[] =>
  lines.flatMap((line) => [line["open"], line["step"]].filter((id) => id !== undefined) as number[]);

export const EDITS: Readonly<Record<string, Edit>> = {
  "a part of one text": (lines, random, words) => {
    const at = pickLine(lines, random, (line) => textsOf(line).length > 0);
    const text = random.pick(textsOf(lines[at]));
    const [part, by] = exchange(text, random, words);
    return lines.with(
      at,
      mapTexts(lines[at], (other) => (other === text ? replaced(text, part, by) : other)),
    );
  },
  "a part everywhere": (lines, random, words) => {
    const [part, by] = exchange(random.pick(lines.flatMap(textsOf)), random, words);
    return lines.map((line) => mapTexts(line, (text) => replaced(text, part, by)));
  },
  "a part of the statement, wherever the whole stands": (lines, random, words) => {
    const statement = String(lines[0]["statement"]);
    const [part, by] = exchange(statement, random, words);
    const changed = replaced(statement, part, by);
    return lines.map((line) => mapTexts(line, (text) => text.replaceAll(statement, changed)));
  },
  "another step at the end, with its result as the statement": (lines, random) => {
    const at = pickLine(lines, random, (line) => "step" in line);
    const statement = { ...lines[0], statement: lines[at]["is"] };
    return [statement, ...lines.slice(1, -1), { end: lines[at]["step"] }];
  },
  "a further step": (lines, random, words) => {
    const last = lines.at(-1)?.["end"];
    const proved = String(lines[0]["statement"]);
    const other = random.pick(words.formulas);
    const [rule, is] = random.pick([
      ["and", `(&${proved}${proved})`],
      ["or", `!(&!${other}!${proved})`],
      ["ex-falso", other],
      ["instance", proved],
    ]);
    const from = rule === "and" ? [last, last] : [last];
    const step = { step: 1_000_000, rule, is, from: rule === "instance" ? [] : from };
    const cited = rule === "instance" ? { of: last, with: [] } : {};
    return [{ ...lines[0], statement: is }, ...lines.slice(1, -1), { ...step, ...cited }, { end: 1_000_000 }];
  },
  "the rule": (lines, random) => {
    const at = pickLine(lines, random, (line) => KIN.some((rules) => rules.includes(String(line["rule"]))));
    const kin = KIN.find((rules) => rules.includes(String(lines[at]["rule"])));
    return kin === undefined ? lines : lines.with(at, { ...lines[at], rule: random.pick(kin) });
  },
  "a reference": (lines, random) => {
    const field = random.pick(["from", "scopes"]);
    const at = pickLine(lines, random, (line) => list(line, field).length > 0);
    if (list(lines[at], field).length === 0) return lines;
    const id = random.pick(idsOf(lines));
    return lines.with(
      at,
      editNumbers(lines[at], field, (ids) => (ids[random.int(ids.length)] = id)),
    );
  },
  "fewer, more or turned references": (lines, random) => {
    const field = random.pick(["from", "scopes", "at", "with", "sorts"]);
    const at = pickLine(lines, random, (line) => list(line, field).length > 0);
    return lines.with(
      at,
      editNumbers(lines[at], field, (ids) => {
        const how = random.int(3);
        if (how === 0) ids.splice(random.int(ids.length + 1), 1);
        else if (how === 1) ids.splice(random.int(ids.length + 1), 0, random.pick([...ids, 0]));
        else ids.reverse();
      }),
    );
  },
  "what a scope proves": (lines, random) => {
    const at = pickLine(lines, random, (line) => "close" in line);
    return "close" in lines[at] ? lines.with(at, { ...lines[at], proves: random.pick(idsOf(lines)) }) : lines;
  },
  "an index": (lines, random) => {
    const field = random.pick(["index", "variable"]);
    const at = pickLine(lines, random, (line) => field in line);
    return field in lines[at] ? lines.with(at, { ...lines[at], [field]: random.int(3) }) : lines;
  },
  "the fact cited": (lines, random, words) => {
    const at = pickLine(lines, random, (line) => "of" in line);
    const of = random.chance(50) ? random.pick(words.facts) : random.pick(idsOf(lines));
    return "of" in lines[at] ? lines.with(at, { ...lines[at], of }) : lines;
  },
  "a line left out": (lines, random) => lines.toSpliced(1 + random.int(lines.length - 1), 1),
  "a line moved": (lines, random) => {
    const [from, to] = [1 + random.int(lines.length - 1), 1 + random.int(lines.length - 1)];
    return lines.toSpliced(from, 1).toSpliced(to, 0, lines[from]);
  },
  "a line twice": (lines, random) =>
    lines.toSpliced(1 + random.int(lines.length - 1), 0, lines[1 + random.int(lines.length - 1)]),
  "an assumption more or less": (lines, random, words) => {
    const at = pickLine(lines, random, (line) => "open" in line);
    const assume = [...(list(lines[at], "assume") as string[])];
    if (random.chance(50)) assume.pop();
    else assume.push(random.pick(words.formulas));
    return "open" in lines[at] ? lines.with(at, { ...lines[at], assume }) : lines;
  },
  "an eigenconstant more, less or twice": (lines, random) => {
    const at = pickLine(lines, random, (line) => list(line, "eigen").length > 0);
    if (!("eigen" in lines[at])) return lines;
    const eigen = [...(list(lines[at], "eigen") as string[])];
    const how = random.int(3);
    if (how === 0) eigen.pop();
    else if (how === 1) eigen.push(eigen[0]);
    else eigen.push("fresh:N");
    return lines.with(at, { ...lines[at], eigen });
  },
};
