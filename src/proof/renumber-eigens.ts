/**
 * Names the eigenconstants of a certificate anew, in the order in which it opens them: `x1`, `x2`, … for what the search
 * called `x7`, `x31`. The new names are different from each other and from every other name in the certificate and the
 * theory, so the renaming is one to one and nothing is captured. A name that is also bound somewhere, or a sort's, stays.
 */
import type { CertificateLine } from "./certificate.js";

const NAME = /[^\s()[\]{},:"!;]+/g;
const BOUND = /[^\s()[\]{},:"!;]+(?=:)/g;

type Change = (text: string) => string;

/** The line with its sorts, terms and formulas changed. */
function mapTexts(line: CertificateLine, change: Change): CertificateLine {
  if ("format" in line) return { ...line, statement: change(line.statement) };
  if ("open" in line) return { ...line, eigen: line.eigen.map(change), assume: line.assume.map(change) };
  if (!("step" in line)) return line;
  const is = change(line.is);
  if (line.rule === "instance" || line.rule === "exists") return { ...line, is, with: line.with.map(change) };
  return line.rule === "cases" ? { ...line, is, on: change(line.on) } : { ...line, is };
}

/** `taken` has the names of the theory's symbols and sorts. */
export function renumberEigens(
  lines: readonly CertificateLine[],
  taken: ReadonlySet<string>,
): CertificateLine[] {
  const eigens = lines.flatMap((line) =>
    "open" in line ? line.eigen.map((eigen) => eigen.split(":")[0]) : [],
  );
  const params = lines.flatMap((line) => ("format" in line ? line.params : []));
  const fixed = new Set([...taken, ...params]);
  const all = new Set<string>();
  for (const line of lines) {
    const opened = new Set("open" in line ? line.eigen : []);
    mapTexts(line, (text) => {
      for (const name of text.match(NAME) ?? []) all.add(name);
      if (!opened.has(text)) for (const name of text.match(BOUND) ?? []) fixed.add(name);
      return text;
    });
  }
  const renamed = new Set(eigens.filter((name) => !fixed.has(name)));
  const used = new Set([...fixed, ...[...all].filter((name) => !renamed.has(name))]);
  const images = new Map<string, string>();
  for (const name of renamed) {
    const stem = name.replace(/['0-9]+$/, "");
    let image = stem;
    for (let number = 1; image === "" || used.has(image); number++)
      image = `${stem === "" ? "x" : stem}${number}`;
    used.add(image);
    images.set(name, image);
  }
  return lines.map((line) =>
    mapTexts(line, (text) => text.replace(NAME, (name) => images.get(name) ?? name)),
  );
}
