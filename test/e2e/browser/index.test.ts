/** The index as a reader uses it: search, sorting, filters, permanent links, keys, theme. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { attributes, browserIsMissing, openPage, type OpenOptions } from "./browser.js";
import { outputOf, theoremNames } from "./outputs.js";

async function open(options: OpenOptions = {}): Promise<Page> {
  return openPage(await outputOf("peano"), "index.html", options);
}

async function results(page: Page): Promise<string[]> {
  await page.locator("#search-results").waitFor();
  return page.locator("#search-results a").allTextContents();
}

/** Names in a table, from top to bottom, of the rows that are shown. */
function names(page: Page, table: string): Promise<string[]> {
  return page.locator(`#table-${table} tbody tr:visible th`).allTextContents();
}

describe.skipIf(browserIsMissing)("search", () => {
  test.each([
    "x + y = y + x",
    "foo + bar = bar + foo",
    "y + x = x + y",
    "(>[u:N,v:N](true[])(=[+[u,v],+[v,u]]))",
  ])("finds a statement by its shape: %s", async (text) => {
    const page = await open();
    await page.locator("#search").fill(text);
    await page.locator("#search-results a").first().waitFor();
    expect((await results(page))[0]).toBe("add.comm");
    expect(await page.locator("#search-results").textContent()).toContain("the same statement");
  });

  test("finds while one types, by name too, and says how many", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("add.c");
    await page.locator("#search-results a").first().waitFor();
    expect(await results(page)).toContain("add.comm");
    expect(page.url()).toContain("?q=add.c");
    await page
      .locator("#status")
      .getByText(/\d+ results?/)
      .waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/theorems\/add\./);
  });

  test("finds parts of statements, and axioms", async () => {
    const page = await open();
    await page.locator("#search").fill("s(a + b)");
    await page.locator("#search-results a").first().waitFor();
    expect(await results(page)).toContain("add.succ");
    await page.locator("#search-results a", { hasText: /^add\.succ$/ }).click();
    expect(page.url()).toContain("index.html#");
  });

  test("is there again with the address, and gone with Escape", async () => {
    const page = await open({ at: "?q=x%20*%20y%20%3D%20y%20*%20x" });
    await page.locator("#search-results a").first().waitFor();
    expect((await results(page))[0]).toBe("mul.comm");
    await page.locator("#search").focus();
    await page.keyboard.press("Escape");
    expect(await page.locator("#search-results").isVisible()).toBe(false);
    expect(page.url()).not.toContain("q=");
  });

  test("works on a theorem's page, where Enter opens the best", async () => {
    const page = await openPage(await outputOf("peano"), "theorems/mul.comm.html");
    await page.locator("#search").fill("0 + x = x");
    await page.keyboard.press("Enter");
    await page.waitForURL(/theorems\/add\.zero\.left\.html/);
  });

  test("says when nothing is found", async () => {
    const page = await open();
    await page.locator("#search").fill("no such thing anywhere");
    expect(await results(page)).toEqual([]);
    expect(await page.locator("#search-results").textContent()).toContain("0 results");
  });
});

describe.skipIf(browserIsMissing)("the tables of theorems", () => {
  test("sort by a column, both ways, and remember it in the address", async () => {
    const page = await open();
    const given = await names(page, "basis");
    const header = page.locator("#table-basis th[data-sort=name]");
    await header.getByRole("button").click();
    expect(await names(page, "basis")).toEqual(
      [...given].sort((a, b) => a.localeCompare(b, "en", { numeric: true })),
    );
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await page.locator("#table-basis th[data-sort=size]").getByRole("button").click();
    await page.locator("#table-basis th[data-sort=size]").getByRole("button").click();
    expect(page.url()).toContain("sort=-size");
    await page.reload();
    const sizes = (await attributes(page.locator("#table-basis tbody tr"), "data-size")).map(Number);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(await names(page, "basis"))).toEqual(new Set(given));
  });

  test("filter by symbol, method, part, size and depth", async () => {
    const page = await open();
    const total = theoremNames(await outputOf("peano")).length;
    const shown = (): Promise<number> => page.locator("table.theorems tbody tr:visible").count();
    const values = (name: string): Promise<string[]> =>
      attributes(page.locator("table.theorems tbody tr:visible"), name);
    expect(await shown()).toBe(total);
    await page.locator("[name=symbol]").selectOption("*");
    expect((await values("data-symbols")).every((symbols) => symbols.split(" ").includes("*"))).toBe(true);
    expect(await shown()).toBeLessThan(total);
    await page.locator("[name=basis]").selectOption("yes");
    await page.locator("[name=max-size]").fill("20");
    await page.locator("[name=max-depth]").fill("3");
    await page.locator("[name=method]").selectOption("induction");
    const count = await shown();
    expect(count).toBeGreaterThan(0);
    expect((await values("data-size")).every((size) => Number(size) <= 20)).toBe(true);
    expect(await page.locator("#shown").textContent()).toContain(`${count} of ${total}`);
    await page.reload();
    expect(await shown()).toBe(count);
    await page.locator("#filters button[type=reset]").click();
    await page.locator("#shown").getByText(`${total} of ${total}`).waitFor();
    expect(await shown()).toBe(total);
    expect(page.url()).not.toContain("?");
  });

  test("the keyboard goes through the rows and opens a theorem", async () => {
    const page = await open();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    const row = page.locator("tr:focus");
    const name = await row.getAttribute("data-name");
    expect(name).toBe((await names(page, "basis"))[1]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/theorems\//);
    expect(await page.locator("h1").textContent()).toBe(name);
  });
});

describe.skipIf(browserIsMissing)("permanent links", () => {
  test("a hash, whole or cut short, and a name lead to the theorem", async () => {
    const page = await open();
    const hash = (await page.locator('tr[data-name="add.comm"]').getAttribute("data-hash")) ?? "";
    expect(hash).toMatch(/^[0-9a-f]{16,}$/);
    for (const at of [`#hash-${hash}`, `#hash-${hash.slice(0, 10)}`, "#name-add.comm"]) {
      const there = await open({ at });
      await there.waitForURL(/theorems\/add\.comm\.html$/);
    }
  });

  test("one that leads nowhere says so", async () => {
    const page = await open({ at: "#hash-0123456789abcdef" });
    expect(await page.locator("#permalink-note").textContent()).toContain("No theorem here has the hash");
  });
});

describe.skipIf(browserIsMissing)("theme and help", () => {
  test("the theme goes round and is remembered", async () => {
    const page = await open({ colorScheme: "light" });
    const button = page.getByRole("button", { name: "Theme" });
    const paper = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const light = await paper();
    await button.click();
    expect(await button.textContent()).toBe("Theme: light");
    expect(await paper()).toBe(light);
    await button.click();
    expect(await button.textContent()).toBe("Theme: dark");
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    await button.click();
    expect(await paper()).toBe(light);
  });

  test("? shows the keys, Escape closes", async () => {
    const page = await open();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    expect(await dialog.textContent()).toContain("search");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Keys" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "hidden" });
  });
});
