/** The checker stays small enough to be read in one sitting, and takes nothing from the prover but two constants. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDER = new URL("../../src/check/", import.meta.url);
const FILES = readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER), "utf8")] as const);
const imports = (text: string): string[] => [...text.matchAll(/\bfrom "([^"]+)"/g)].map((match) => match[1]);

describe("src/check", () => {
  it("has fewer than 1,000 lines in all", () => {
    const lines = FILES.map(([, text]) => text.split("\n").length - 1);
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(1000);
  });

  it("imports its own files and the certificate's types, and nothing else", () => {
    const own = FILES.map(([name]) => `./${name.replace(/ts$/, "js")}`);
    const foreign = FILES.flatMap(([, text]) => imports(text)).filter((name) => !own.includes(name));
    expect(new Set(foreign)).toEqual(new Set(["../proof/certificate.js"]));
  });

  it("uses nothing that only Node has", () => {
    const found = FILES.filter(([, text]) =>
      /\b(process|Buffer|require|node:)\b/.test(text.replace(/^\s*\*.*$/gm, "")),
    );
    expect(found.map(([name]) => name)).toEqual([]);
  });

  it("rests on a file of types and constants that imports nothing", () => {
    const text = readFileSync(new URL("../proof/certificate.ts", FOLDER), "utf8");
    expect(imports(text)).toEqual([]);
    expect(text).not.toMatch(/\bfunction\b|=>/);
  });
});
