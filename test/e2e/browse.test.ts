/** `lemmagrid browse` as a user runs it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderRun } from "../../src/export/write-run.js";
import { runResult } from "../export/fixture.js";
import { lemmagrid, type Outcome } from "./cli.js";

const folder = mkdtempSync(join(tmpdir(), "lemmagrid-browse-"));
const output = join(folder, "out");

beforeAll(() => {
  for (const [path, text] of renderRun(runResult(), []).files) {
    mkdirSync(join(output, path, ".."), { recursive: true });
    writeFileSync(join(output, path), text);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs until `visit` is done with the address that is printed, then interrupts. */
function browse(args: readonly string[], visit: (url: string) => Promise<void>): Promise<Outcome> {
  return lemmagrid(["browse", output, "--no-open", ...args], folder, (child) => {
    let printed = "";
    const look = (text: string): void => {
      printed += text;
      const url = /http:\/\/\S+\n/.exec(printed)?.[0].trim();
      if (url === undefined) return;
      child.stdout?.off("data", look);
      child.stderr?.off("data", look);
      void visit(url).finally(() => child.kill("SIGINT"));
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
  });
}

describe("browse", () => {
  it("serves the pages until it is interrupted", async () => {
    let title = "";
    const { exitCode, stdout, stderr } = await browse([], async (url) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      title = /<title>(.*)<\/title>/.exec(await (await fetch(url)).text())?.[1] ?? "";
    });
    expect(title).toContain("Tiny");
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/^http:\S+\n$/);
    expect(stderr).toBe("");
  });

  it("prints one document with --json", async () => {
    const { exitCode, stdout } = await browse(["--json"], () => Promise.resolve());
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ schema: "lemmagrid-browse/1", directory: output });
  });

  it("says that a port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { exitCode, stderr } = await lemmagrid(
      ["browse", output, "--no-open", "--port", String(port)],
      folder,
    );
    other.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`port ${port} is taken`);
  });

  it.each([
    [["missing"], "there is no directory missing"],
    [["."], "is not a Lemmagrid output"],
    [["out", "--port", "0"], "whole number from 1 to 65535"],
    [["out", "--port", "http"], "whole number from 1 to 65535"],
    [[], "missing required argument 'dir'"],
  ])("%j is an error", async (args, message) => {
    const { exitCode, stdout, stderr } = await lemmagrid(["browse", ...args], folder);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  it("says how to make pages that are missing", async () => {
    const bare = join(folder, "bare");
    mkdirSync(bare, { recursive: true });
    for (const name of ["theory.mpl", "theorems.jsonl"]) writeFileSync(join(bare, name), "");
    const { exitCode, stderr } = await lemmagrid(["browse", bare], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("lemmagrid export html");
  });
});
