/** Where names lead on the pages: theorems to their page, axioms and definitions to their row of the index. */
import { assignFileNames, encodeFileName, linkSegment } from "./file-name.js";

/** A name and where it leads; `href` is empty if it leads nowhere. */
export interface Link {
  readonly name: string;
  readonly href: string;
}

export interface Links {
  /** File name, without extension, of each theorem. */
  readonly fileNames: ReadonlyMap<string, string>;
  /** `root` is the way from the page to the index's folder: `""` or `"../"`. */
  to(name: string, root: string): Link;
}

/** The `id` of a fact's row on the index. */
export function factAnchor(name: string): string {
  return `fact-${encodeFileName(name)}`;
}

export function pageLinks(theorems: readonly string[], factNames: readonly string[]): Links {
  const fileNames = assignFileNames(theorems);
  const facts = new Set(factNames);
  return {
    fileNames,
    to(name, root) {
      const file = fileNames.get(name);
      if (file !== undefined) return { name, href: `${root}theorems/${linkSegment(file)}.html` };
      return { name, href: facts.has(name) ? `${root}index.html#${linkSegment(factAnchor(name))}` : "" };
    },
  };
}
