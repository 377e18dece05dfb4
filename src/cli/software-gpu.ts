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

let loaded = false;

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

/** Makes the software adapter available to Dawn instances created from now on; false if the packages are missing. */
export async function loadSoftwareGpu(): Promise<boolean> {
  if (loaded) return true;
  if (process.platform !== "linux" || process.arch !== "x64") return false;
  let archive: Buffer;
  let koffi: typeof import("koffi");
  try {
    const chromium = import.meta.resolve("@sparticuz/chromium");
    archive = readFileSync(fileURLToPath(new URL("../../bin/swiftshader.tar.br", chromium)));
    koffi = await import("koffi");
  } catch {
    return false;
  }
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-gpu-"));
  process.once("exit", () => {
    rmSync(directory, { recursive: true, force: true });
  });
  unpack(brotliDecompressSync(archive), directory);
  process.env.VK_ICD_FILENAMES = join(directory, "vk_swiftshader_icd.json");
  process.env.XDG_RUNTIME_DIR ??= directory;
  koffi.load(join(directory, "libvulkan.so.1"));
  loaded = true;
  return true;
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
