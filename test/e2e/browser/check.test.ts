/** The checker in the page: it accepts every proof that ships, and refuses what was changed, at the step that was. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { attributes, browserIsMissing, expectProblems, openPage } from "./browser.js";
import { ALL } from "../../theories/support.js";
import { copyOf, edit, outputOf, theoremNames } from "./outputs.js";

const PAGE = "theorems/mul.succ.left.html";

/** Clicks and gives the verdict's text. */
async function verdict(page: Page, button: "Check this proof" | "Check all proofs here"): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  const shown = page.locator("#check-report .verdict");
  await shown.waitFor();
  return (await shown.textContent()) ?? "";
}

describe.skipIf(browserIsMissing)("the checker in the page accepts", () => {
  test.each(ALL)("every proof of %s", async (theory) => {
    const output = await outputOf(theory);
    const page = await openPage(output, "index.html");
    const count = theoremNames(output).length;
    expect(await verdict(page, "Check all proofs here")).toMatch(
      new RegExp(`Accepted\\. All ${count} proofs: [\\d,]+ steps in [\\d.]+ ms, [\\d,]+ steps a second`),
    );
    expect(await page.locator("tr[data-name] .check-mark.accepted").count()).toBe(count);
    await page.locator("#status").getByText("Accepted.").waitFor({ state: "attached" });
  });

  test("each theorem on its own page, with what it rests on", async () => {
    const output = await outputOf("peano");
    const page = await openPage(output, "index.html");
    const links = await attributes(page.locator("tr[data-name] th a"), "href");
    expect(links).toHaveLength(theoremNames(output).length);
    for (const link of links) {
      const there = await openPage(output, link);
      expect(await verdict(there, "Check this proof"), link).toMatch(
        /Accepted\. The checker replayed [\d,]+ steps? in/,
      );
    }
  });

  test("and loads the checker only when it is asked to check", async () => {
    const page = await openPage(await outputOf("peano"), PAGE);
    const scripts = (): Promise<number> => page.locator('script[src$="check.js"]').count();
    expect(await scripts()).toBe(0);
    await verdict(page, "Check this proof");
    expect(await scripts()).toBe(1);
  });
});

/** A line of the certificate that the page embeds, as it stands in the page. */
function embedded(output: string, rule: string): { line: string; step: number } {
  const text = readFileSync(join(output, PAGE), "utf8");
  const found = new RegExp(`\\{\\\\"step\\\\":(\\d+),\\\\"rule\\\\":\\\\"${rule}\\\\".*?\\}\\\\n`).exec(text);
  if (found === null) throw new Error(`no ${rule} in the certificate`);
  return { line: found[0], step: Number(found[1]) };
}

describe.skipIf(browserIsMissing)("the checker in the page refuses", () => {
  let count = 0;
  let output = "";
  const fresh = async (): Promise<string> => (output = await copyOf("peano", `tampered-${++count}`));
  afterEach(() => {
    if (output !== "") rmSync(output, { recursive: true, force: true });
  });

  test.each([
    ["another rule", "symm", (line: string) => line.replace("symm", "refl"), "refl"],
    [
      "another result",
      "trans",
      (line: string) => line.replace("(=[", "(=[s[").replace(/\](?=[^\]]*$)/, "]]"),
      "trans",
    ],
    [
      "another parent",
      "congruence",
      (line: string) => line.replace(/"from\\":\[\d+/, '"from\\":[0'),
      "congruence",
    ],
  ])("%s in the embedded certificate, at its step", async (_, rule, change, saidRule) => {
    await fresh();
    const { line, step } = embedded(output, rule);
    edit(output, PAGE, (text) => text.replace(line, () => change(line)));
    const page = await openPage(output, PAGE);
    const said = await verdict(page, "Check this proof");
    expect(said).toContain(`Refused. step ${step} (${saidRule})`);
    expect(await page.locator("#proof tr.is-refused").getAttribute("id")).toBe(`step-${step}`);
    await page.locator("#check-report a").click();
    expect(page.url()).toContain(`#step-${step}`);
  });

  test("a certificate that is cut off", async () => {
    await fresh();
    edit(output, PAGE, (text) => text.replace(/\{\\"end\\":\d+\}\\n/, ""));
    expect(await verdict(await openPage(output, PAGE), "Check this proof")).toContain("cut off");
  });

  test("a page that shows another statement than its certificate proves", async () => {
    await fresh();
    edit(output, PAGE, (text) => text.replace(/(<code id="statement-core">)[^<]*/, "$1(=[0,s[0]])"));
    expect(await verdict(await openPage(output, PAGE), "Check this proof")).toContain("another statement");
  });

  test("a proof that rests on a refused one, and says which", async () => {
    await fresh();
    edit(output, "data/certificates.js", (text) =>
      text.replace(/("name":"add\.zero\.left".*?\{\\"step\\":\d+,\\"rule\\":\\")trans/s, "$1symm"),
    );
    const said = await verdict(await openPage(output, PAGE), "Check this proof");
    expect(said).toMatch(/Refused\. The proof rests on add\.zero\.left, step \d+ \(symm\)/);
    const index = await openPage(output, "index.html");
    expect(await verdict(index, "Check all proofs here")).toMatch(
      /Refused\. .* the first is add\.zero\.left, step \d+ \(symm\)/,
    );
    expect(await index.locator("tr[data-name] .check-mark.refused").count()).toBeGreaterThan(0);
    await index.locator("#check-report a").click();
    await index.waitForURL(/theorems\/add\.zero\.left\.html#step-\d+$/);
  });

  test("to say anything when a theorem's certificate is missing", async () => {
    await fresh();
    edit(output, "data/certificates.js", (text) =>
      text.replace(/\{"name":"add\.comm".*?\},(?=\{"name")/s, ""),
    );
    const said = await verdict(await openPage(output, "index.html"), "Check all proofs here");
    expect(said).toContain("Refused.");
  });

  test("when its own files are missing", async () => {
    await fresh();
    rmSync(join(output, "check.js"));
    expect(await verdict(await openPage(output, PAGE), "Check this proof")).toContain(
      "Nothing was checked: check.js",
    );
    expectProblems(/failed request of .*check\.js/, /console: Failed to load resource/);
  });
});
