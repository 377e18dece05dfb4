/**
 * Every kind of page as it stands: accessible in light, dark and narrow, readable without scripts and on paper, light,
 * the same on every run, and text where a name looks like markup.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserIsMissing, folder, openPage, type OpenOptions } from "./browser.js";
import { hostileOutput } from "./hostile.js";
import { outputOf, theoremNames } from "./outputs.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const KINDS = ["index.html", "theorems/mul.succ.left.html", "rules.html", "grid.html"] as const;
const LOOKS: readonly (readonly [string, OpenOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 360, height: 720 } }],
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds, in few words. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<{ violations: readonly Violation[] }>(
    "axe.run({ preload: false })",
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe.skipIf(browserIsMissing)("axe-core finds nothing", () => {
  for (const kind of KINDS) {
    test.each(LOOKS)(`on ${kind}, %s`, async (_, options) => {
      const page = await openPage(await outputOf("peano"), kind, options);
      if (kind === "grid.html") await page.locator("#replay-detail table").waitFor();
      expect(await violations(page)).toEqual([]);
    });
  }

  test("with everything in use: results, dialog, marks, a verdict", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await openPage(await outputOf("peano"), KINDS[1], { colorScheme });
      await page.getByRole("button", { name: "Check this proof" }).click();
      await page.locator("#check-report .verdict").waitFor();
      await page.locator("#step-7 th").hover();
      await page.locator("#search").fill("x + y = y + x");
      await page.locator("#search-results a").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Keys" }).click();
      expect(await violations(page)).toEqual([]);
    }
  });
});

describe.skipIf(browserIsMissing)("narrow screens and paper", () => {
  test.each(KINDS)("%s needs no sideways scrolling of the page", async (kind) => {
    const page = await openPage(await outputOf("peano"), kind, { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  });

  test("on paper the proof is there and the tools are not", async () => {
    const page = await openPage(await outputOf("peano"), KINDS[1], { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#step-7").isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Check this proof" }).isVisible()).toBe(false);
    expect(await page.locator("#search").isVisible()).toBe(false);
  });
});

describe.skipIf(browserIsMissing)("without scripts", () => {
  test("statements, proofs and links are readable, and no dead control is shown", async () => {
    const output = await outputOf("peano");
    const index = await openPage(output, "index.html", { javaScriptEnabled: false });
    expect(await index.locator("tr[data-name]:visible").count()).toBe(theoremNames(output).length);
    expect(await index.locator("button:visible, input:visible").count()).toBe(0);
    await index.locator('tr[data-name="mul.succ.left"] th a').click();
    expect(await index.locator("h1").textContent()).toBe("mul.succ.left");
    expect(await index.locator("#statement-readable").textContent()).toBe("s(x) * y = x * y + y");
    expect(await index.locator("#proof tr[data-step]:visible").count()).toBeGreaterThan(20);
    expect(await index.locator("button:visible").count()).toBe(0);
    await index.locator('#proof a[href$=".html"]', { hasText: "add.comm" }).first().click();
    expect(await index.locator("h1").textContent()).toBe("add.comm");
    const rules = await openPage(output, "rules.html", { javaScriptEnabled: false });
    expect(await rules.locator("#induction").isVisible()).toBe(true);
  });

  test("each depth of the neighbourhood can be chosen", async () => {
    const page = await openPage(await outputOf("peano"), KINDS[1], { javaScriptEnabled: false });
    await page.locator("#depth-2").check();
    expect(await page.locator('figure[data-depth="2"]').isVisible()).toBe(true);
  });
});

describe.skipIf(browserIsMissing)("weight", () => {
  test("the shared files, the median page and the checker are light", async () => {
    for (const theory of ["peano", "list"]) {
      const output = await outputOf(theory);
      const sizeOf = (path: string): number => statSync(join(output, path)).size;
      expect(sizeOf("lemmagrid.css")).toBeLessThanOrEqual(16 * 1024);
      expect(sizeOf("lemmagrid.js")).toBeLessThanOrEqual(40 * 1024);
      expect(sizeOf("check.js")).toBeLessThanOrEqual(80 * 1024);
      const pages = readdirSync(join(output, "theorems")).map((page) => sizeOf(`theorems/${page}`));
      const median = pages.sort((a, b) => a - b)[Math.floor(pages.length / 2)];
      expect(median).toBeLessThanOrEqual(40 * 1024);
    }
  });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe.skipIf(browserIsMissing)("names that look like markup", () => {
  test.each(["<script>alert(1)</script>", '"onmouseover="alert(1)', "</script><script>alert(1)//", "a&lt;b"])(
    "%s is text everywhere",
    async (name) => {
      const output = join(folder, `hostile-${Buffer.from(name).toString("hex")}`);
      const files = hostileOutput(name);
      for (const [path, text] of files) write(join(output, path), text);
      for (const kind of [...files.keys()].filter((path) => path.endsWith(".html"))) {
        const page = await openPage(output, kind);
        if (kind === "grid.html") await page.locator("#replay-detail table").waitFor();
        expect(
          await page.locator("[onmouseover], [onclick], main script:not([type='application/json'])").count(),
        ).toBe(0);
        expect(await page.locator("iframe, img, object, embed").count()).toBe(0);
      }
      const index = await openPage(output, "index.html");
      expect(await index.locator("main").textContent()).toContain(name);
      await index.locator("#search").fill(name);
      await index.locator("#search-results a").first().waitFor();
      expect(await index.locator("#search-results").textContent()).toContain(name);
      await index.locator("#search").press("Escape");
      await index.getByRole("button", { name: "Check all proofs here" }).click();
      await index.locator("#check-report .verdict").waitFor();
      expect(await index.locator("#check-report").textContent()).toMatch(/Accepted|Refused/);
    },
  );
});
