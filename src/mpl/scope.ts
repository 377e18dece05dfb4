/**
 * What is declared so far: sorts, symbols and fact names, while a file is elaborated from top to bottom.
 *
 * The scope also knows what would only cause echoes: names whose declarations are broken, and names that are declared
 * further down. It resolves sorts, which need nothing else.
 */
import { sortApp, sortParam, type Sort } from "../logic/sort.js";
import type { Fixity, SortDecl, SymbolDecl } from "../logic/theory.js";
import type { DiagnosticSink, Span } from "./diagnostic.js";
import { asciiAlias, isImplicitParam, isReserved, nearestName } from "./names.js";
import type { Ident, SortSyntax } from "./syntax.js";

/** Which sort parameters a declaration may use. */
export interface ParamScope {
  /** The listed ones; undefined if none are listed, and then lower-case words that name no sort are parameters. */
  readonly listed: ReadonlySet<string> | undefined;
  /** Those that were used, in order of first occurrence. */
  readonly seen: Set<string>;
}

export function paramScope(listed?: Iterable<string>): ParamScope {
  return { listed: listed === undefined ? undefined : new Set(listed), seen: new Set() };
}

export class Scope {
  readonly sorts = new Map<string, SortDecl>();
  readonly symbols = new Map<string, SymbolDecl>();
  /** Lines of facts and goals by name; 0 for an imported one. */
  readonly factLines = new Map<string, number>();
  /** Symbols that a fact or definition has mentioned. */
  readonly used = new Set<string>();
  /** Sort parameters used so far: later sorts must not take these names. */
  readonly paramNames = new Set<string>();
  /** Where the names of this file are declared, by line, whether reached yet or not. */
  readonly laterSorts = new Map<string, number>();
  readonly laterSymbols = new Map<string, number>();

  constructor(
    readonly sink: DiagnosticSink,
    /** Names whose declarations are wrong: errors about these would be echoes. */
    readonly brokenNames: Set<string>,
    /** Sorts some of whose constructors could not be read. */
    readonly brokenSorts: ReadonlySet<string>,
    /** True if an import failed, so that any unknown name may be its. */
    readonly importsFailed: boolean,
    readonly hasImports: boolean,
  ) {}

  /** The symbol of that name, or of the ASCII name that a Unicode sign is read as. */
  symbol(name: string): SymbolDecl | undefined {
    const found = this.symbols.get(name);
    if (found !== undefined) return found;
    const alias = asciiAlias(name);
    return alias === undefined ? undefined : this.symbols.get(alias);
  }

  readonly fixityOf = (name: string): Fixity | undefined => this.symbol(name)?.fixity;

  /** True if an error about this unknown name would only repeat another. */
  isBroken(name: string): boolean {
    return this.importsFailed || this.brokenNames.has(name);
  }

  /** A hint for an unknown name: declared below, a near name, or a missing import. */
  hintForUnknown(
    name: string,
    later: ReadonlyMap<string, number>,
    known: Iterable<string>,
  ): string | undefined {
    const line = later.get(name);
    if (line !== undefined) return `it is declared in line ${line}; declarations come before their use`;
    const near = nearestName(name, known);
    if (near !== undefined) return `did you mean \`${near}\`?`;
    return this.hasImports ? undefined : "if another theory declares it, import that theory with `use Name`";
  }

  /** The sort that the syntax means; undefined if it is not one, which is reported. */
  resolveSort(syntax: SortSyntax, params: ParamScope): Sort | undefined {
    const { name } = syntax.name;
    if (params.listed?.has(name) === true) return this.param(syntax, params);
    const declared = this.sorts.get(name);
    if (declared === undefined) {
      if (params.listed === undefined && this.isParamHere(name)) return this.param(syntax, params);
      this.unknownSort(syntax);
      return undefined;
    }
    const args = syntax.args.map((arg) => this.resolveSort(arg, params));
    if (args.length !== declared.params.length) {
      const message = `sort \`${name}\` takes ${count(declared.params.length, "parameter")}, but has ${args.length} here`;
      const example = [name, ...declared.params].join(" ");
      this.sink.error("sort-arity", syntax.span, message, `it is declared as \`${example}\``);
      return undefined;
    }
    return args.includes(undefined) ? undefined : sortApp(name, args as Sort[]);
  }

  private isParamHere(name: string): boolean {
    return (
      isImplicitParam(name) && !isReserved(name) && !this.laterSorts.has(name) && !this.brokenNames.has(name)
    );
  }

  private param(syntax: SortSyntax, params: ParamScope): Sort | undefined {
    if (syntax.args.length > 0) {
      this.sink.error(
        "sort-arity",
        syntax.span,
        `sort parameter \`${syntax.name.name}\` takes no parameters itself`,
      );
      return undefined;
    }
    params.seen.add(syntax.name.name);
    this.paramNames.add(syntax.name.name);
    return sortParam(syntax.name.name);
  }

  private unknownSort(syntax: SortSyntax): void {
    const { name, span } = syntax.name;
    if (name === "Prop") {
      const hint = "only the result of an `op` may be `Prop`, which makes it a predicate";
      this.sink.error("prop-as-sort", span, "`Prop` is not a sort", hint);
    } else if (isReserved(name)) {
      this.sink.error("reserved-name", span, `\`${name}\` is a reserved word and not a sort`);
    } else if (!this.isBroken(name)) {
      const hint = this.hintForUnknown(name, this.laterSorts, this.sorts.keys());
      this.sink.error("unknown-sort", span, `unknown sort \`${name}\``, hint);
    }
  }

  /** Listed parameters as names; duplicates and names of sorts are reported. */
  listedParams(params: readonly Ident[] | undefined): readonly string[] | undefined {
    if (params === undefined) return undefined;
    const names = new Set<string>();
    for (const { name, span } of params) {
      if (names.has(name))
        this.sink.error("duplicate-parameter", span, `sort parameter \`${name}\` is listed twice`);
      else if (isReserved(name)) this.reserved(name, span);
      else if (this.sorts.has(name)) {
        this.sink.error("duplicate-sort", span, `\`${name}\` is a sort and cannot be a sort parameter`);
      }
      names.add(name);
      this.paramNames.add(name);
    }
    return [...names];
  }

  reserved(name: string, span: Span): void {
    this.sink.error(
      "reserved-name",
      span,
      `\`${name}\` is a reserved word and cannot be declared or bound`,
      hintForReserved(name),
    );
  }
}

function hintForReserved(name: string): string | undefined {
  if (name === ">") return "the core notation reads `(>[x]PQ)` as an implication; `gt` or `>>` would do";
  if (name === "&") return "the core notation reads `(&PQ)` as a conjunction; `and` or `&&` would do";
  return undefined;
}

/** `1 argument`, `2 arguments`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
