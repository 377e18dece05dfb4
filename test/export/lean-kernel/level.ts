/**
 * Universe levels of Lean 4: 0, successor, max, imax and parameters. Two levels are equal if they are for all values of
 * their parameters, which is decided by comparing both ways.
 */
import { refuse } from "./refusal.js";

export type Level =
  | { readonly kind: "zero" }
  | { readonly kind: "succ"; readonly of: Level }
  | { readonly kind: "max" | "imax"; readonly left: Level; readonly right: Level }
  | { readonly kind: "param"; readonly name: string };

export const LEVEL_ZERO: Level = { kind: "zero" };
export const succ = (of: Level): Level => ({ kind: "succ", of });
export const param = (name: string): Level => ({ kind: "param", name });

export function max(left: Level, right: Level): Level {
  return { kind: "max", left, right };
}

/** 0 if the right one is, else the maximum. */
export function imax(left: Level, right: Level): Level {
  if (right.kind === "zero") return LEVEL_ZERO;
  return right.kind === "succ" ? max(left, right) : { kind: "imax", left, right };
}

export function levelKey(level: Level): string {
  switch (level.kind) {
    case "zero":
      return "0";
    case "succ":
      return `s${levelKey(level.of)}`;
    case "max":
    case "imax":
      return `${level.kind}(${levelKey(level.left)},${levelKey(level.right)})`;
    case "param":
      return `'${level.name}'`;
    default:
      return level satisfies never;
  }
}

export function substituteLevel(level: Level, image: ReadonlyMap<string, Level>): Level {
  switch (level.kind) {
    case "zero":
      return level;
    case "succ":
      return succ(substituteLevel(level.of, image));
    case "max":
      return max(substituteLevel(level.left, image), substituteLevel(level.right, image));
    case "imax":
      return imax(substituteLevel(level.left, image), substituteLevel(level.right, image));
    case "param":
      return image.get(level.name) ?? refuse(`universe parameter ${level.name} is not declared`);
    default:
      return level satisfies never;
  }
}

function collectParams(level: Level, into: Set<string>): void {
  if (level.kind === "param") into.add(level.name);
  else if (level.kind === "succ") collectParams(level.of, into);
  else if (level.kind !== "zero") {
    collectParams(level.left, into);
    collectParams(level.right, into);
  }
}

/** Without `imax`: a sum of constants and parameters, as the largest constant added to each; undefined for no value. */
function summands(level: Level): Map<string, number> {
  switch (level.kind) {
    case "zero":
      return new Map([["", 0]]);
    case "param":
      return new Map([
        ["", 0],
        [level.name, 0],
      ]);
    case "succ":
      return new Map([...summands(level.of)].map(([name, offset]) => [name, offset + 1]));
    case "max": {
      const all = summands(level.left);
      for (const [name, offset] of summands(level.right)) all.set(name, Math.max(offset, all.get(name) ?? 0));
      return all;
    }
    case "imax":
      return refuse("imax is left in a level");
    default:
      return level satisfies never;
  }
}

/** At most, for all values of the parameters: each parameter is taken as 0 and as a successor. */
export function atMost(left: Level, right: Level): boolean {
  const params = new Set<string>();
  collectParams(left, params);
  collectParams(right, params);
  const names = [...params];
  const each = (index: number, image: ReadonlyMap<string, Level>): boolean => {
    if (index < names.length) {
      const name = names[index];
      return [LEVEL_ZERO, succ(param(name))].every((value) =>
        each(index + 1, new Map([...image, [name, value]])),
      );
    }
    const bounds = summands(substituteLevel(right, image));
    const largest = Math.max(...bounds.values());
    return [...summands(substituteLevel(left, image))].every(([name, offset]) =>
      name === "" ? offset <= largest : (bounds.get(name) ?? -1) >= offset,
    );
  };
  return each(0, new Map());
}

export function sameLevel(left: Level, right: Level): boolean {
  return left === right || (atMost(left, right) && atMost(right, left));
}

export function isNeverZero(level: Level): boolean {
  return atMost(succ(LEVEL_ZERO), level);
}
export function isZero(level: Level): boolean {
  return atMost(level, LEVEL_ZERO);
}
