/**
 * A Chromium from npm alone, with the libraries and fonts that it loads, unpacked once into node_modules/.cache. It runs on Linux
 * on x86-64; where it cannot, tests are skipped and say so, and REQUIRE_BROWSER=1 makes that a failure.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));
const HOME = join(CACHE, "lemmagrid-browser");
/** Says that the package's fonts are the only ones: Chromium ends without any. */
const FONTS = "fonts.conf";
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(HOME, "fonts")}</dir>
  <cachedir>${join(HOME, "fonts-cache")}</cachedir>
</fontconfig>
`;

/** Unpacks into a folder of its own and moves that into place, since several test files may do so at the same time. */
async function unpack(): Promise<string> {
  const executable = join(HOME, "chromium");
  if (existsSync(executable)) return executable;
  const packed = (await import("@sparticuz/chromium")).default;
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, "chromium-"));
  // The package unpacks into TMPDIR, and its libraries (NSS, NSPR, Expat) only where it takes the machine for a server's.
  const { TMPDIR, VERCEL } = process.env;
  Object.assign(process.env, { TMPDIR: fresh, VERCEL: "1" });
  try {
    await packed.executablePath();
  } finally {
    restore("TMPDIR", TMPDIR);
    restore("VERCEL", VERCEL);
  }
  writeFileSync(join(fresh, FONTS), FONTS_CONF);
  try {
    renameSync(fresh, HOME);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  return executable;
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

async function launch(): Promise<Browser> {
  const executablePath = await unpack();
  const libraries = [join(HOME, "al2023", "lib"), process.env.LD_LIBRARY_PATH ?? []].flat().join(":");
  return chromium.launch({
    executablePath,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(HOME, FONTS) },
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
