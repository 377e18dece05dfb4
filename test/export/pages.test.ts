import { describe, expect, it } from "vitest";
import { eq, imp, TRUE } from "../../src/logic/formula.js";
import { variable } from "../../src/logic/term.js";
import { renderRun } from "../../src/export/write-run.js";
import type { RunResult } from "../../src/proof/run-result.js";
import { runResult, successor, x, zeroLeft } from "./fixture.js";

const INPUTS = [{ path: "theories/tiny.mpl", text: "theory Tiny\n" }];

function pagesOf(files: ReadonlyMap<string, string>): readonly (readonly [path: string, html: string])[] {
  return [...files].filter(([path]) => path.endsWith(".html"));
}

/** Every relative link of every page, as page, file and fragment. */
function linksOf(files: ReadonlyMap<string, string>): { page: string; file: string; fragment: string }[] {
  return pagesOf(files).flatMap(([page, html]) =>
    [...html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => {
      const [path, fragment = ""] = href.replaceAll("&amp;", "&").replaceAll("&#x3D;", "=").split("#");
      const url =
        path === "" ? new URL(`file:///${encodeURI(page)}`) : new URL(path, `file:///${encodeURI(page)}`);
      return {
        page,
        file: decodeURIComponent(url.pathname.slice(1)),
        fragment: decodeURIComponent(fragment),
      };
    }),
  );
}

const HOSTILE = [
  "<script>alert(1)</script>",
  `"onmouseover="alert(1)`,
  "'x'",
  "a&b",
  "../../etc/passwd",
  "con",
  "Con",
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
    stop: { kind: "limit", detail: "<b>" },
  });
}

describe("pages", () => {
  it("show the theorems, the refuted, the open and the run", () => {
    const { files } = renderRun(runResult(), INPUTS);
    const index = files.get("index.html")!;
    for (const text of [
      "zero.left",
      "successor",
      "add.succ",
      "every block saturated",
      "induction on x",
      "tiny.mpl",
    ]) {
      expect(index).toContain(text);
    }
    expect(index).not.toContain("theories/");
    const page = files.get("theorems/zero.left.html")!;
    for (const text of [
      "0 + k &#x3D; k",
      "<code>0 + x &#x3D; x",
      "<code>forall x. 0 + x &#x3D; x",
      "induction hypothesis",
      "x ↦ 0, y ↦ k",
      "scope 2",
      "Used by",
    ]) {
      expect(page).toContain(text);
    }
  });

  it.each([
    ["the fixture", runResult()],
    ["hostile names", hostileResult()],
  ])("link only to files and anchors that exist: %s", (_, result) => {
    const { files } = renderRun(result, INPUTS);
    const links = linksOf(files);
    expect(links.length).toBeGreaterThan(30);
    for (const { page, file, fragment } of links) {
      const target = files.get(file);
      expect(target, `${page} links to ${file}`).toBeDefined();
      if (fragment !== "")
        expect(target, `${page} links to ${file}#${fragment}`).toContain(` id="${fragment}"`);
    }
  });

  it("escape every name", () => {
    const { files } = renderRun(hostileResult(), INPUTS);
    expect(pagesOf(files)).toHaveLength(HOSTILE.length + 1);
    for (const [path, html] of pagesOf(files)) {
      expect(html, path).not.toMatch(/<(script|img|b|i)\b/);
      expect(html, path).not.toMatch(/<[^>]*\son\w+=/);
      expect(html, path).toContain("default-src 'none'");
    }
  });

  it("keep every file inside the output, on any file system", () => {
    const { files } = renderRun(hostileResult(), INPUTS);
    const paths = [...files.keys()].map((path) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^((certificates|theorems)\/)?[a-z0-9_%-][a-z0-9._%~-]*$/);
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
    expect(files.size).toBe(126);
    for (const { name } of theorems) {
      expect(files.get(`theorems/${name}.html`)?.match(/>refl</g)).toHaveLength(steps.length);
    }
  });
});
