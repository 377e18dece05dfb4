/**
 * Long proofs in pieces. A prover keeps all earlier facts of a proof at hand for each new one, so its time grows with
 * the square of the number of facts. So a proof of more than `LONGEST` facts is cut: each of its facts becomes a
 * declaration of its own, over those eigenconstants and assumptions that it needs; and so on in each of its scopes
 * that is too long in turn. Time and nesting then do not depend on a proof's length.
 */
import {
  apply,
  collectLocals,
  global,
  isBlock,
  local,
  replaceLocals,
  type Binder,
  type Block,
  type Expr,
  type Item,
} from "./expr.js";
import type { TheoremDeclaration } from "./proof.js";

/** Facts of one declaration, those of inner scopes included. */
export const LONGEST = 200;

/** The theorem with what it needs before it; `named` gives the names of the pieces. */
export function cutIntoPieces(
  theorem: TheoremDeclaration,
  named: (piece: string) => string,
): readonly TheoremDeclaration[] {
  if (length(theorem.proof) <= LONGEST) return [theorem];
  return new Cutter(named).cut(theorem);
}

function length(proof: Expr | Block): number {
  if (!isBlock(proof)) return 1;
  return proof.items.reduce((sum, item) => sum + length(item.proof), 1);
}

class Cutter {
  private readonly pieces: TheoremDeclaration[] = [];
  /** By the local name of a fact, the piece that proves it at the locals it needs. */
  private readonly images = new Map<string, Expr>();

  constructor(private readonly named: (piece: string) => string) {}

  cut(theorem: TheoremDeclaration): readonly TheoremDeclaration[] {
    const proof = this.withoutItems(theorem.proof, []);
    return [...this.pieces, { ...theorem, proof }];
  }

  /** The block with its facts made pieces; `around` are the binders of the blocks around it. */
  private withoutItems({ binders, items, result }: Block, around: readonly Binder[]): Block {
    const context = [...around, ...binders];
    for (const item of items) this.addPiece(item, context);
    const last = this.put(result);
    // As in a script, what a scope has shown is not there once it is closed.
    for (const { name } of items) this.images.delete(name);
    return { binders, items: [], result: last };
  }

  private addPiece({ name, type, proof }: Item, context: readonly Binder[]): void {
    const block = this.piece(proof, context);
    const free = new Set<string>();
    collectLocals(type, free);
    collectBlockLocals(block, free);
    const binders = needed(context, free);
    const identifier = this.named(name);
    this.images.set(name, apply(global(identifier), ...binders.map((binder) => local(binder.name))));
    this.pieces.push({ kind: "step", name: identifier, original: undefined, binders, type, proof: block });
  }

  private piece(proof: Expr | Block, context: readonly Binder[]): Block {
    if (!isBlock(proof)) return { binders: [], items: [], result: this.put(proof) };
    return length(proof) > LONGEST ? this.withoutItems(proof, context) : this.putInBlock(proof);
  }

  private putInBlock({ binders, items, result }: Block): Block {
    return {
      binders,
      items: items.map(({ name, type, proof }) => ({
        name,
        type,
        proof: isBlock(proof) ? this.putInBlock(proof) : this.put(proof),
      })),
      result: this.put(result),
    };
  }

  /** The expression with the pieces in place of the facts. No binder in it has the name of a fact. */
  private put(expr: Expr): Expr {
    return replaceLocals(expr, this.images);
  }
}

function collectBlockLocals({ binders, items, result }: Block, into: Set<string>): void {
  const inner = new Set<string>();
  for (const { type, proof } of items) {
    collectLocals(type, inner);
    if (isBlock(proof)) collectBlockLocals(proof, inner);
    else collectLocals(proof, inner);
  }
  collectLocals(result, inner);
  for (const { name } of [...binders, ...items]) inner.delete(name);
  for (const { type } of binders) collectLocals(type, inner);
  for (const { name } of binders) inner.delete(name);
  for (const name of inner) into.add(name);
}

/** The binders that have one of the names, or that the types of those need. */
function needed(context: readonly Binder[], names: Set<string>): readonly Binder[] {
  const kept = context.toReversed().filter(({ name, type }) => {
    if (!names.has(name)) return false;
    collectLocals(type, names);
    return true;
  });
  return kept.toReversed();
}
