/**
 * Pages of an output in a real browser, opened from the file system with the network blocked. Whatever a page asks for
 * elsewhere, writes to the console as an error or violates is a failure of the test that opened it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, expect, vi } from "vitest";
import { launchBrowser } from "./chromium.js";

/** Each file makes its own outputs, and a page may be opened many times. */
vi.setConfig({ testTimeout: 180_000 });

const launched = await launchBrowser();
if (launched.browser === undefined) {
  if (process.env.REQUIRE_BROWSER === "1") throw new Error(`REQUIRE_BROWSER=1, but ${launched.reason}`);
  console.warn(`skipped, since ${launched.reason}`);
}

export const browserIsMissing = launched.browser === undefined;

/** A folder for outputs, gone after the file's tests. */
export const folder = mkdtempSync(join(tmpdir(), "lemmagrid-pages-"));

const contexts: BrowserContext[] = [];
const problems: string[] = [];

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(problems.splice(0)).toEqual([]);
});

afterAll(async () => {
  await launched.browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

export interface OpenOptions extends BrowserContextOptions {
  /** What follows the path: a query, a fragment. */
  readonly at?: string;
}

/** Opens a page of an output by its path from the output directory. */
export async function openPage(output: string, path: string, options: OpenOptions = {}): Promise<Page> {
  const { at = "", ...settings } = options;
  const context = await (launched.browser as Browser).newContext({ offline: true, ...settings });
  contexts.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const root = pathToFileURL(output).href;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${root}/`) && !url.startsWith("data:")) problems.push(`request of ${url}`);
  });
  page.on("requestfailed", (request) => problems.push(`failed request of ${request.url()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      problems.push(`console: ${message.text()}`);
  });
  await page.goto(`${root}/${encodeURI(path)}${at}`);
  return page;
}

/** Says that a test expects these of the page's problems so far, and no others. */
export function expectProblems(...expected: readonly RegExp[]): void {
  const found = problems.splice(0);
  expect(found).toHaveLength(expected.length);
  expected.forEach((pattern, index) => {
    expect(found[index]).toMatch(pattern);
  });
}

interface Attributed {
  getAttribute(name: string): string | null;
}

/** The attribute of each element, in order; empty where there is none. */
export function attributes(elements: Locator, name: string): Promise<string[]> {
  return elements.evaluateAll(
    (all: readonly Attributed[], of: string) => all.map((element) => element.getAttribute(of) ?? ""),
    name,
  );
}
