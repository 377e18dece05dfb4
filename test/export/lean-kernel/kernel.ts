/**
 * A type checker for files in Lean's export format 3.1, made for tests: it follows the format's documentation and the
 * kernel's type theory and knows nothing of who wrote the file. It says what a file declares and assumes.
 */
import { readExport, type ExportedDeclaration } from "./export-reader.js";
import { checkInductive } from "./inductive.js";
import { param, type Level } from "./level.js";
import { refuse, Refusal } from "./refusal.js";
import { Terms, type Term } from "./term.js";
import { TypeChecker, type Known } from "./type-checker.js";

export type KernelVerdict =
  | {
      readonly ok: true;
      readonly axioms: readonly string[];
      readonly theorems: readonly string[];
      /** The axioms that a theorem rests on, sorted. */
      readonly restsOn: (theorem: string) => readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export function checkExport(text: string): KernelVerdict {
  const kernel = new Kernel();
  try {
    for (const declaration of readExport(text, kernel.terms)) kernel.add(declaration);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    if (error instanceof RangeError) return { ok: false, reason: "nested too deeply" };
    throw error;
  }
  const { axioms, theorems } = kernel;
  return { ok: true, axioms, theorems, restsOn: (theorem) => kernel.restsOn(theorem) };
}

class Kernel {
  readonly terms = new Terms();
  readonly axioms: string[] = [];
  readonly theorems: string[] = [];
  private readonly known = new Map<string, Known>();
  /** By constant, the constants that its type and value name. */
  private readonly named = new Map<string, ReadonlySet<string>>();
  private readonly checker = new TypeChecker(this.terms, this.known);
  private height = 0;

  add(declaration: ExportedDeclaration): void {
    if (declaration.kind === "inductive") {
      checkInductive(this.checker, declaration, (name, known) => {
        this.declare(name, known);
      });
      return;
    }
    const { kind, constant } = declaration;
    const { name, levelParams, type } = constant;
    this.closed(type, levelParams);
    this.checker.sortOf(type);
    if (kind === "axiom") {
      this.declare(name, { levelParams, type });
      this.axioms.push(name);
      return;
    }
    const { value } = declaration;
    this.closed(value, levelParams);
    if (kind === "thm" && !this.checker.isProp(type)) refuse(`${name} states no proposition`);
    this.checker.check(value, type, name);
    const unfolds = kind === "def" ? { value: { term: value, height: ++this.height } } : {};
    this.declare(name, { levelParams, type, ...unfolds }, value);
    if (kind === "thm") this.theorems.push(name);
  }

  private declare(name: string, known: Known, value?: Term): void {
    if (name === "" || this.known.has(name)) refuse(`${name} is declared twice`);
    if (new Set(known.levelParams).size < known.levelParams.length) refuse(`${name} has a universe twice`);
    this.closed(known.type, known.levelParams);
    this.known.set(name, known);
    const constants = new Set<string>();
    for (const term of value === undefined ? [known.type] : [known.type, value])
      collectConstants(term, constants, new Set());
    this.named.set(name, constants);
  }

  /** A term that can stand alone, with no universe parameters but the declared ones. */
  private closed(term: Term, levelParams: readonly string[]): void {
    if (term.loose > 0) refuse("a variable is bound by nothing");
    this.terms.withLevels(
      term,
      new Map(["", ...levelParams].map((name): [string, Level] => [name, param(name)])),
    );
  }

  restsOn(theorem: string): readonly string[] {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const inner of this.named.get(name) ?? []) visit(inner);
    };
    visit(theorem);
    return this.axioms.filter((axiom) => seen.has(axiom)).sort();
  }
}

function collectConstants(term: Term, into: Set<string>, seen: Set<Term>): void {
  if (seen.has(term)) return;
  seen.add(term);
  if (term.kind === "const") into.add(term.name);
  const parts = [
    ...("fn" in term ? [term.fn, term.arg] : []),
    ...("body" in term ? [term.type, term.body] : []),
    ...("value" in term ? [term.value] : []),
    ...("struct" in term ? [term.struct] : []),
  ];
  for (const part of parts) collectConstants(part, into, seen);
}
