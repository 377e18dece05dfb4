/**
 * What is active at a place of a database: the variables, their $f, the $e and the $d of the open blocks. A block that
 * closes takes back what it declared.
 */
import { NONE, type DisjointGroups } from "./database.js";
import { IntVector } from "./int-vector.js";

interface Block {
  /** Variables declared in the block, and those that got their $f in it. */
  readonly variables: number[];
  readonly floating: number[];
  readonly essentialCount: number;
  readonly group: number;
  /** The block's hypotheses, $f and $e. */
  readonly hypotheses: number[];
  readonly position: number;
}

export class Scopes {
  /** By token: 1 while the variable is declared. */
  #declared = new Uint8Array(1024);
  /** By token: the active $f plus one, or 0. */
  #floating = new Int32Array(1024);
  /** Active $e, oldest first. */
  readonly essentials: number[] = [];
  readonly #groupVariables = new IntVector();
  readonly #groupStart = new IntVector();
  readonly #groupBefore = new IntVector();
  /** By token: the active groups with the variable, oldest first. */
  readonly #groupsOf = new Map<number, number[]>();
  group: number = NONE;
  readonly #blocks: Block[] = [];

  get depth(): number {
    return this.#blocks.length;
  }

  /** Where the innermost open block begins. */
  get blockPosition(): number | undefined {
    return this.#blocks.at(-1)?.position;
  }

  #reserve(token: number): void {
    if (token < this.#declared.length) return;
    const size = Math.max(token + 1, 2 * this.#declared.length);
    const declared = new Uint8Array(size);
    const floating = new Int32Array(size);
    declared.set(this.#declared);
    floating.set(this.#floating);
    this.#declared = declared;
    this.#floating = floating;
  }

  isDeclared(variable: number): boolean {
    return this.#declared[variable] === 1;
  }

  /** The active $f of a variable, or NONE. */
  floatingOf(variable: number): number {
    return variable < this.#floating.length ? this.#floating[variable] - 1 : NONE;
  }

  declare(variable: number): void {
    this.#reserve(variable);
    this.#declared[variable] = 1;
    this.#blocks.at(-1)?.variables.push(variable);
  }

  addFloating(variable: number, statement: number): void {
    this.#floating[variable] = statement + 1;
    const block = this.#blocks.at(-1);
    block?.floating.push(variable);
    block?.hypotheses.push(statement);
  }

  addEssential(statement: number): void {
    this.essentials.push(statement);
    this.#blocks.at(-1)?.hypotheses.push(statement);
  }

  addGroup(variables: readonly number[]): void {
    const group = this.#groupStart.length;
    this.#groupStart.push(this.#groupVariables.length);
    this.#groupBefore.push(this.group);
    this.group = group;
    for (const variable of variables) {
      this.#groupVariables.push(variable);
      const groups = this.#groupsOf.get(variable);
      if (groups === undefined) this.#groupsOf.set(variable, [group]);
      else groups.push(group);
    }
  }

  /** The active groups with a variable, oldest first. */
  groupsOf(variable: number): readonly number[] {
    return this.#groupsOf.get(variable) ?? [];
  }

  open(position: number): void {
    const essentialCount = this.essentials.length;
    this.#blocks.push({
      variables: [],
      floating: [],
      essentialCount,
      group: this.group,
      hypotheses: [],
      position,
    });
  }

  /** Closes the innermost block; returns its hypotheses. */
  close(): readonly number[] {
    const block = this.#blocks.pop()!;
    for (const variable of block.variables) this.#declared[variable] = 0;
    for (const variable of block.floating) this.#floating[variable] = 0;
    this.essentials.length = block.essentialCount;
    while (this.group !== block.group) this.#dropGroup();
    return block.hypotheses;
  }

  #dropGroup(): void {
    const { group } = this;
    const end =
      group + 1 < this.#groupStart.length ? this.#groupStart.get(group + 1) : this.#groupVariables.length;
    for (let at = this.#groupStart.get(group); at < end; at++)
      this.#groupsOf.get(this.#groupVariables.get(at))!.pop();
    this.group = this.#groupBefore.get(group);
  }

  /** All groups ever made. */
  groups(): DisjointGroups {
    const count = this.#groupStart.length;
    this.#groupStart.push(this.#groupVariables.length);
    return {
      count,
      variables: this.#groupVariables.toArray(),
      start: this.#groupStart.toArray(),
      before: this.#groupBefore.toArray(),
    };
  }
}
