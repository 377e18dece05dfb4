/**
 * Explanations: turns the merge log of a block into proof steps.
 *
 * Why two nodes are equal is a shortest path between them in the graph of all logged edges (also those that told
 * nothing new when they came) that are older than the fact being explained. Since an edge rests on older edges only,
 * explanations are well-founded, and a proof never leans on what it proves.
 */
import { atom, eq, not, substituteFormula, type Formula } from "../logic/formula.js";
import { app, type Term } from "../logic/term.js";
import { followPath } from "../compile/path-proof.js";
import type { Pattern, Premise, Rule } from "../compile/rule.js";
import { eigenSymbol, EIGEN_SYMBOL, MAX_EIGEN } from "../compile/symbols.js";
import {
  absurd,
  congruence,
  exFalso,
  injectivity,
  refl,
  replace,
  symm,
  trans,
  type EqualityProof,
  type Proof,
  type Source,
} from "../proof/proof.js";
import type { BlockView } from "./block-view.js";
import { EdgeKind, FALSE_NODE, TRUE_NODE, type EGraph } from "./egraph.js";
import { shortestPath } from "./shortest-path.js";

export class Explainer {
  private readonly graph: EGraph;
  private readonly terms = new Map<number, Term>();
  private readonly memo = new Map<string, { before: number; proof: EqualityProof }>();
  private readonly conclusions = new Map<number, Proof>();

  constructor(private readonly block: BlockView) {
    this.graph = block.graph;
  }

  /** The node as a term, exactly as it was made. */
  term(node: number): Term {
    const known = this.terms.get(node);
    if (known !== undefined) return known;
    const symbol = this.graph.symbol[node];
    let term: Term;
    if (symbol >= EIGEN_SYMBOL && symbol < eigenSymbol(MAX_EIGEN))
      term = this.block.eigens[symbol - EIGEN_SYMBOL];
    else {
      const info = this.block.symbols.infos[symbol];
      term = app(
        info.name,
        this.graph.components(node).map((part) => this.term(part)),
        info.sorts,
      );
    }
    this.terms.set(node, term);
    return term;
  }

  /** A proof of left = right from edges older than `before`. */
  equal(left: number, right: number, before: number): EqualityProof {
    if (left === right) return null;
    const key = `${left}=${right}`;
    const known = this.memo.get(key);
    if (known !== undefined && known.before <= before) return known.proof;
    const path = shortestPath(this.graph, left, right, before);
    if (path === undefined) throw new Error("no explanation: the nodes were not equal yet");
    const proof = trans(path.map(({ edge, forward }) => (forward ? this.edge(edge) : symm(this.edge(edge)))));
    this.memo.set(key, { before, proof });
    return proof;
  }

  /** The literal that says the predicate node is true, or false. */
  literal(node: number, positive: boolean, before: number): Proof {
    const goal = positive ? TRUE_NODE : FALSE_NODE;
    const path = shortestPath(this.graph, node, goal, before);
    if (path === undefined) throw new Error("no explanation: the atom had no truth value yet");
    const last = path[path.length - 1];
    const asserted = last.forward ? this.graph.edgeFrom[last.edge] : this.graph.edgeTo[last.edge];
    const application = this.graph.edgeRef[last.edge];
    const rule = this.block.ruleOf(application);
    if (rule.conclusion.kind !== "atom" || rule.conclusion.pattern.kind !== "app") {
      throw new Error("an atom's truth does not come from an atom");
    }
    const stated = this.conclusion(application, last.edge);
    const patterns = rule.conclusion.pattern.args;
    const assertedParts = this.graph.components(asserted);
    const parts = this.graph.components(node);
    const args = patterns.map((pattern, index) =>
      trans([
        symm(this.toPattern(assertedParts[index], pattern, application, last.edge)),
        this.equal(assertedParts[index], parts[index], before),
      ]),
    );
    const atomic = this.atomOf(node);
    return replace(stated, positive ? atomic : not(atomic), args);
  }

  /** The predicate node as a formula. */
  atomOf(node: number): Formula {
    const info = this.block.symbols.infos[this.graph.symbol[node]];
    const args = this.graph.components(node).map((part) => this.term(part));
    if (info.kind === "equality") return eq(args[0], args[1]);
    return atom(info.name, args, info.sorts);
  }

  /** A proof that the node equals the pattern's instance in the application; the pattern was matched or built there. */
  toPattern(node: number, pattern: Pattern, application: number, before: number): EqualityProof {
    if (pattern.kind === "var") return this.equal(node, this.variableNode(pattern.name, application), before);
    const source = this.block.operandNode(application, pattern.source);
    const parts = this.graph.components(source);
    const args = pattern.args.map((arg, index) => this.toPattern(parts[index], arg, application, before));
    const instanceTerm = this.patternTerm(pattern, application);
    return trans([this.equal(node, source, before), congruence(this.term(source), instanceTerm, args)]);
  }

  patternTerm(pattern: Pattern, application: number): Term {
    if (pattern.kind === "var") return this.term(this.variableNode(pattern.name, application));
    const { symbol } = pattern;
    if (symbol >= EIGEN_SYMBOL && symbol < eigenSymbol(MAX_EIGEN))
      return this.block.eigens[symbol - EIGEN_SYMBOL];
    const info = this.block.symbols.infos[symbol];
    return app(
      info.name,
      pattern.args.map((arg) => this.patternTerm(arg, application)),
      info.sorts,
    );
  }

  /** What the application's rule asserts, proved from edges older than `before`. */
  conclusion(application: number, before: number): Proof {
    const known = this.conclusions.get(application);
    if (known !== undefined) return known;
    const rule = this.block.ruleOf(application);
    const bindings = this.bindings(rule, application);
    const premises = new Map<number, Proof>();
    const premise = (index: number): Proof => {
      let proof = premises.get(index);
      if (proof === undefined)
        premises.set(index, (proof = this.premise(rule.premises[index], application, before)));
      return proof;
    };
    const source: Source =
      rule.origin.kind === "fact"
        ? { kind: "fact", name: rule.origin.name, sorts: rule.origin.sorts, formula: rule.origin.formula }
        : { kind: "proof", proof: this.block.hypotheses[rule.origin.index] };
    const proof = followPath(rule.path, source, bindings, premise, (base) => this.block.freshName(base));
    this.conclusions.set(application, proof);
    return proof;
  }

  /** The block's goal, reached or by contradiction. The patterns are its sides, or its one atom. */
  goal(goal: Formula, patterns: readonly Pattern[], application: number): Proof {
    if (this.graph.contradiction !== undefined) return exFalso(this.contradiction(), goal);
    const before = this.graph.edgeCount;
    const nodes = patterns.map((pattern) => this.patternNode(pattern, application));
    if (goal.kind === "eq") {
      const [left, right] = nodes;
      const proof = trans([
        symm(this.toPattern(left, patterns[0], application, before)),
        this.equal(left, right, before),
        this.toPattern(right, patterns[1], application, before),
      ]);
      return proof ?? refl(goal.left);
    }
    if (patterns[0].kind !== "app") throw new Error("an atom without a head");
    const parts = this.graph.components(nodes[0]);
    const args = patterns[0].args.map((arg, index) => this.toPattern(parts[index], arg, application, before));
    return replace(this.literal(nodes[0], true, before), goal, args);
  }

  /** What the application's rule states, at the nodes that it was applied to. */
  statement(application: number): Formula {
    const rule = this.block.ruleOf(application);
    if (rule.statement === undefined) throw new Error("a rule that states nothing");
    return this.instance(rule.statement, application);
  }

  /** A formula over the variables of the application's rule, at the nodes that it was applied to. */
  instance(formula: Formula, application: number): Formula {
    return substituteFormula(formula, this.bindings(this.block.ruleOf(application), application));
  }

  /** True if the literal is known in the block; a formula that is no literal counts as unknown. */
  holds(formula: Formula): boolean {
    const positive = formula.kind !== "not";
    const body = formula.kind === "not" ? formula.body : formula;
    if (body.kind === "eq" && positive) {
      const left = this.block.nodeOf(body.left);
      const right = this.block.nodeOf(body.right);
      return left !== undefined && right !== undefined && this.graph.sameClass(left, right);
    }
    if (body.kind !== "atom") return false;
    const node = this.block.nodeOf(app(body.predicate, body.args, body.sorts));
    return node !== undefined && this.graph.sameClass(node, positive ? TRUE_NODE : FALSE_NODE);
  }

  /** Whether the terms are known to be different, by a denied equation. */
  denies(left: Term, right: Term): boolean {
    const [a, b] = [left, right].map((side) => this.block.nodeOf(side));
    if (a === undefined || b === undefined) return false;
    const sort = this.block.nodeSort(a)!;
    const node = this.graph.find(this.block.symbols.equality(sort), 2, a, b, 0, 0);
    return node >= 0 && this.graph.sameClass(node, FALSE_NODE);
  }

  /** `(false[])` from the block's contradiction. */
  contradiction(): Proof {
    const found = this.graph.contradiction;
    const before = this.graph.edgeCount;
    if (found === undefined) throw new Error("no contradiction");
    switch (found.kind) {
      case "truth":
        return this.truthContradiction(before);
      case "clash": {
        const proof = this.equal(found.left, found.right, before);
        if (proof === null) throw new Error("a node clashes with itself");
        return { rule: "clash", is: { kind: "false" }, from: [proof], scopes: [], extra: {} };
      }
      case "disequality": {
        const [left, right] = this.graph.components(found.node);
        const equality = this.equal(left, right, before) ?? refl(this.term(left));
        return absurd(equality, this.literal(found.node, false, before));
      }
      case "rule":
        return exFalso(this.conclusion(found.application, before), { kind: "false" });
      default:
        return found satisfies never;
    }
  }

  private truthContradiction(before: number): Proof {
    const path = shortestPath(this.graph, TRUE_NODE, FALSE_NODE, before);
    if (path === undefined) throw new Error("the truth values are not connected");
    const { edge, forward } = path[0];
    const node = forward ? this.graph.edgeTo[edge] : this.graph.edgeFrom[edge];
    return absurd(this.literal(node, true, before), this.literal(node, false, before));
  }

  private edge(edge: number): EqualityProof {
    const { edgeFrom, edgeTo, edgeRef, edgeKind, injections } = this.graph;
    const from = edgeFrom[edge];
    const to = edgeTo[edge];
    const ref = edgeRef[edge];
    switch (edgeKind[edge]) {
      case EdgeKind.Rule: {
        const { conclusion } = this.block.ruleOf(ref);
        if (conclusion.kind !== "eq")
          throw new Error("an edge between terms from a rule that is no equation");
        return trans([
          this.toPattern(from, conclusion.left, ref, edge),
          this.conclusion(ref, edge),
          symm(this.toPattern(to, conclusion.right, ref, edge)),
        ]);
      }
      case EdgeKind.Congruence: {
        const left = this.graph.components(from);
        const right = this.graph.components(to);
        const args = left.map((part, index) => this.equal(part, right[index], edge));
        return congruence(this.term(from), this.term(to), args);
      }
      default: {
        const proof = this.equal(injections[ref], injections[ref + 1], edge);
        if (proof === null) throw new Error("injectivity of a node and itself");
        return injectivity(proof, injections[ref + 2]);
      }
    }
  }

  private variableNode(name: string, application: number): number {
    const rule = this.block.ruleOf(application);
    const index = rule.vars.findIndex((v) => v.name === name);
    return this.block.operandNode(application, rule.varSources[index]);
  }

  private bindings(rule: Rule, application: number): ReadonlyMap<string, Term> {
    return new Map(
      rule.vars.map((v, index): [string, Term] => [
        v.name,
        this.term(this.block.operandNode(application, rule.varSources[index])),
      ]),
    );
  }

  private premise(premise: Premise, application: number, before: number): Proof {
    if (premise.kind === "eq") {
      const left = this.patternNode(premise.left, application);
      const right = this.patternNode(premise.right, application);
      const proof = trans([
        symm(this.toPattern(left, premise.left, application, before)),
        this.equal(left, right, before),
        this.toPattern(right, premise.right, application, before),
      ]);
      return proof ?? refl(this.patternTerm(premise.left, application));
    }
    if (premise.pattern.kind !== "app") throw new Error("an atom without a head");
    const node = this.block.operandNode(application, premise.pattern.source);
    const literal = this.literal(node, premise.positive, before);
    const parts = this.graph.components(node);
    const args = premise.pattern.args.map((arg, index) =>
      this.toPattern(parts[index], arg, application, before),
    );
    const terms = premise.pattern.args.map((arg) => this.patternTerm(arg, application));
    const info = this.block.symbols.infos[premise.pattern.symbol];
    const atomic = info.kind === "equality" ? eq(terms[0], terms[1]) : atom(info.name, terms, info.sorts);
    return replace(literal, premise.positive ? atomic : not(atomic), args);
  }

  private patternNode(pattern: Pattern, application: number): number {
    if (pattern.kind === "var") return this.variableNode(pattern.name, application);
    return this.block.operandNode(application, pattern.source);
  }
}
