/**
 * What the other scripts of the pages share: elements made without markup (text is always text), data scripts loaded
 * by adding them to the page, what is said to screen readers, and settings that are remembered where the browser lets
 * a page remember anything.
 */

type Child = Node | string;

/** An element with attributes and children; text children are text, whatever they hold. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

export function byId(id: string): HTMLElement | undefined {
  return document.getElementById(id) ?? undefined;
}

export function all<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** The way from this page to the index's folder: `""` or `"../"`. */
export function rootPath(): string {
  return document.documentElement.dataset.root ?? "";
}

export function buttonsFor(action: string): HTMLButtonElement[] {
  return all<HTMLButtonElement>(`button[data-action="${action}"]`);
}

/** Shows the page's buttons for an action and has them do it. */
export function onAction(action: string, act: (button: HTMLButtonElement) => void): void {
  for (const button of buttonsFor(action)) {
    button.hidden = false;
    button.addEventListener("click", () => {
      act(button);
    });
  }
}

/** Says the text to screen readers; the same text twice is said twice. */
export function announce(text: string): void {
  const status = byId("status");
  if (status === undefined) return;
  status.textContent = "";
  setTimeout(() => {
    status.textContent = text;
  }, 30);
}

const loading = new Map<string, Promise<void>>();

/** Adds a script of the output to the page, once; `file` is its path from the index's folder. */
export function loadScript(file: string): Promise<void> {
  let promise = loading.get(file);
  promise ??= new Promise((resolve, reject) => {
    const script = make("script", { src: rootPath() + file });
    script.addEventListener("load", () => {
      resolve();
    });
    script.addEventListener("error", () => {
      loading.delete(file);
      reject(new Error(`${file} could not be loaded`));
    });
    document.head.append(script);
  });
  loading.set(file, promise);
  return promise;
}

const PREFIX = "lemmagrid.";

/** What was remembered, or undefined; pages opened from a file may not be allowed to remember. */
export function remembered(setting: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + setting) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(setting: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + setting, value);
  } catch {
    // The setting then holds for this page alone.
  }
}

/** Lets the browser paint and take input before the work goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

export function plural(count: number, singular: string, several = `${singular}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? singular : several}`;
}
