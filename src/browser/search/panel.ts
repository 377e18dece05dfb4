/**
 * The search field of every page: results as one types, each a link, with what was found and how. The arrows go through
 * them, Enter opens the first, Escape leaves; what is searched for stands in the address. The data is loaded when the
 * field is first used.
 */
import { all, announce, byId, loadScript, make, plural, rootPath } from "../dom.js";
import { addKeys } from "../help.js";
import { readState, writeState } from "../url-state.js";
import { Finder, type Found, type SearchData } from "./find.js";

declare global {
  var lemmagridSearch: SearchData | undefined;
}

const MAX_SHOWN = 40;
const ANNOUNCE_AFTER_MS = 500;

export function startSearch(): void {
  const input = byId("search");
  const results = byId("search-results");
  if (input instanceof HTMLInputElement && results !== undefined) new SearchPanel(input, results).start();
}

class SearchPanel {
  private finder: Promise<Finder> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly results: HTMLElement,
  ) {}

  start(): void {
    const { input, results } = this;
    if (input.form !== null) input.form.hidden = false;
    input.addEventListener("input", () => void this.search());
    input.addEventListener("focus", () => {
      results.hidden = results.childElementCount === 0;
      void this.load();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target !== input && target instanceof Node && !results.contains(target)) results.hidden = true;
    });
    input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.search().then(() => {
        this.links()[0]?.click();
      });
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") this.move(event, 0);
      else if (event.key === "Escape") this.leave(event);
    });
    results.addEventListener("keydown", (event) => {
      const at = this.links().findIndex((link) => link === document.activeElement);
      if (event.key === "ArrowDown") this.move(event, at + 1);
      else if (event.key === "ArrowUp") this.move(event, at - 1);
      else if (event.key === "Escape") this.leave(event);
    });
    addKeys([{ keys: ["/"], does: "search", act: () => this.focus() }]);
    input.value = readState().get("q") ?? "";
    if (input.value !== "") void this.search();
  }

  private focus(): boolean {
    this.input.focus();
    this.input.select();
    return true;
  }

  private links(): HTMLAnchorElement[] {
    return all<HTMLAnchorElement>("a", this.results);
  }

  private move(event: KeyboardEvent, to: number): void {
    event.preventDefault();
    if (to < 0) this.input.focus();
    else this.links()[Math.min(to, this.links().length - 1)]?.focus();
  }

  private leave(event: KeyboardEvent): void {
    event.preventDefault();
    const empty = this.input.value === "";
    this.input.value = "";
    void this.search();
    if (empty) this.input.blur();
    else this.input.focus();
  }

  private load(): Promise<Finder> {
    this.finder ??= loadScript("data/search.js").then(
      () => new Finder(globalThis.lemmagridSearch ?? NOTHING),
    );
    return this.finder;
  }

  private async search(): Promise<void> {
    const text = this.input.value.trim();
    writeState({ q: text });
    if (text === "") {
      this.results.hidden = true;
      this.results.replaceChildren();
      return;
    }
    let found: Found[];
    try {
      found = (await this.load()).find(text);
    } catch {
      this.finder = undefined;
      this.show("The search's data could not be loaded.", []);
      return;
    }
    if (this.input.value.trim() !== text) return;
    const more = found.length > MAX_SHOWN ? `, the best ${MAX_SHOWN} shown` : "";
    this.show(`${plural(found.length, "result")}${more}`, found.slice(0, MAX_SHOWN));
  }

  private show(summary: string, found: readonly Found[]): void {
    const items = found.map(({ entry, by }) =>
      make(
        "li",
        {},
        make("a", { href: rootPath() + entry.url }, entry.name),
        " ",
        make("code", {}, entry.statement),
        " ",
        make("span", { class: "tag" }, entry.kind),
        " ",
        make("span", { class: "detail" }, by),
      ),
    );
    const title = make("p", { class: "detail" }, summary);
    this.results.replaceChildren(title, ...(items.length > 0 ? [make("ul", {}, ...items)] : []));
    this.results.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      announce(summary);
    }, ANNOUNCE_AFTER_MS);
  }
}

const NOTHING: SearchData = { symbols: [], entries: [] };
