/** Light, dark, or as the reader's system has it: a button goes round the three, and the choice is remembered. */
import { announce, onAction, remember, remembered } from "./dom.js";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

function isTheme(text: string | undefined): text is Theme {
  return THEMES.some((theme) => theme === text);
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function startTheme(): void {
  const stored = remembered("theme");
  let theme: Theme = isTheme(stored) ? stored : "system";
  apply(theme);
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
