/** A link to a step inside a closed sub-proof opens the sub-proofs around it. */
import { byId } from "./dom.js";
import { addKeys } from "./help.js";

export function startAnchors(): void {
  const open = (): void => {
    const target = location.hash === "" ? undefined : byId(location.hash.slice(1));
    if (target === undefined) return;
    let closed = target.closest<HTMLDetailsElement>("details:not([open])");
    if (closed === null) return;
    for (; closed !== null; closed = target.closest("details:not([open])")) closed.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
  if (document.querySelector("details.scope") === null) return;
  addKeys([
    {
      keys: ["o"],
      does: "close or open the sub-proof around the row",
      act: () => toggle(document.activeElement),
    },
    { keys: ["O"], does: "close or open all sub-proofs", act: toggleAll },
  ]);
}

function toggle(from: Element | null): boolean {
  const details = from?.closest<HTMLDetailsElement>("details.scope") ?? null;
  if (details === null) return false;
  details.open = !details.open;
  if (!details.open) details.querySelector<HTMLElement>("summary")?.focus();
  return true;
}

function toggleAll(): boolean {
  const scopes = [...document.querySelectorAll<HTMLDetailsElement>("details.scope")];
  const open = scopes.some((details) => !details.open);
  for (const details of scopes) details.open = open;
  return true;
}
