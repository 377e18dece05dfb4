/**
 * One clause as one rule: matches its premises and triggers, binds what is left, builds its conclusion. Which rules a
 * clause needs is decided elsewhere (compile-clause.ts).
 */
import { Column, MAX_ARGS, Op } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import { app, termText, type Term, type Var } from "../logic/term.js";
import type { Sort } from "../logic/sort.js";
import type { Clause } from "./clause.js";
import {
  rowOperand,
  type Build,
  type Conclusion,
  type Operand,
  type Pattern,
  type Premise,
  type Rule,
  type RuleOrigin,
} from "./rule.js";
import { concludedAtom, varsOf, type TriggerTerm } from "./triggers.js";
import { FALSE_SYMBOL, TRUE_SYMBOL, eigenSymbol, tupleSymbol, type SymbolTable } from "./symbols.js";

export interface CompileContext {
  readonly symbols: SymbolTable;
  /** Numbers of the block's eigenconstants, by name; free variables of a hypothesis are among them. */
  readonly eigens: ReadonlyMap<string, number>;
  /** For what was proved: its conditions are asked for, and are no reason for a split. */
  readonly isLemma?: boolean;
}

export class ClauseCompiler {
  private readonly code: number[] = [];
  private readonly builds: Build[] = [];
  private readonly sources = new Map<string, Operand>();
  private readonly matched = new Map<string, Pattern>();
  private readonly sorts: ReadonlyMap<string, Sort>;
  private width = 0;

  constructor(
    private readonly clause: Clause,
    private readonly context: CompileContext,
    /** Variables without a trigger wait until the block has nothing else to do. */
    private readonly late = false,
  ) {
    this.sorts = new Map(clause.vars.map((v) => [v.name, v.sort]));
  }

  /** Without premises, or if `first`, the triggers are matched before all else. */
  rule(triggers: readonly TriggerTerm[], origin: RuleOrigin, label: string, first = false): Rule {
    const triggerFirst = this.clause.premises.length === 0 || first;
    if (triggerFirst) this.matchTriggers(triggers);
    const premises = this.matchPremises();
    if (!triggerFirst) this.matchTriggers(triggers);
    this.bindRest(this.clause.vars);
    this.code.push(Op.Yield, 0, 0, 0);
    const conclusion = this.conclude();
    const statement = statementOf(this.clause);
    return this.finish({
      label,
      origin,
      triggers: triggers.map((t) => t.term),
      premises,
      conclusion,
      statement,
    });
  }

  consider(terms: readonly Term[], origin: RuleOrigin, label: string): Rule {
    const triggers: Term[] = [];
    const concluded = concludedAtom(this.clause);
    if (concluded !== undefined) {
      const { predicate, args, sorts } = concluded;
      triggers.push(app(predicate, args, sorts));
      this.matchTerm(triggers[0], undefined);
    }
    const used = varsOf(terms, new Set(this.sorts.keys()));
    this.bindRest(this.clause.vars.filter((v) => used.has(v.name)));
    this.code.push(Op.Yield, 0, 0, 0);
    for (const term of terms) this.build(term);
    return this.finish({
      label,
      origin,
      triggers,
      premises: [],
      conclusion: { kind: "consider" },
      statement: undefined,
    });
  }

  /** Asks for the literals wherever `side` occurs. */
  condition(side: Term, literals: readonly Formula[], origin: RuleOrigin, label: string): Rule {
    this.matchTerm(side, undefined);
    this.code.push(Op.Yield, 0, 0, 0);
    for (const literal of literals) this.buildLiteral(literal);
    return this.finish({
      ...{ label, origin, triggers: [side], premises: [], statement: undefined },
      conclusion: this.context.isLemma === true ? { kind: "consider" } : { kind: "condition", literals },
    });
  }

  terms(terms: readonly Term[]): { rule: Rule; patterns: readonly Pattern[] } {
    this.code.push(Op.Yield, 0, 0, 0);
    const patterns = terms.map((term) => this.build(term));
    const rule = this.finish({
      label: "goal",
      origin: { kind: "hypothesis", index: -1 },
      triggers: [],
      premises: [],
      conclusion: { kind: "consider" },
      statement: undefined,
    });
    return { rule, patterns };
  }

  private finish(
    parts: Pick<Rule, "label" | "origin" | "triggers" | "premises" | "conclusion" | "statement">,
  ): Rule {
    const vars = this.clause.vars.filter((v) => this.sources.has(v.name));
    return {
      ...parts,
      vars,
      varSources: vars.map((v) => this.sources.get(v.name)!),
      code: this.code,
      width: this.width,
      builds: this.builds,
      path: this.clause.path,
    };
  }

  private matchTriggers(triggers: readonly TriggerTerm[]): void {
    for (const trigger of triggers) {
      if (!("equation" in trigger)) this.matchTerm(trigger.term, undefined);
      else {
        const symbol = this.context.symbols.equality(this.sortOf(trigger.equation.left));
        this.matchApplication(symbol, trigger.term.args, undefined);
      }
    }
  }

  private bindRest(vars: readonly Var[]): void {
    for (const v of vars) {
      if (this.sources.has(v.name)) continue;
      const { symbols } = this.context;
      this.code.push(Op.Scan, this.late ? symbols.lateDomain(v.sort) : symbols.domain(v.sort), 0, 0);
      this.sources.set(v.name, rowOperand(this.width++, 1));
    }
  }

  // --- matching

  private matchPremises(): Premise[] {
    const premises: (Premise | undefined)[] = this.clause.premises.map(() => undefined);
    const later: number[] = [];
    this.clause.premises.forEach((literal, index) => {
      if (literal.kind === "eq" && this.isVariable(literal.left) && this.isVariable(literal.right))
        later.push(index);
      else premises[index] = this.matchLiteral(literal);
    });
    for (const index of later) premises[index] = this.matchVariables(this.clause.premises[index]);
    return premises as Premise[];
  }

  private matchLiteral(literal: Formula): Premise {
    const positive = literal.kind !== "not";
    const body = literal.kind === "not" ? literal.body : literal;
    if (body.kind === "eq" && positive) return this.matchEquation(literal, body.left, body.right);
    const truth = positive ? TRUE_SYMBOL : FALSE_SYMBOL;
    if (body.kind === "eq") {
      const symbol = this.context.symbols.equality(this.sortOf(body.left));
      const pattern = this.matchApplication(symbol, [body.left, body.right], undefined, truth);
      return { kind: "atom", literal, positive, pattern };
    }
    if (body.kind !== "atom") throw new Error("a premise that is not a literal");
    const atomic = app(body.predicate, body.args, body.sorts);
    const { symbol, args } = this.head(atomic);
    const pattern = this.matchApplication(symbol, args, undefined, truth);
    this.matched.set(termText(atomic), pattern);
    return { kind: "atom", literal, positive, pattern };
  }

  private matchEquation(literal: Formula, left: Term, right: Term): Premise {
    if (this.isVariable(left)) {
      const source = this.sources.get(left.name);
      const pattern = this.matchTerm(right, source);
      const bound = this.bindVariable(left, source ?? sourceOf(pattern));
      return { kind: "eq", literal, left: bound, right: pattern };
    }
    const at = this.isVariable(right) ? this.sources.get(right.name) : undefined;
    const pattern = this.matchTerm(left, at);
    const source = at ?? sourceOf(pattern);
    const other = this.isVariable(right) ? this.bindVariable(right, source) : this.matchTerm(right, source);
    return { kind: "eq", literal, left: pattern, right: other };
  }

  private matchVariables(literal: Formula): Premise {
    if (literal.kind !== "eq" || literal.left.kind !== "var" || literal.right.kind !== "var") {
      throw new Error("not an equation of variables");
    }
    const { left, right } = literal;
    if (!this.sources.has(left.name) && !this.sources.has(right.name)) this.bindRest([left]);
    const known = this.sources.get(left.name) ?? this.sources.get(right.name)!;
    const [leftPattern, rightPattern] = [this.bindVariable(left, known), this.bindVariable(right, known)];
    return { kind: "eq", literal, left: leftPattern, right: rightPattern };
  }

  /** A variable of the clause; an eigenconstant is none. */
  private isVariable(term: Term): term is Var {
    return term.kind === "var" && this.sorts.has(term.name);
  }

  private bindVariable(v: Var, operand: Operand): Pattern {
    const source = this.sources.get(v.name);
    if (source === undefined) this.sources.set(v.name, operand);
    else if (source !== operand) this.code.push(Op.Check, operand >> 3, operand & 7, source);
    return { kind: "var", name: v.name };
  }

  /** Matches `term` in the class of `at`, or anywhere. */
  private matchTerm(term: Term, at: Operand | undefined): Pattern {
    if (this.isVariable(term)) throw new Error("a variable is no trigger");
    const { symbol, args } = this.head(term);
    const pattern = this.matchApplication(symbol, args, at);
    this.matched.set(termText(term), pattern);
    return pattern;
  }

  /** `truth` is the class that an atom must be in. */
  private matchApplication(
    symbol: number,
    args: readonly Term[],
    at: Operand | undefined,
    truth?: number,
  ): Pattern & { kind: "app" } {
    const slot = this.width++;
    const sought = at === undefined ? this.boundArgument(args) : undefined;
    if (at !== undefined) this.code.push(Op.Join, at >> 3, at & 7, symbol);
    else if (sought === undefined) this.code.push(Op.Scan, symbol, 0, 0);
    else this.code.push(Op.Seek, symbol, sought.index + 1, sought.source);
    if (truth !== undefined) this.code.push(Op.Is, slot, Column.Class, truth);
    const operands = this.argumentOperands(slot, args.length);
    const patterns: Pattern[] = [];
    args.forEach((arg, index) => {
      if (!this.isVariable(arg)) return;
      const operand = index === sought?.index ? sought.source : operands[index];
      patterns[index] = this.bindVariable(arg, operand);
    });
    args.forEach((arg, index) => {
      patterns[index] ??= this.matchTerm(arg, operands[index]);
    });
    return { kind: "app", symbol, source: rowOperand(slot, 0), args: patterns };
  }

  /** The first argument in the row itself that is a variable with a value: by it rows can be found. */
  private boundArgument(args: readonly Term[]): { index: number; source: Operand } | undefined {
    const inRow = args.slice(0, args.length > MAX_ARGS ? MAX_ARGS - 1 : MAX_ARGS);
    const sources = inRow.map((arg) => (this.isVariable(arg) ? this.sources.get(arg.name) : undefined));
    const index = sources.findIndex((source) => source !== undefined);
    return index < 0 ? undefined : { index, source: sources[index]! };
  }

  /** The columns that hold a node's arguments; tuples are joined where the symbol is wider than a row. */
  private argumentOperands(slot: number, count: number): Operand[] {
    const operands: Operand[] = [];
    let row = slot;
    for (let left = count; left > 0;) {
      const here = left > MAX_ARGS ? MAX_ARGS - 1 : left;
      for (let column = 1; column <= here; column++) operands.push(rowOperand(row, column));
      left -= here;
      if (left === 0) break;
      this.code.push(Op.Join, row, MAX_ARGS, tupleSymbol(Math.min(left, MAX_ARGS)));
      row = this.width++;
    }
    return operands;
  }

  // --- building

  private conclude(): Conclusion {
    const { conclusion } = this.clause;
    if (conclusion.kind === "false") return { kind: "false" };
    if (conclusion.kind !== "literal") return conclusion;
    const positive = conclusion.formula.kind !== "not";
    const body = conclusion.formula.kind === "not" ? conclusion.formula.body : conclusion.formula;
    if (body.kind === "eq" && positive) {
      return { kind: "eq", left: this.build(body.left), right: this.build(body.right) };
    }
    if (body.kind === "eq") {
      const symbol = this.context.symbols.equality(this.sortOf(body.left));
      return { kind: "atom", positive, pattern: this.buildApplication(symbol, [body.left, body.right]) };
    }
    if (body.kind !== "atom") throw new Error("a conclusion that is not a literal");
    return { kind: "atom", positive, pattern: this.build(app(body.predicate, body.args, body.sorts)) };
  }

  /** The literal's terms; an equation has no node unless its truth is a premise. */
  private buildLiteral(literal: Formula): void {
    if (literal.kind === "eq") [literal.left, literal.right].forEach((side) => this.build(side));
    if (literal.kind === "atom") this.build(app(literal.predicate, literal.args, literal.sorts));
  }

  private build(term: Term): Pattern {
    if (this.isVariable(term)) return { kind: "var", name: term.name };
    const text = termText(term);
    const known = this.matched.get(text);
    if (known !== undefined) return known;
    const { symbol, args } = this.head(term);
    const pattern = this.buildApplication(symbol, args);
    this.matched.set(text, pattern);
    return pattern;
  }

  private buildApplication(symbol: number, args: readonly Term[]): Pattern {
    const patterns = args.map((arg) => this.build(arg));
    const operands = this.chain(patterns.map((pattern) => this.operandOf(pattern)));
    return { kind: "app", symbol, source: this.addBuild(symbol, operands), args: patterns };
  }

  /** Cuts a long argument list into a row's own arguments and a tuple of the rest, as `argumentOperands` reads it. */
  private chain(operands: readonly Operand[]): readonly Operand[] {
    if (operands.length <= MAX_ARGS) return operands;
    const rest = this.chain(operands.slice(MAX_ARGS - 1));
    return [...operands.slice(0, MAX_ARGS - 1), this.addBuild(tupleSymbol(rest.length), rest)];
  }

  private addBuild(symbol: number, operands: readonly Operand[]): Operand {
    this.builds.push({ symbol, operands });
    return ~(this.builds.length - 1);
  }

  private operandOf(pattern: Pattern): Operand {
    return pattern.kind === "app" ? pattern.source : this.sources.get(pattern.name)!;
  }

  private head(term: Term): { symbol: number; args: readonly Term[] } {
    if (term.kind === "app")
      return { symbol: this.context.symbols.symbol(term.symbol, term.sorts), args: term.args };
    const eigen = this.context.eigens.get(term.name);
    if (eigen === undefined) throw new Error(`no eigenconstant ${term.name}`);
    return { symbol: eigenSymbol(eigen), args: [] };
  }

  private sortOf(term: Term): Sort {
    if (term.kind === "var") return term.sort;
    const { result } = this.context.symbols.infos[this.context.symbols.symbol(term.symbol, term.sorts)];
    if (result === undefined) throw new Error(`a predicate where a term is needed: ${term.symbol}`);
    return result;
  }
}

function sourceOf(pattern: Pattern): Operand {
  if (pattern.kind !== "app") throw new Error("a variable has no node of its own");
  return pattern.source;
}

function statementOf(clause: Clause): Formula | undefined {
  const { conclusion } = clause;
  if (conclusion.kind === "false") return { kind: "false" };
  return conclusion.formula;
}
