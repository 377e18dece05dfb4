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
