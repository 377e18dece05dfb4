/** Reads the shaders, which lie in `shaders/` beside `src` and `dist`. No other file of the device touches a disk. */
import { readFileSync } from "node:fs";

const SHADERS = new URL("../../../shaders/", import.meta.url);

/** The text of `shaders/<name>.wgsl`. */
export function readShader(name: string): string {
  return readFileSync(new URL(`${name}.wgsl`, SHADERS), "utf8");
}
