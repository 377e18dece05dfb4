/** The process's streams: colours where a person looks, a progress line that is rewritten in place, broken pipes. */
import pc from "picocolors";
import type { Progress } from "./session-options.js";

export const outColors = pc.createColors(process.stdout.isTTY && pc.isColorSupported);
export const errColors = pc.createColors(process.stderr.isTTY && pc.isColorSupported);

/** A reader that stops reading (`| head`) is no error of ours: what is left to print is dropped. */
export function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

export function print(text: string): void {
  if (text !== "" && process.stdout.writable) process.stdout.write(text);
}

export function warn(text: string): void {
  if (process.stderr.writable) process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Waits until what was printed is out. */
export async function flush(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.writable) continue;
    await new Promise<void>((resolve) => {
      stream.write("", () => {
        resolve();
      });
    });
  }
}

const INTERVAL_MS = 100;

/** One line on stderr with phase, counts and rate; nothing at all where stderr is not a terminal. */
export class ProgressLine {
  private phase = "";
  private phaseStartMs = 0;
  private lastShownMs = 0;
  private shown = false;

  constructor(private readonly enabled = process.stderr.isTTY) {}

  readonly update = (progress: Progress): void => {
    if (!this.enabled) return;
    const nowMs = performance.now();
    if (progress.phase !== this.phase) {
      this.phase = progress.phase;
      this.phaseStartMs = nowMs;
    } else if (nowMs - this.lastShownMs < INTERVAL_MS) return;
    this.lastShownMs = nowMs;
    this.shown = true;
    const text = progressText(progress, nowMs - this.phaseStartMs);
    process.stderr.write(`\r\u001b[K${errColors.dim(cut(text, (process.stderr.columns || 80) - 1))}`);
  };

  /** Takes the line away, so that what follows starts on a clean one. */
  clear(): void {
    if (!this.shown) return;
    this.shown = false;
    process.stderr.write("\r\u001b[K");
  }
}

function cut(text: string, width: number): string {
  const chars = Array.from(text);
  return chars.length <= width ? text : `${chars.slice(0, Math.max(0, width - 1)).join("")}…`;
}

export function progressText(progress: Progress, elapsedMs: number): string {
  const parts = [progress.phase];
  if (progress.total > 0) parts.push(`${progress.done}/${progress.total}`);
  else if (progress.done > 0) parts.push(String(progress.done));
  if (progress.done > 0 && elapsedMs >= 500)
    parts.push(`${Math.round((progress.done * 1000) / elapsedMs)}/s`);
  if (progress.detail !== "") parts.push(progress.detail);
  return parts.join("  ");
}
