/** What a theory says, for the index: each declaration typeset and in MPL. */
import type { SortDecl, SymbolDecl, Theory } from "../../logic/theory.js";
import { factTokens } from "../../mpl/print-readable.js";
import { tokensText } from "../../mpl/tokens.js";
import { factAnchor } from "../links.js";
import { sortToText, theoryView, type NamedStatement } from "../theory-view.js";
import { symbolSign, tokensToMath } from "./typeset.js";

export function declarations(theory: Theory): object {
  const view = theoryView(theory);
  const facts = new Map(theory.facts.map((fact) => [fact.name, factTokens(theory, fact)]));
  const anchored = ({ name, origin }: NamedStatement): object => {
    const tokens = facts.get(name) ?? [];
    return {
      ...{ name, origin, anchor: factAnchor(name) },
      ...{ typeset: tokensToMath(tokens), text: tokensText(tokens) },
    };
  };
  const symbols = theory.symbols.filter(({ kind }) => kind !== "constructor");
  return {
    uses: theory.uses,
    sorts: view.sorts.map((sort, index) => ({ ...sort, typeset: sortText(theory.sorts[index], theory) })),
    symbols: view.symbols.map((symbol, index) => ({ ...symbol, typeset: symbolText(symbols[index]) })),
    axioms: view.axioms.map(anchored),
    definitions: view.definitions.map(anchored),
  };
}

/** `N ::= 0 | s(N)`; for a sort that is not inductive, its name. */
function sortText({ name, params, inductive, constructors }: SortDecl, theory: Theory): string {
  const head = [name, ...params].join(" ");
  if (!inductive) return head;
  const forms = constructors.map((constructor) => {
    const args = theory.symbols.find((symbol) => symbol.name === constructor)?.args ?? [];
    return args.length === 0 ? constructor : `${constructor}(${args.map(sortToText).join(", ")})`;
  });
  return `${head} ::= ${forms.join(" | ")}`;
}

/** `+ : N × N → N`, `≤ ⊆ N × N`. */
function symbolText({ name, args, result }: SymbolDecl): string {
  const domain = args.map(sortToText).join(" × ");
  const sign = symbolSign(name);
  if (result === undefined) return domain === "" ? sign : `${sign} ⊆ ${domain}`;
  return `${sign} : ${domain === "" ? "" : `${domain} → `}${sortToText(result)}`;
}
