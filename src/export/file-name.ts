/**
 * File names for theorem names. A name may hold nearly any character; a file name here holds only `A-Za-z0-9._-`, with
 * everything else percent-encoded as in a URL (UTF-8, upper-case hexadecimal), so that it means the same on every file
 * system. A leading or trailing dot and the names that Windows keeps for devices are encoded too, a long name is cut,
 * and names that differ only in case are told apart by `~2`, `~3`, … (`~` occurs in no encoded name).
 */
import { createHash } from "node:crypto";

const SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** File systems allow 255 bytes; this leaves room for an extension and a suffix. */
const MAX_LENGTH = 180;

function percent(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((b) => `%${b.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

/** The name as it is where it is safe, else encoded: `add.comm`, `%3Cscript%3E`, `%2E.`, `%63on`. */
export function encodeFileName(name: string): string {
  let encoded = SAFE.test(name) ? name : name.replace(/[^A-Za-z0-9._-]/gu, percent);
  if (DEVICE.test(encoded)) encoded = percent(encoded[0]) + encoded.slice(1);
  if (encoded.startsWith(".")) encoded = `%2E${encoded.slice(1)}`;
  if (encoded.endsWith(".")) encoded = `${encoded.slice(0, -1)}%2E`;
  if (encoded === "") encoded = "%";
  if (encoded.length <= MAX_LENGTH) return encoded;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return `${encoded.slice(0, MAX_LENGTH).replace(/%.?$/, "")}~${digest}`;
}

/** A file name (without extension) for each name, distinct even where the file system ignores case. */
export function assignFileNames(names: readonly string[]): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    if (result.has(name)) continue;
    const base = encodeFileName(name);
    let candidate = base;
    for (let count = 2; taken.has(candidate.toLowerCase()); count++) candidate = `${base}~${count}`;
    taken.add(candidate.toLowerCase());
    result.set(name, candidate);
  }
  return result;
}

/** The file name as one segment of a relative link: `%` must itself be escaped. */
export function linkSegment(fileName: string): string {
  return encodeURIComponent(fileName);
}
