/**
 * What the readable notation is made of. Tokens joined are the text; their roles are for those who typeset it. A `begin`
 * and an `end` have no text: they stand around a part that the caller asked to have marked.
 */

export type TokenRole =
  "variable" | "symbol" | "sort" | "connective" | "punctuation" | "space" | "begin" | "end";

export interface Token {
  readonly role: TokenRole;
  readonly text: string;
  /** Of a `begin` or `end`: what the mark means. */
  readonly kind?: string;
}

export function token(role: TokenRole, text: string): Token {
  return { role, text };
}

export const SPACE: Token = { role: "space", text: " " };

export function tokensText(tokens: readonly Token[]): string {
  let text = "";
  for (const part of tokens) text += part.text;
  return text;
}

/** Tokens as they are put together: nested, so that joining two rows copies neither. */
export type TokenTree = Token | readonly TokenTree[];

export function flatTokens(tree: TokenTree): readonly Token[] {
  const tokens: Token[] = [];
  const add = (part: TokenTree): void => {
    if ("role" in part) tokens.push(part);
    else for (const inner of part) add(inner);
  };
  add(tree);
  return tokens;
}

/** The first token with a text. */
export function firstToken(tree: TokenTree): Token | undefined {
  if ("role" in tree) return tree.text === "" ? undefined : tree;
  for (const part of tree) {
    const found = firstToken(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
