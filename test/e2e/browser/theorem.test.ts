/** A theorem's page as a reader uses it, with the mouse, a finger and the keyboard. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { attributes, browserIsMissing, openPage, type OpenOptions } from "./browser.js";
import { outputOf } from "./outputs.js";

const PAGE = "theorems/mul.succ.left.html";

async function open(options: OpenOptions = {}): Promise<Page> {
  return openPage(await outputOf("peano"), PAGE, options);
}

/** The steps whose rows have the class, in order. */
async function marked(page: Page, mark: string): Promise<number[]> {
  return (await attributes(page.locator(`#proof tr.${mark}`), "data-step")).map(Number);
}

/** What each step rests on, from the rows of the page. */
async function graph(page: Page): Promise<Map<number, number[]>> {
  const rows = page.locator("#proof tr[data-step]");
  const from = await attributes(rows, "data-from");
  const steps = await attributes(rows, "data-step");
  return new Map(
    steps.map((step, index) => [Number(step), from[index].split(" ").filter(Boolean).map(Number)]),
  );
}

function ancestorsOf(step: number, from: ReadonlyMap<number, readonly number[]>): number[] {
  const found = new Set<number>();
  const visit = (at: number): void => {
    for (const parent of from.get(at) ?? []) {
      if (!found.has(parent)) visit(parent);
      found.add(parent);
    }
  };
  visit(step);
  return [...found].sort((a, b) => a - b);
}

describe.skipIf(browserIsMissing)("marks of steps", () => {
  test("the mouse over a step marks all that it rests on and what uses it, everywhere", async () => {
    const page = await open();
    const from = await graph(page);
    const last = Math.max(...from.keys());
    expect(from.size).toBeGreaterThan(20);
    for (const step of [...from.keys()].filter((_, index) => index % 5 === 0).concat(last)) {
      await page.locator(`#step-${step} th`).hover();
      expect(await marked(page, "is-current")).toEqual([step]);
      expect(await marked(page, "is-ancestor")).toEqual(ancestorsOf(step, from));
      const users = [...from].filter(([, parents]) => parents.includes(step)).map(([user]) => user);
      expect(await marked(page, "is-user")).toEqual(users);
      expect(await page.locator("#proof-graph .is-ancestor").count()).toBe(ancestorsOf(step, from).length);
    }
    await page.locator("h1").hover();
    expect(await marked(page, "is-current")).toEqual([]);
  });

  test("a mark is a sign and a border, not a colour alone", async () => {
    const page = await open();
    await page.locator("#step-7 th").hover();
    const sign = (row: string): Promise<string> =>
      page.evaluate(
        `getComputedStyle(document.querySelector("#proof ${row} > :first-child"), "::before").content`,
      );
    expect(await sign("#step-7")).toContain("•");
    expect(await sign("tr.is-ancestor")).toContain("↑");
    expect(await sign("tr.is-user")).toContain("↓");
  });

  test("the keyboard goes from step to step, marks them and says so", async () => {
    const page = await open();
    await page.keyboard.press("j");
    const [first] = (await graph(page)).keys();
    expect(await marked(page, "is-current")).toEqual([first]);
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    const [, second] = (await graph(page)).keys();
    expect(await marked(page, "is-current")).toEqual([second]);
    await page.locator("#status").getByText(`Step ${second} rests on`).waitFor({ state: "attached" });
    await page.keyboard.press("End");
    expect(await marked(page, "is-current")).toEqual([Math.max(...(await graph(page)).keys())]);
    await page.keyboard.press("Escape");
    expect(await marked(page, "is-current")).toEqual([]);
  });

  test("a tap holds the marks", async () => {
    const page = await open({ hasTouch: true, viewport: { width: 400, height: 800 } });
    await page.locator("#step-7 th").tap();
    expect(await marked(page, "is-current")).toEqual([7]);
    await page.locator("#step-16 th").tap();
    expect(await marked(page, "is-current")).toEqual([16]);
    await page.locator("#step-16 th").tap();
    expect(await marked(page, "is-current")).toEqual([16]);
  });

  test("they can be switched off, which is remembered", async () => {
    const page = await open();
    const button = page.getByRole("button", { name: "Mark what a step rests on" });
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await button.click();
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await page.locator("#step-7 th").hover();
    expect(await marked(page, "is-current")).toEqual([]);
    await page.reload();
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await page.locator("h1").click();
    await page.keyboard.press("m");
    await page.locator("#step-7 th").hover();
    expect(await marked(page, "is-current")).toEqual([7]);
  });
});

describe.skipIf(browserIsMissing)("the rest of the page", () => {
  test("sub-proofs close and open, by mouse, by key and by a link into them", async () => {
    const page = await open();
    const row = page.locator("#step-7");
    await page.locator("#scope-1 > summary").click();
    expect(await row.isVisible()).toBe(false);
    await page.locator("#scope-1 > summary").click();
    await page.locator("#step-7").focus();
    await page.keyboard.press("o");
    expect(await row.isVisible()).toBe(false);
    await page.keyboard.press("O");
    expect(await row.isVisible()).toBe(true);
    await page.keyboard.press("O");
    expect(await page.locator("details.scope[open]").count()).toBe(0);
    await page.locator('#proof-graph a[href="#step-7"]').click();
    await row.waitFor();
  });

  test("copy puts the statement on the clipboard, or says that it cannot", async () => {
    const page = await open();
    const button = page.getByRole("button", { name: "Copy the core notation" });
    const text = await page.locator("#statement-core").textContent();
    await button.click();
    await page
      .locator("#status")
      .getByText(/Copied|Press Ctrl\+C/)
      .waitFor({ state: "attached" });
    await page.locator("#search").focus();
    await page.keyboard.press("Control+V");
    expect(await page.locator("#search").inputValue()).toBe(text);
  });

  test("the depth of the neighbourhood is in the address", async () => {
    const page = await open();
    await page.locator("#depth-2").check();
    expect(page.url()).toContain("?depth=2");
    expect(await page.locator('figure[data-depth="2"]').isVisible()).toBe(true);
    expect(await page.locator('figure[data-depth="1"]').isVisible()).toBe(false);
    await page.reload();
    expect(await page.locator("#depth-2").isChecked()).toBe(true);
    await page.locator("#depth-1").check();
    expect(page.url()).not.toContain("depth");
  });

  test("keys lead to the neighbours and to the index, and check", async () => {
    const page = await open();
    await page.keyboard.press("c");
    await page.locator("#check-report .verdict").waitFor();
    await page.keyboard.press("n");
    await page.waitForURL(/mul\.comm\.html$/);
    await page.keyboard.press("p");
    await page.waitForURL(/mul\.succ\.left\.html$/);
    await page.keyboard.press("i");
    await page.waitForURL(/index\.html$/);
  });

  test("the permanent link leads back to the page", async () => {
    const page = await open();
    await page.locator('a[href^="../index.html#hash-"]').click();
    await page.waitForURL(/mul\.succ\.left\.html$/);
    expect(await page.locator("h1").textContent()).toBe("mul.succ.left");
  });
});
