/**
 * Mutants made the slow, plain way, on trees: a theorem of the library restated, a subterm rewritten by a closed rule, a
 * hypothesis proved by another theorem. They exercise a proof backend without the engine that is made to feed it.
 */
import { TERM_WORDS, VARIABLE_BIT } from "../../../src/device/device.js";
import type { Derivation, Library, Mutant, Mutation, VariableOrigin } from "../../../src/mutate/library.js";

export type Tree = Variable | Application;
interface Variable {
  readonly kind: "variable";
  readonly sort: number;
  readonly theorem: number;
  readonly number: number;
}
interface Application {
  readonly kind: "application";
  readonly symbol: number;
  readonly args: readonly Tree[];
}
type Substitution = Map<string, Tree>;

const keyOf = (variable: Variable) => `${variable.theorem}.${variable.number}`;

/** Theorem `theorem`'s formulas as trees, hypotheses first. `as` tells two copies of one theorem apart. */
export function treesOf({ table, symbols }: Library, theorem: number, as = theorem): Tree[] {
  const sorts = table.variableSort.subarray(table.variableStart[theorem], table.variableStart[theorem + 1]);
  const read = (cell: number): Tree => {
    const head = table.cells[cell * TERM_WORDS];
    if ((head & VARIABLE_BIT) !== 0) {
      const number = (head & ~VARIABLE_BIT) >>> 0;
      return { kind: "variable", sort: sorts[number], theorem: as, number };
    }
    const args: Tree[] = [];
    for (let i = 0, at = cell + 1; i < symbols[head].arity; i++, at += table.cells[at * TERM_WORDS + 1])
      args.push(read(at));
    return { kind: "application", symbol: head, args };
  };
  return Array.from(
    table.formulaCell.subarray(table.formulaStart[theorem], table.formulaStart[theorem + 1]),
    read,
  );
}

export function substitute(tree: Tree, by: Substitution): Tree {
  if (tree.kind === "variable") {
    const image = by.get(keyOf(tree));
    return image === undefined ? tree : substitute(image, by);
  }
  return { ...tree, args: tree.args.map((arg) => substitute(arg, by)) };
}

function occurs(key: string, tree: Tree): boolean {
  return tree.kind === "variable" ? keyOf(tree) === key : tree.args.some((arg) => occurs(key, arg));
}

/** Extends `by` so that the two become one; false if they cannot. With `bindable`, only that theorem's variables are bound. */
export function unify(left: Tree, right: Tree, by: Substitution, bindable?: number): boolean {
  const [a, b] = [substitute(left, by), substitute(right, by)];
  if (a.kind === "variable" && b.kind === "variable" && keyOf(a) === keyOf(b)) return true;
  const free = (tree: Tree): tree is Variable =>
    tree.kind === "variable" && (bindable === undefined || tree.theorem === bindable);
  for (const [variable, image] of [
    [a, b],
    [b, a],
  ])
    if (free(variable)) {
      if (occurs(keyOf(variable), image)) return false;
      by.set(keyOf(variable), image);
      return true;
    }
  if (a.kind === "variable" || b.kind === "variable" || a.symbol !== b.symbol) return false;
  return a.args.every((arg, i) => unify(arg, b.args[i], by, bindable));
}

/** Writes trees as the cells of a mutant. */
class Writer {
  readonly cells: number[] = [];
  readonly variables: Variable[] = [];

  write(tree: Tree): number {
    const cell = this.cells.length / TERM_WORDS;
    if (tree.kind === "variable") {
      let number = this.variables.findIndex((known) => keyOf(known) === keyOf(tree));
      if (number < 0) number = this.variables.push(tree) - 1;
      this.cells.push(VARIABLE_BIT | number, 1);
      return cell;
    }
    this.cells.push(tree.symbol, 0);
    for (const arg of tree.args) this.write(arg);
    this.cells[cell * TERM_WORDS + 1] = this.cells.length / TERM_WORDS - cell;
    return cell;
  }
}

interface Parts {
  readonly mutation: Mutation;
  readonly hypotheses: readonly Tree[];
  readonly conclusion: Tree;
  readonly derive: (writer: Writer) => Derivation;
  /** What copies of theorems are called in trees, and which theorem each is. */
  readonly theoremOf: (name: number) => number;
}

function assemble(parts: Parts): Mutant {
  const writer = new Writer();
  const hypotheses = parts.hypotheses.map((tree) => writer.write(tree));
  const conclusion = writer.write(parts.conclusion);
  const statementVariables = writer.variables.length;
  const derivation = parts.derive(writer);
  const variableOrigin = writer.variables.map(({ theorem, number }): VariableOrigin => ({
    theorem: parts.theoremOf(theorem),
    variable: number,
  }));
  return {
    mutation: parts.mutation,
    cells: Uint32Array.from(writer.cells),
    hypotheses,
    conclusion,
    variableSort: writer.variables.map(({ sort }) => sort),
    variableOrigin,
    statementVariables,
    derivation,
  };
}

function step(
  library: Library,
  writer: Writer,
  theorem: number,
  as: number,
  by: Substitution,
  premises: readonly Derivation[],
): Derivation {
  const { variableStart, variableSort } = library.table;
  const images: number[] = [];
  for (let v = variableStart[theorem]; v < variableStart[theorem + 1]; v++) {
    const number = v - variableStart[theorem];
    images.push(
      writer.write(substitute({ kind: "variable", sort: variableSort[v], theorem: as, number }, by)),
    );
  }
  return { kind: "step", theorem, images, premises };
}

const isHypothesis = (index: number): Derivation => ({ kind: "hypothesis", index });

/** The theorem itself, proved by itself. */
export function restate(library: Library, theorem: number): Mutant {
  const trees = treesOf(library, theorem);
  return assemble({
    mutation: { kind: "apply", target: theorem, formula: 0, lemma: theorem },
    hypotheses: trees.slice(0, -1),
    conclusion: trees[trees.length - 1],
    derive: (writer) =>
      step(
        library,
        writer,
        theorem,
        theorem,
        new Map(),
        trees.slice(0, -1).map((_, i) => isHypothesis(i)),
      ),
    theoremOf: (name) => name,
  });
}

/** Hypothesis `formula` of `target` proved by `lemma`, if its conclusion unifies with it. */
export function apply(library: Library, target: number, formula: number, lemma: number): Mutant | undefined {
  const [own, other] = [-1, -2];
  const targetTrees = treesOf(library, target, own);
  const lemmaTrees = treesOf(library, lemma, other);
  const by: Substitution = new Map();
  if (!unify(lemmaTrees[lemmaTrees.length - 1], targetTrees[formula], by)) return undefined;
  const image = (tree: Tree) => substitute(tree, by);
  const kept = targetTrees.slice(0, -1).flatMap((tree, i) => (i === formula ? [] : [image(tree)]));
  const added = lemmaTrees.slice(0, -1).map(image);
  return assemble({
    mutation: { kind: "apply", target, formula, lemma },
    hypotheses: [...kept, ...added],
    conclusion: image(targetTrees[targetTrees.length - 1]),
    derive: (writer) => {
      const inner = step(
        library,
        writer,
        lemma,
        other,
        by,
        added.map((_, i) => isHypothesis(kept.length + i)),
      );
      let next = 0;
      const premises = targetTrees.slice(0, -1).map((_, i) => (i === formula ? inner : isHypothesis(next++)));
      return step(library, writer, target, own, by, premises);
    },
    theoremOf: (name) => (name === own ? target : lemma),
  });
}

/** A place in a tree: what is there, its cells from the first one, and the tree with something else there. */
interface Place {
  readonly tree: Tree;
  readonly position: number;
  readonly replace: (by: Tree) => Tree;
}

function sizeOf(tree: Tree): number {
  return tree.kind === "variable" ? 1 : tree.args.reduce((sum, arg) => sum + sizeOf(arg), 1);
}

/** All places that the library's lemmas reach. */
function* places(library: Library, tree: Tree): Generator<Place> {
  yield { tree, position: 0, replace: (by) => by };
  if (tree.kind === "variable") return;
  let position = 1;
  for (const [slot, arg] of tree.args.entries()) {
    if (((library.rewriting.slots[tree.symbol] >>> slot) & 1) === 1)
      for (const place of places(library, arg))
        yield {
          tree: place.tree,
          position: position + place.position,
          replace: (by) => ({
            ...tree,
            args: tree.args.map((old, i) => (i === slot ? place.replace(by) : old)),
          }),
        };
    position += sizeOf(arg);
  }
}

/** Everything that the closed rule `lemma` makes of formula `formula` of `target`, in one direction. */
export function rewrites(
  library: Library,
  target: number,
  formula: number,
  lemma: number,
  reverse: boolean,
): Mutant[] {
  const [own, other] = [-1, -2];
  const trees = treesOf(library, target, own);
  const [rule] = treesOf(library, lemma, other);
  if (rule.kind === "variable" || library.rewriting.relation[rule.symbol] !== 1) return [];
  const [from, to] = reverse ? [rule.args[1], rule.args[0]] : rule.args;
  if (from.kind === "variable") return [];
  const isConclusion = formula === trees.length - 1;
  const mutants: Mutant[] = [];
  for (const place of places(library, trees[formula])) {
    const by: Substitution = new Map();
    if (place.tree.kind === "variable" || !unify(from, place.tree, by, other)) continue;
    const changed = place.replace(substitute(to, by));
    const hypotheses = trees.slice(0, -1).map((tree, i) => (i === formula ? changed : tree));
    mutants.push(
      assemble({
        mutation: {
          kind: "rewrite",
          target,
          formula,
          position: place.position,
          lemma,
          reverse,
          detach: undefined,
        },
        hypotheses,
        conclusion: isConclusion ? changed : trees[trees.length - 1],
        derive: (writer) => {
          const equation = step(library, writer, lemma, other, by, []);
          const [old, now] = [writer.write(trees[formula]), writer.write(changed)];
          // A hypothesis is rewritten back to what the theorem asks for.
          const rewrite = (of: Derivation): Derivation => ({
            kind: "rewrite",
            before: isConclusion ? old : now,
            after: isConclusion ? now : old,
            position: place.position,
            reverse: isConclusion ? reverse : !reverse,
            equation,
            of,
          });
          const premises = hypotheses.map((_, i) =>
            i === formula ? rewrite(isHypothesis(i)) : isHypothesis(i),
          );
          const cited = step(library, writer, target, own, by, premises);
          return isConclusion ? rewrite(cited) : cited;
        },
        theoremOf: (name) => (name === own ? target : lemma),
      }),
    );
  }
  return mutants;
}
