/**
 * A GPU made of software, from npm alone: SwiftShader and a Vulkan loader out of @sparticuz/chromium, unpacked for this
 * process and loaded into it, so that Dawn finds them by their names. For correctness, not for speed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

/** What a user does to get the software adapter. */
export const SOFTWARE_GPU_HINT =
  "install a software one with `npm install @sparticuz/chromium@147.0.0 koffi@3.3.4` (Linux on x86-64)";

const TAR_BLOCK_BYTES = 512;
const WANTED = new Set(["libvk_swiftshader.so", "libvulkan.so.1", "vk_swiftshader_icd.json"]);

/** The loader library, which is unloaded when nothing refers to it. */
let loader: unknown;

/** Whether a Vulkan loader can be found by name; undefined if that cannot be told. */
export async function hasVulkan(): Promise<boolean | undefined> {
  if (process.platform !== "linux") return undefined;
  try {
    const koffi = await import("koffi");
    try {
      koffi.load("libvulkan.so.1");
      return true;
    } catch {
      return false;
    }
  } catch {
    return undefined;
  }
}

/**
 * Runs `act`, which makes a Dawn instance and asks it for an adapter, where Dawn finds the software one. What was
 * unpacked is gone when it returns: by then the driver is in memory. Undefined if the packages are missing.
 */
export async function withSoftwareGpu<T>(act: () => Promise<T>): Promise<T | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  let archive: Buffer;
  let load: (path: string) => unknown;
  try {
    const chromium = import.meta.resolve("@sparticuz/chromium");
    archive = readFileSync(fileURLToPath(new URL("../../bin/swiftshader.tar.br", chromium)));
    load = (await import("koffi")).load;
  } catch {
    return undefined;
  }
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-gpu-"));
  const { VK_ICD_FILENAMES, XDG_RUNTIME_DIR } = process.env;
  try {
    unpack(brotliDecompressSync(archive), directory);
    process.env.VK_ICD_FILENAMES = join(directory, "vk_swiftshader_icd.json");
    process.env.XDG_RUNTIME_DIR ??= directory;
    loader ??= load(join(directory, "libvulkan.so.1"));
    return await act();
  } finally {
    restore("VK_ICD_FILENAMES", VK_ICD_FILENAMES);
    restore("XDG_RUNTIME_DIR", XDG_RUNTIME_DIR);
    rmSync(directory, { recursive: true, force: true });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value !== undefined) process.env[name] = value;
  else Reflect.deleteProperty(process.env, name);
}

/** Writes the wanted files of a tar archive, which has no folders that matter. */
function unpack(tar: Buffer, directory: string): void {
  const text = (from: number, to: number): string => tar.toString("latin1", from, to).replace(/\0.*$/s, "");
  for (let at = 0; at + TAR_BLOCK_BYTES <= tar.length;) {
    const name = text(at, at + 100).replace(/^.*\//, "");
    const size = Number.parseInt(text(at + 124, at + 136), 8) || 0;
    const start = at + TAR_BLOCK_BYTES;
    if (WANTED.has(name)) writeFileSync(join(directory, name), tar.subarray(start, start + size));
    at = start + Math.ceil(size / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
  }
}
