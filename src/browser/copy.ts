/** Copy buttons: the text of the element that the button names goes to the clipboard. */
import { announce, byId, make, onAction } from "./dom.js";

const SHOWN_MS = 1600;

export function startCopy(): void {
  onAction("copy", (button) => {
    const source = byId(button.dataset.copy ?? "");
    if (source === undefined) return;
    const label = button.textContent;
    void copyText(source.textContent).then((copied) => {
      const said = copied ? "Copied" : "Press Ctrl+C to copy";
      if (!copied) getSelection()?.selectAllChildren(source);
      button.textContent = said;
      announce(said);
      setTimeout(() => {
        button.textContent = label;
      }, SHOWN_MS);
    });
  });
}

/** The clipboard is open to secure pages only; a page from a file selects the text itself and asks for a copy. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { class: "visually-hidden", readonly: "", "aria-hidden": "true" }, text);
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    // The only way to copy on pages without the clipboard interface, and it needs no permission.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const copied = document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return copied;
  }
}
