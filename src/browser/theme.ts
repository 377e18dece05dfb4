/** Light, dark, or as the reader's system has it: a button goes round the three, and the choice is remembered. */
import { announce, onAction, remember, remembered } from "./dom.js";

const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

function isTheme(text: string | undefined): text is Theme {
  return THEMES.some((theme) => theme === text);
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Puts the remembered theme on, which needs no more of the page than its root, and gives it. */
export function rememberedTheme(): Theme {
  const stored = remembered("theme");
  const theme = isTheme(stored) ? stored : "system";
  apply(theme);
  return theme;
}

/** The button, which begins with this theme. */
export function startTheme(first: Theme): void {
  let theme = first;
  const label = (button: HTMLButtonElement): void => {
    button.textContent = `Theme: ${theme}`;
  };
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-action="theme"]')) label(button);
  onAction("theme", (button) => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    apply(theme);
    remember("theme", theme);
    label(button);
    announce(`Theme: ${theme}`);
  });
}
