import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servePages } from "../../src/cli/page-server.js";

const parent = mkdtempSync(join(tmpdir(), "lemmagrid-server-"));
const root = join(parent, "out");
let port = 0;
let close: () => void = () => undefined;

beforeAll(async () => {
  mkdirSync(join(root, "theorems"), { recursive: true });
  writeFileSync(join(parent, "secret.txt"), "secret");
  writeFileSync(join(root, "index.html"), "<h1>Äpfel</h1>");
  writeFileSync(join(root, "theorems", "a b%.html"), "page");
  for (const name of ["s.css", "s.js", "d.json", "d.jsonl", "t.mpl"]) writeFileSync(join(root, name), name);
  symlinkSync(join(parent, "secret.txt"), join(root, "link.txt"));
  symlinkSync(join(root, "s.css"), join(root, "inner.css"));
  const served = await servePages(root, 0);
  port = served.port;
  close = () => served.server.close();
});

afterAll(() => {
  close();
  rmSync(parent, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The path goes out as it stands, dots and all. */
function ask(path: string, method = "GET", headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, text });
      });
    });
    asked.on("error", reject).end();
  });
}

describe("the server of an output's pages", () => {
  it.each([
    ["/", "text/html; charset=utf-8", "<h1>Äpfel</h1>"],
    ["/index.html?q=x#y", "text/html; charset=utf-8", "<h1>Äpfel</h1>"],
    ["/theorems/a%20b%25.html", "text/html; charset=utf-8", "page"],
    ["/s.css", "text/css; charset=utf-8", "s.css"],
    ["/s.js", "text/javascript; charset=utf-8", "s.js"],
    ["/d.json", "application/json; charset=utf-8", "d.json"],
    ["/d.jsonl", "application/jsonl; charset=utf-8", "d.jsonl"],
    ["/t.mpl", "text/plain; charset=utf-8", "t.mpl"],
    ["/inner.css", "text/css; charset=utf-8", "s.css"],
  ])("serves %s as %s", async (path, type, text) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers["content-type"], answer.text]).toEqual([200, type, text]);
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("answers HEAD with the size and no text", async () => {
    const { status, headers, text } = await ask("/index.html", "HEAD");
    expect([status, headers["content-length"], text]).toEqual([200, "15", ""]);
  });

  it.each([
    "/missing.html",
    "/theorems",
    "/theorems/",
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/theorems/../../secret.txt",
    "/..%2fsecret.txt",
    "/..\\secret.txt",
    "/link.txt",
    "//etc/passwd",
    "/%00",
    "/%E0%A4%A",
    "/index.html/",
  ])("has nothing at %s", async (path) => {
    const { status, text } = await ask(path);
    expect([status, text]).toEqual([404, "not found\n"]);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    const { status, headers } = await ask("/", method);
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it("answers to no other name than its own", async () => {
    expect((await ask("/", "GET", { Host: "example.test" })).status).toBe(403);
    expect((await ask("/", "GET", { Host: `localhost:${port}` })).status).toBe(200);
  });
});
