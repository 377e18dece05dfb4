/**
 * Edits aimed at one condition of a rule each: what they make would prove too much if that condition were not checked.
 * They know the shape of a certificate, and lines keep their old ids, as in `mutation.ts`.
 */
import type { Random } from "../soundness/random.js";
import { list, mapTexts, pickLine, replaced, textsOf, type Edit, type Line } from "./mutation.js";

const NAMES = /[^\s()[\]{},:"!;]+/g;

/** The fields of a step beside `step`, `rule` and `is`, with a value to begin with. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "refl symm trans and double-negation or absurd ex-falso clash truth": ["from"],
  "congruence replace": ["at", "from"],
  "project injectivity": ["index", "from"],
  instance: ["of", "with", "from"],
  exists: ["with", "from"],
  "generalise refute contradiction excluded-middle either obtain": ["from", "scopes"],
  cases: ["on", "scopes"],
  induction: ["variable", "scopes"],
};
export const RULES = Object.keys(FIELDS).flatMap((row) => row.split(" "));

function fieldsOf(rule: string): readonly string[] {
  const row = Object.keys(FIELDS).find((rules) => rules.split(" ").includes(rule));
  return row === undefined ? [] : FIELDS[row];
}

/** Where a scope of the file opens and closes, by index of the line. */
interface Extent {
  readonly open: number;
  readonly close: number;
}

function scopesOf(lines: readonly Line[]): readonly Extent[] {
  return [...lines.keys()].flatMap((open) => {
    const id = lines[open]["open"];
    const close = id === undefined ? -1 : lines.findIndex((line) => line["close"] === id);
    return close > open ? [{ open, close }] : [];
  });
}

function resultOf(lines: readonly Line[], id: unknown): string | undefined {
  for (const line of lines) {
    if (line["step"] === id) return String(line["is"]);
    const assumed = typeof line["open"] === "number" ? Number(id) - line["open"] - 1 : -1;
    if (assumed >= 0 && assumed < list(line, "assume").length) return String(list(line, "assume")[assumed]);
  }
  return undefined;
}

/** One of the file's scopes, if it has any, and what `change` makes of it. */
function atScope(lines: Line[], random: Random, change: (scope: Extent) => Line[]): Line[] {
  const scopes = scopesOf(lines);
  return scopes.length === 0 ? lines : change(random.pick(scopes));
}

const namesOf = (eigen: unknown): string => String(eigen).split(":")[0];
const idsIn = (lines: readonly Line[]): readonly unknown[] =>
  lines.flatMap((line) => [line["open"], line["step"]].filter((id) => id !== undefined));

export const NEAR_MISSES: Readonly<Record<string, Edit>> = {
  "what a scope proves is assumed in it": (lines, random) =>
    atScope(lines, random, ({ open, close }) => {
      const wanted = resultOf(lines, lines[close]["proves"]);
      if (wanted === undefined) return lines;
      const more = random.chance(50) ? list(lines[open], "assume") : [];
      const id = Number(lines[open]["open"]) + 1 + more.length;
      if (more.length > 0 && idsIn(lines).includes(id)) return lines;
      return lines
        .with(open, { ...lines[open], assume: [...more, wanted] })
        .with(close, { ...lines[close], proves: id });
    }),
  "a step states what its scope proves": (lines, random) => {
    const at = pickLine(lines, random, (line) => list(line, "scopes").length > 0);
    const scope = random.pick([...list(lines[at], "scopes"), undefined]);
    const is = resultOf(lines, lines.find((line) => line["close"] === scope)?.["proves"]);
    if (is === undefined || scope === undefined) return lines;
    const old = String(lines[at]["is"]);
    const everywhere = lines.map((line) => mapTexts(line, (text) => (text === old ? is : text)));
    return random.chance(50) ? lines.with(at, { ...lines[at], is }) : everywhere;
  },
  "a step of a closed scope is used": (lines, random) =>
    atScope(lines, random, ({ open, close }) => {
      const inside = idsIn(lines.slice(open + 1, close));
      const after = [...lines.keys()].filter((at) => at > close && list(lines[at], "from").length > 0);
      if (inside.length === 0 || after.length === 0) return lines;
      const at = random.pick(after);
      const from = list(lines[at], "from").with(
        random.int(list(lines[at], "from").length),
        random.pick(inside),
      );
      return lines.with(at, { ...lines[at], from });
    }),
  "a scope is not there, its steps are": (lines, random) =>
    atScope(lines, random, ({ open, close }) => lines.filter((_, at) => at !== open && at !== close)),
  "the end stands in a scope": (lines, random) =>
    atScope(lines, random, ({ close }) => {
      const statement = resultOf(lines, lines[close]["proves"]);
      if (statement === undefined) return lines;
      const header = { ...lines[0], statement };
      const body = lines.slice(1, random.chance(50) ? close : close + 1);
      return [header, ...body, { end: lines[close]["proves"] }];
    }),
  "a scope for another": (lines, random) => {
    const at = pickLine(lines, random, (line) => list(line, "scopes").length > 0);
    const scopes = list(lines[at], "scopes");
    const other = random.pick(
      scopesOf(lines)
        .map(({ open }) => lines[open]["open"])
        .concat(0),
    );
    return scopes.length === 0
      ? lines
      : lines.with(at, { ...lines[at], scopes: scopes.with(random.int(scopes.length), other) });
  },
  "one eigenconstant for two": (lines, random) => {
    const names = lines.flatMap((line) => list(line, "eigen").map(namesOf));
    if (names.length < 2) return lines;
    const [from, to] = [random.pick(names), random.pick(names)];
    const at = random.chance(50) ? 0 : random.int(lines.length);
    return lines.map((line, index) =>
      index < at ? line : mapTexts(line, (text) => replaced(text, from, to)),
    );
  },
  "a term for an eigenconstant": (lines, random, words) => {
    const names = lines.flatMap((line) => list(line, "eigen").map(namesOf));
    if (names.length === 0) return lines;
    const [name, term] = [random.pick(names), random.pick(words.terms)];
    return lines.map((line) =>
      "open" in line
        ? { ...line, eigen: list(line, "eigen").filter((eigen) => namesOf(eigen) !== name) }
        : mapTexts(line, (text) => replaced(text, name, term)),
    );
  },
  "a premise is left out": (lines, random) => {
    const texts = lines.flatMap(textsOf).filter((text) => /\(>\[[^\]]*\]\(/.test(text));
    if (texts.length === 0) return lines;
    const text = random.pick(texts);
    const weaker = text.replace(/(\(>\[[^\]]*\])\((?!true)[^()]*\)/, "$1(true[])");
    const all = lines.map((line) => mapTexts(line, (other) => other.replaceAll(text, weaker)));
    const at = pickLine(lines, random, (line) => textsOf(line).includes(text));
    return random.chance(50) ? all : lines.with(at, all[at]);
  },
  "an equation is turned": (lines, random) => {
    const at = pickLine(lines, random, (line) => textsOf(line).some((text) => text.includes("(=[")));
    const turned = mapTexts(lines[at], (text) => text.replace(/\(=\[([^[\]]+),([^[\]]+)\]\)/, "(=[$2,$1])"));
    return lines.with(at, turned);
  },
  "a variable is captured": (lines, random) => {
    const at = pickLine(lines, random, (line) => textsOf(line).some((text) => text.includes(":")));
    const names = textsOf(lines[at]).join(" ").match(NAMES) ?? ["x"];
    const bound = [
      ...textsOf(lines[at])
        .join(" ")
        .matchAll(/([^\s()[\]{},:"!;]+):/g),
    ].map((match) => match[1]);
    if (bound.length === 0) return lines;
    const [from, to] = [random.pick(bound), random.pick(random.chance(50) ? bound : names)];
    return lines.with(
      at,
      mapTexts(lines[at], (text) => replaced(text, from, to)),
    );
  },
  "a sort": (lines, random) => {
    const sorts = [
      ...lines
        .flatMap(textsOf)
        .join(" ")
        .matchAll(/:([^\s()[\],:"!;]+)/g),
    ].map((match) => match[1]);
    if (sorts.length === 0) return lines;
    const [from, to] = [`:${random.pick(sorts)}`, `:${random.pick([...sorts, "N", "a", "b"])}`];
    const change = (line: Line): Line => mapTexts(line, (text) => text.replace(from, to));
    const at = pickLine(lines, random, (line) => textsOf(line).some((text) => text.includes(from)));
    return random.chance(50) ? lines.map(change) : lines.with(at, change(lines[at]));
  },
  "any rule": (lines, random, words) => {
    const at = pickLine(lines, random, (line) => "step" in line);
    const old = lines[at];
    if (!("step" in old)) return lines;
    const rule = random.pick(RULES);
    const fresh: Line = {
      ...{
        from: [],
        scopes: [],
        with: [],
        at: list(old, "from").map((_, index) => index),
        index: random.int(2),
      },
      ...{ variable: 0, of: random.pick(words.facts), on: random.pick(words.terms) },
    };
    const kept = fieldsOf(rule).map((field) => [field, old[field] ?? fresh[field]]);
    return lines.with(at, { step: old["step"], rule, is: old["is"], ...(Object.fromEntries(kept) as Line) });
  },
  "a position and its number": (lines, random) => {
    const at = pickLine(lines, random, (line) => "at" in line || "index" in line || "variable" in line);
    const old = lines[at];
    if ("at" in old) return lines.with(at, { ...old, at: list(old, "at").map(() => random.int(4)) });
    const field = "index" in old ? "index" : "variable";
    return field in old ? lines.with(at, { ...old, [field]: random.int(4) }) : lines;
  },
  "the header": (lines, random, words) => {
    const params = list(lines[0], "params");
    const changed = random.pick<Line>([
      { params: [...params, "b"] },
      { params: params.slice(1) },
      { params: params.toReversed() },
      { theorem: random.pick(words.facts) },
      { theory: "Another" },
      { version: 2 },
    ]);
    return lines.with(0, { ...lines[0], ...changed });
  },
};

/** Edits of the text after ids have been counted anew: of numbers, of names, of the form. */
export const RAW_EDITS: Readonly<Record<string, (text: string, random: Random) => string>> = {
  "a number in the text": (text, random) => {
    const places = [...text.matchAll(/(?<=[:,[])[0-9]+(?=[,\]}])/g)];
    const { index, 0: old } = random.pick(places);
    return (
      text.slice(0, index) +
      String(random.pick([Number(old) + 1, Math.max(0, Number(old) - 1), random.int(9)])) +
      text.slice(index + old.length)
    );
  },
  "a character": (text, random) => {
    const at = random.int(text.length);
    const character = random.pick(" ,:[](){}!&>=0x\n\u0000\ud800\ufeff".split(""));
    return text.slice(0, at) + character + text.slice(at + random.int(2));
  },
  "a field": (text, random) => {
    const fields = [...text.matchAll(/"[a-z]+":/g)];
    const { index, 0: old } = random.pick(fields);
    const other = random.pick(fields)[0];
    return (
      text.slice(0, index) +
      random.pick([other, "", `"x":0,${old}`, `"__proto__":0,${old}`]) +
      text.slice(index + old.length)
    );
  },
};
