/** The keys of the page: a table of them in a dialog, and what each does. A page's parts add their own. */
import { make, onAction } from "./dom.js";

export interface Key {
  /** As `KeyboardEvent.key` has it; several keys may do the same. */
  readonly keys: readonly string[];
  readonly does: string;
  /** Says whether it did anything; if not, the browser does what it does. */
  readonly act: (event: KeyboardEvent) => boolean;
}

const bound: Key[] = [];

export function addKeys(keys: readonly Key[]): void {
  bound.push(...keys);
}

const KEY_NAMES: ReadonlyMap<string, string> = new Map([
  ["ArrowDown", "↓"],
  ["ArrowUp", "↑"],
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
  [" ", "Space"],
]);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");
}

/** Listens once all parts have added their keys. */
export function startKeys(): void {
  const dialog = helpDialog();
  addKeys([
    {
      keys: ["?"],
      does: "this help",
      act: () => {
        show(dialog());
        return true;
      },
    },
  ]);
  onAction("help", () => {
    show(dialog());
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
    const key = bound.find((candidate) => candidate.keys.includes(event.key));
    if (key?.act(event) === true) event.preventDefault();
  });
}

function show(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
}

/** Made when it is first asked for. */
function helpDialog(): () => HTMLDialogElement {
  let dialog: HTMLDialogElement | undefined;
  return () => {
    if (dialog !== undefined) return dialog;
    const rows = bound.map((key) => {
      const names = key.keys.flatMap((name, index) => [
        index === 0 ? "" : " ",
        make("kbd", {}, KEY_NAMES.get(name) ?? name),
      ]);
      return make("tr", {}, make("th", { scope: "row" }, ...names), make("td", {}, key.does));
    });
    const close = make("button", { type: "button" }, "Close");
    dialog = make(
      "dialog",
      { id: "help", "aria-labelledby": "help-title" },
      make("h2", { id: "help-title" }, "Keys"),
      make("table", {}, make("tbody", {}, ...rows)),
      make("p", {}, close),
    );
    const made = dialog;
    close.addEventListener("click", () => {
      made.close();
    });
    document.body.append(dialog);
    return dialog;
  };
}
