import { describe, expect, it } from "vitest";
import { eq, imp, TRUE } from "../../../src/logic/formula.js";
import { variable } from "../../../src/logic/term.js";
import { renderRun } from "../../../src/export/write-run.js";
import type { RunResult } from "../../../src/proof/run-result.js";
import { runResult, successor, x, zeroLeft } from "../fixture.js";
import { attributeValues, readHtml, type Page } from "./html.js";

const INPUTS = [{ path: "theories/tiny.mpl", text: "theory Tiny\n" }];

function pagesOf(files: ReadonlyMap<string, string>): readonly (readonly [path: string, page: Page])[] {
  return [...files].filter(([path]) => path.endsWith(".html")).map(([path, html]) => [path, readHtml(html)]);
}

/** The file and the fragment, from the output directory, that a reference on a page leads to. */
function target(page: string, reference: string): { readonly file: string; readonly fragment: string } {
  const [path, fragment = ""] = reference.split("#");
  const base = new URL(`file:///${encodeURI(page)}`);
  const url = path === "" ? base : new URL(path, base);
  return { file: decodeURIComponent(url.pathname.slice(1)), fragment: decodeURIComponent(fragment) };
}

const HOSTILE = [
  "<script>alert(1)</script>",
  `"onmouseover="alert(1)`,
  "'x'",
  "a&b",
  "../../etc/passwd",
  "con",
  "Con",
  "</script><script>alert(1)//",
  "{{name}}",
];

function hostileResult(): RunResult {
  const v = variable(`"><img/onerror=alert(1)>`, x.sort);
  const formula = imp([v], TRUE, eq(v, v));
  const theorems = HOSTILE.map((name, index) => ({
    ...(index === 0 ? zeroLeft(name) : successor(name, HOSTILE[index - 1])),
    formula,
    inductionOn: [v.name],
  }));
  const base = { params: ["<i>"], formula, origin: "stated" } as const;
  return runResult({
    theorems,
    goals: HOSTILE.map((name) => ({ name, status: "Theorem" })),
    refuted: HOSTILE.map((name) => ({ ...base, name, counterexample: [{ variable: v.name, value: name }] })),
    open: HOSTILE.map((name) => ({ ...base, name, status: "ResourceOut", reason: name })),
    counts: new Map([["<b>stage</b>", 1]]),
    messages: new Map([["<b>", 1]]),
    rejected: HOSTILE.map((name) => ({ name, reason: name })),
    stop: { kind: "limit", detail: "<b>" },
  });
}

const RESULTS = [
  ["the fixture", runResult()],
  ["hostile names", hostileResult()],
] as const;

describe("pages", () => {
  it("show the theorems, the refuted, the open and the run", () => {
    const { files } = renderRun(runResult(), INPUTS);
    const index = readHtml(files.get("index.html")!).texts.join(" ");
    for (const text of ["zero.left", "add.succ", "every block saturated", "induction on x", "tiny.mpl"])
      expect(index).toContain(text);
    expect(index).not.toContain("theories/");
    const page = files.get("theorems/zero.left.html")!;
    for (const text of [
      '<math display="block"><mn>0</mn><mo lspace="0.25em" rspace="0.25em">+</mo><mi class="v">x</mi><mo>=</mo><mi class="v">x</mi></math>',
      'id="statement-readable">0 + x &#x3D; x<',
      "(&gt;[x:N](true[])(&#x3D;[+[0,x],x]))",
      ">induction hypothesis<",
      "x ↦ 0, y ↦ k",
      'href="#scope-2"',
      "Used by",
      '<details class="scope" id="scope-2" open>',
      'data-step="7" data-from="1 6"',
    ]) {
      expect(page).toContain(text);
    }
  });

  it("say loudly what the checker refused, and nothing of it otherwise", () => {
    const rejected = [{ name: "wrong", reason: "step 3: not an instance" }];
    const index = renderRun(runResult({ rejected }), INPUTS).files.get("index.html")!;
    expect(index).toContain("Refused by the checker");
    expect(readHtml(index).texts).toContain("step 3: not an instance");
    expect(renderRun(runResult(), INPUTS).files.get("index.html")).not.toContain("Refused");
  });

  it("list all users of a theorem, unfolding the many", () => {
    const users = Array.from({ length: 100 }, (_, index) => successor(`user${index}`));
    const { files } = renderRun(runResult({ theorems: [zeroLeft(), ...users] }), INPUTS);
    const page = files.get("theorems/zero.left.html")!;
    for (const { name } of users) expect(page).toContain(`<a href="../theorems/${name}.html">${name}</a>`);
    expect(page).toContain("<summary>and 60 more</summary>");
  });

  it("show a chain of equations with the rewritten places marked", () => {
    const page = renderRun(runResult(), INPUTS).files.get("theorems/zero.left.html")!;
    const chain = /<ol class="chain">([^]*?)<\/ol>/u.exec(page)?.[1].replace(/\s+/gu, " ");
    expect(chain).toContain('<span class="m"><u>0 + s(<var>k</var>)</u></span>');
    expect(chain).toContain(
      '= <mark>s(<u>0 + <var>k</var></u>)</mark></span><span class="by"> <a href="../index.html#fact-add.succ">add.succ</a>',
    );
    expect(chain).toContain('= s(<mark><var>k</var></mark>)</span><span class="by"> induction hypothesis');
  });

  it.each(RESULTS)("are well formed, with every id once: %s", (_, result) => {
    for (const [path, page] of pagesOf(renderRun(result, INPUTS).files)) {
      expect(page.faults, path).toEqual([]);
      const ids = attributeValues(page, "id");
      expect(ids.length, path).toBe(new Set(ids).size);
      const references = ["aria-labelledby", "for", "data-copy"].flatMap((name) =>
        attributeValues(page, name),
      );
      for (const id of references) expect(ids, path).toContain(id);
    }
  });

  it.each(RESULTS)("refer only to files and anchors that exist: %s", (_, result) => {
    const { files } = renderRun(result, INPUTS);
    const pages = new Map(pagesOf(files));
    let count = 0;
    for (const [path, page] of pages) {
      for (const reference of [...attributeValues(page, "href"), ...attributeValues(page, "src")]) {
        const { file, fragment } = target(path, reference);
        expect(files.has(file), `${path} refers to ${file}`).toBe(true);
        if (fragment === "") continue;
        expect(attributeValues(pages.get(file)!, "id"), `${path} refers to ${reference}`).toContain(fragment);
        count++;
      }
    }
    expect(count).toBeGreaterThan(30);
  });

  it("show every hostile name as text", () => {
    const { files } = renderRun(hostileResult(), INPUTS);
    const pages = pagesOf(files);
    expect(pages.map(([path]) => path)).toEqual(expect.arrayContaining(["index.html", "rules.html"]));
    expect(pages.filter(([path]) => path.startsWith("theorems/"))).toHaveLength(HOSTILE.length);
    for (const [path, { elements }] of pages) {
      for (const { name, attributes } of elements) {
        expect(["img", "b", "i", "iframe", "object", "base", "style"], path).not.toContain(name);
        for (const attribute of attributes.keys()) expect(attribute, path).not.toMatch(/^(on|style$)/u);
        if (name === "script" && attributes.get("type") !== "application/json")
          expect(attributes.get("src"), path).toMatch(/^(\.\.\/)?lemmagrid\.js$/u);
      }
      const policy = elements.find(
        ({ attributes }) => attributes.get("http-equiv") === "Content-Security-Policy",
      );
      expect(policy?.attributes.get("content"), path).toMatch(
        /^default-src 'none'; script-src 'self' file:;/u,
      );
    }
    const index = pages.find(([path]) => path === "index.html")![1].texts;
    for (const name of HOSTILE) expect(index).toContain(name);
  });

  it("keep data for scripts inside its string", () => {
    const { files } = renderRun(hostileResult(), INPUTS);
    for (const [path, text] of files) if (path.startsWith("data/")) expect(text, path).not.toContain("<");
    const page = readHtml(files.get("theorems/%3C%2Fscript%3E%3Cscript%3Ealert%281%29%2F%2F.html")!);
    const embedded = page.texts.find(
      (text) => text.startsWith('"{') && text.includes("lemmagrid-certificate"),
    );
    expect(JSON.parse(embedded!)).toBe(
      files.get("certificates/%3C%2Fscript%3E%3Cscript%3Ealert%281%29%2F%2F.jsonl"),
    );
  });

  it("keep every file inside the output, on any file system", () => {
    const { files } = renderRun(hostileResult(), INPUTS);
    const paths = [...files.keys()].map((path) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths)
      expect(path).toMatch(/^((certificates|theorems|data)\/)?[a-z0-9_%-][a-z0-9._%~-]*$/u);
  });
});

describe("renderRun", () => {
  it("gives the same bytes whatever the machine, the folder and the order of the limits", () => {
    const first = renderRun(runResult(), INPUTS).files;
    const limits = new Map([...runResult().limits].reverse());
    const machine = { ...runResult().machine, device: "webgpu", workers: 9, totalMs: 1 };
    const second = renderRun(runResult({ limits, machine }), [
      { ...INPUTS[0], path: "elsewhere/tiny.mpl" },
    ]).files;
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [path, text] of first) if (path !== "machine.json") expect(second.get(path)).toBe(text);
  });

  it("writes 60 theorems with 5,000 steps, each step in its page", () => {
    const steps = Array.from(
      { length: 84 },
      (_, index) =>
        ({
          step: index + 8,
          rule: "refl",
          from: [],
          is: `(=[${"s[".repeat(index)}0${"]".repeat(index)},0])`,
        }) as const,
    );
    const theorems = Array.from({ length: 60 }, (_, index) => {
      const theorem = zeroLeft(`t${index}`);
      const { certificate } = theorem;
      return { ...theorem, certificate: [...certificate.slice(0, -1), ...steps, ...certificate.slice(-1)] };
    });
    const { files } = renderRun(runResult({ theorems }), INPUTS);
    for (const { name } of theorems) {
      const page = files.get(`theorems/${name}.html`);
      expect(page?.match(/>refl</g)).toHaveLength(steps.length);
      expect(page?.match(/data-step=/g)).toHaveLength(steps.length + 6);
    }
  });

  it("keeps the style sheet and the scripts within their weight", () => {
    const { files } = renderRun(runResult(), INPUTS);
    const weight = (path: string): number => Buffer.byteLength(files.get(path)!);
    expect(weight("lemmagrid.css")).toBeLessThanOrEqual(16_384);
    expect(weight("lemmagrid.js")).toBeLessThanOrEqual(40_960);
    expect(weight("check.js")).toBeLessThanOrEqual(81_920);
  });
});
