/** Readers of flag values; commander turns what they throw into a usage error that names the flag. */
import { availableParallelism } from "node:os";
import { InvalidArgumentError } from "commander";

export const MAX_WORKERS = 256;

/** Worker threads unless told otherwise: the cores that the process may use, at most 8. */
export function defaultWorkers(): number {
  return Math.min(availableParallelism(), 8);
}

function wholeNumber(text: string, minimum: number, maximum: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= minimum && value <= maximum)) {
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  }
  return value;
}

export function parseWorkers(text: string): number {
  return wholeNumber(text, 1, MAX_WORKERS);
}

export function parsePort(text: string): number {
  return wholeNumber(text, 1, 65_535);
}

/** How many of something there may be at once. */
export function parseCapacity(text: string): number {
  return wholeNumber(text, 1, 2 ** 31 - 1);
}

/** A limit's value. */
export function parseCount(text: string): number {
  return wholeNumber(text, 0, 2 ** 31 - 1);
}

/** Seconds, fractions allowed, to milliseconds. */
export function parseSeconds(text: string): number {
  const seconds = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  const timeMs = Math.ceil(seconds * 1000);
  if (!(timeMs >= 1 && timeMs <= 2 ** 31 - 1)) {
    throw new InvalidArgumentError("It must be a number of seconds above 0, such as 30 or 0.5.");
  }
  return timeMs;
}

/** Collects `name=value`; the same name twice is an error, since one of the two would be lost. */
export function parseLimit(
  text: string,
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const match = /^([A-Za-z][A-Za-z0-9-]*)=(.*)$/.exec(text);
  if (match === null) throw new InvalidArgumentError("It must be written name=value, such as nodes=20000.");
  if (before.has(match[1])) throw new InvalidArgumentError(`The limit ${match[1]} is given twice.`);
  return new Map([...before, [match[1], parseCount(match[2])]]);
}
