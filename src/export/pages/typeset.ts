/**
 * Tokens of the readable notation as people see them on the pages: inline HTML, which wraps, and MathML, which does not
 * and is for statements that stand by themselves.
 */
import { isSignRun } from "../../mpl/names.js";
import type { Token } from "../../mpl/tokens.js";
import { escapeText, markup, type Markup } from "./markup.js";

/** Signs that ASCII writes with what a keyboard has. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["forall", "∀"],
  ["exists", "∃"],
  ["->", "→"],
  ["<->", "↔"],
  ["&", "∧"],
  ["|", "∨"],
  ["!", "¬"],
  ["!=", "≠"],
  [":=", "≔"],
  ["<=", "≤"],
  [">=", "≥"],
  ["*", "·"],
  ["-", "−"],
]);

/** What a mark becomes: the element that stands around the tokens. */
const MARK_ELEMENTS: ReadonlyMap<string, string> = new Map([
  ["before", "u"],
  ["after", "mark"],
]);

/** A symbol as it is typeset by itself. */
export function symbolSign(name: string): string {
  return SIGNS.get(name) ?? name;
}

function sign(part: Token): string {
  return part.role === "connective" || part.role === "symbol"
    ? (SIGNS.get(part.text) ?? part.text)
    : part.text;
}

/** A prefix sign stands at what it binds, without the space that a word needs. */
function isTight(part: Token | undefined): boolean {
  return part?.role === "connective" && (part.text === "forall" || part.text === "exists");
}

export function tokensToHtml(tokens: readonly Token[]): Markup {
  let html = "";
  tokens.forEach((part, index) => {
    switch (part.role) {
      case "variable":
        html += `<var>${escapeText(part.text)}</var>`;
        return;
      case "begin":
        html += `<${MARK_ELEMENTS.get(part.kind ?? "") ?? "span"}>`;
        return;
      case "end":
        html += `</${MARK_ELEMENTS.get(part.kind ?? "") ?? "span"}>`;
        return;
      case "space":
        if (!isTight(tokens[index - 1])) html += " ";
        return;
      case "symbol":
      case "connective":
      case "sort":
      case "punctuation":
        html += escapeText(sign(part));
        return;
      default:
        part.role satisfies never;
    }
  });
  return markup(html);
}

const GAP = '<mspace width="0.3em"></mspace>';

/** The space between two variables of a quantifier; signs bring their own. */
function mathSpace(before: Token | undefined, after: Token | undefined): string {
  return before?.role === "variable" && after?.role === "variable" ? GAP : "";
}

function mathSymbol(part: Token, infix: boolean): string {
  const text = escapeText(sign(part));
  if (/^\d+$/u.test(part.text)) return `<mn>${text}</mn>`;
  if (isSignRun(part.text)) {
    return infix ? `<mo lspace="0.25em" rspace="0.25em">${text}</mo>` : `<mo>${text}</mo>`;
  }
  return Array.from(part.text).length === 1 ? `<mi mathvariant="normal">${text}</mi>` : `<mi>${text}</mi>`;
}

function mathToken(tokens: readonly Token[], index: number): string {
  const part = tokens[index];
  switch (part.role) {
    case "variable":
      return `<mi class="v">${escapeText(part.text)}</mi>`;
    case "symbol":
      return mathSymbol(part, tokens[index - 1]?.role === "space" && tokens[index + 1]?.role === "space");
    case "sort":
      return `<mtext>${escapeText(part.text)}</mtext>`;
    case "connective":
      return part.text === "true" || part.text === "false"
        ? `<mi>${part.text}</mi>`
        : `<mo>${escapeText(sign(part))}</mo>`;
    case "punctuation":
      return part.text === "."
        ? `<mo rspace="0.3em">.</mo>`
        : `<mo stretchy="false">${escapeText(part.text)}</mo>`;
    case "space":
      return mathSpace(tokens[index - 1], tokens[index + 1]);
    case "begin":
    case "end":
      return "";
    default:
      part.role satisfies never;
      return "";
  }
}

/** `display`: on a line of its own. */
export function tokensToMath(tokens: readonly Token[], display = false): Markup {
  const body = tokens.map((_, index) => mathToken(tokens, index)).join("");
  return markup(`<math${display ? ' display="block"' : ""}>${body}</math>`);
}
