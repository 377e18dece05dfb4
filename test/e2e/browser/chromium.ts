/**
 * A Chromium from npm alone, unpacked once into node_modules/.cache. It runs on Linux on x86-64; where it cannot, tests
 * are skipped and say so, and REQUIRE_BROWSER=1 makes that a failure.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));
const HOME = join(CACHE, "lemmagrid-chromium");

/** Unpacks into a folder of its own and moves that into place, since several test files may do so at the same time. */
async function unpack(): Promise<string> {
  const executable = join(HOME, "chromium");
  if (existsSync(executable)) return executable;
  const packed = (await import("@sparticuz/chromium")).default;
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, "chromium-"));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = fresh;
  try {
    await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) Reflect.deleteProperty(process.env, "TMPDIR");
    else process.env.TMPDIR = TMPDIR;
  }
  try {
    renameSync(fresh, HOME);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  return executable;
}

async function launch(): Promise<Browser> {
  const executablePath = await unpack();
  const fonts = join(HOME, "fonts");
  const env = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: fonts };
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

export type Launched =
  | { readonly browser: Browser; readonly reason?: undefined }
  | { readonly browser?: undefined; readonly reason: string };

/** The browser, or why there is none. */
export async function launchBrowser(): Promise<Launched> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return {
      reason: `the browser from npm runs on Linux on x64, this is ${process.platform} on ${process.arch}`,
    };
  }
  try {
    return { browser: await launch() };
  } catch (error) {
    return {
      reason: `the browser from npm does not start: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
