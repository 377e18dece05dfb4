/** The replay of the grid against the recording it replays. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { RecordedAttempt } from "../../../src/proof/grid-trace.js";
import { browserIsMissing, openPage, type OpenOptions } from "./browser.js";
import { outputOf } from "./outputs.js";

async function open(options: OpenOptions = {}): Promise<Page> {
  const page = await openPage(await outputOf("list"), "grid.html", options);
  await page.locator("#replay-scrubber").waitFor();
  return page;
}

async function recording(): Promise<readonly RecordedAttempt[]> {
  const text = readFileSync(join(await outputOf("list"), "grid.json"), "utf8");
  return (JSON.parse(text) as { readonly attempts: readonly RecordedAttempt[] }).attempts;
}

async function where(page: Page): Promise<string> {
  return (await page.locator("#replay-where").textContent()) ?? "";
}

describe.skipIf(browserIsMissing)("the replay", () => {
  test("goes through every superstep of every round", async () => {
    const page = await open();
    const attempts = await recording();
    const lastOf = (round: number): number =>
      Math.max(
        ...attempts.filter((a) => a.round === round).flatMap((a) => a.blocks.map((b) => b.states.at(-1)![0])),
      );
    const rounds = [...new Set(attempts.map((attempt) => attempt.round))];
    const frames = rounds.reduce((sum, round) => sum + lastOf(round) + 1, 0);
    expect(await page.locator("#replay-scrubber").getAttribute("max")).toBe(String(frames - 1));
    expect(await where(page)).toMatch(
      new RegExp(`^Round 1 of ${rounds.length}, superstep 0 of ${lastOf(1)}: 1 block, 1 ▸ running\\.`),
    );
    await page.locator("#replay-scrubber").focus();
    await page.keyboard.press("End");
    const last = rounds[rounds.length - 1];
    expect(await where(page)).toMatch(
      new RegExp(`^Round ${last} of ${last}, superstep ${lastOf(last)} of ${lastOf(last)}: `),
    );
    expect(await page.locator("#replay-round li").count()).toBe(
      attempts.filter((a) => a.round === last).length,
    );
  });

  test("shows the blocks of one statement as a tree, with their states and messages", async () => {
    const page = await open();
    const attempts = await recording();
    const index = attempts.findIndex((attempt) => attempt.proved && attempt.blocks.length > 4);
    const { blocks, round, name } = attempts[index];
    while (!(await where(page)).startsWith(`Round ${round} `)) await page.keyboard.press("n");
    await page.locator("#replay-round button", { hasText: name }).first().click();
    const opening = blocks[1].states[0][0];
    for (let step = 0; step < opening; step++) await page.keyboard.press("ArrowRight");
    const openedThen = blocks.filter((block) => block.states[0][0] <= opening);
    const children = openedThen.filter((block) => block.states[0][0] === opening);
    expect(await page.locator("#replay-detail g.cell").count()).toBe(openedThen.length);
    expect(await page.locator("#replay-detail tbody tr").count()).toBe(openedThen.length);
    expect(await page.locator("#replay-detail g.message").count()).toBeGreaterThanOrEqual(children.length);
    expect(await page.locator(".messages").textContent()).toMatch(
      /(Induct|Split|Part) from block 0 to block 1/,
    );
    await page.locator("#replay-round button").first().focus();
    await page.keyboard.press("l");
    while (!(await page.locator("#replay-detail g.cell").first().getAttribute("class"))?.includes("proved"))
      await page.keyboard.press("l");
    expect(await page.locator(".messages").textContent()).toMatch(/Proved from block \d+ to block 0/);
    expect(await page.locator("#replay-detail tbody tr").first().textContent()).toContain("✓ proved");
    await page.locator("#replay-detail h3 a").click();
    await page.waitForURL(/theorems\//);
  });

  test("plays, pauses and stops at the end", async () => {
    const page = await open();
    await page.locator("#replay-speed").selectOption("25");
    await page.locator("#replay-play").click();
    expect(await page.locator("#replay-play").textContent()).toBe("Pause");
    await expect
      .poll(async () => Number(await page.locator("#replay-scrubber").inputValue()))
      .toBeGreaterThan(3);
    await page.locator("h1").click();
    await page.keyboard.press(" ");
    expect(await page.locator("#replay-play").textContent()).toBe("Play");
    expect(page.url()).toMatch(/\?at=\d+/);
    await page.locator("#replay-scrubber").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.locator("#replay-play").click();
    await page.locator("#replay-play", { hasText: "Play" }).waitFor();
    const scrubber = page.locator("#replay-scrubber");
    expect(await scrubber.inputValue()).toBe(await scrubber.getAttribute("max"));
  });

  test("the place and the statement are in the address", async () => {
    const page = await open({ at: "?at=7&attempt=2" });
    const text = await where(page);
    expect(await page.locator("#replay-scrubber").inputValue()).toBe("7");
    await page.keyboard.press("ArrowRight");
    expect(page.url()).toContain("at=8");
    await page.keyboard.press("h");
    expect(await where(page)).toBe(text);
  });

  test("a state is a sign and a word, not a colour alone", async () => {
    const page = await open({ at: "?at=4" });
    expect(await page.locator("ul.legend li").count()).toBe(5);
    for (const cell of await page.locator("#replay-round .cell").all())
      expect(await cell.textContent()).toMatch(/^[▸…✓✗■]$/);
    expect(await page.locator(".cells").first().getAttribute("aria-label")).toMatch(/^Blocks: \d+ /);
  });

  test("without scripts the attempts are a table", async () => {
    const page = await openPage(await outputOf("list"), "grid.html", { javaScriptEnabled: false });
    expect(await page.locator("#attempts tbody tr").count()).toBe(Math.min(200, (await recording()).length));
    expect(await page.locator("#replay").isVisible()).toBe(false);
  });
});
