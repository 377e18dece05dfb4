/**
 * Waits for the GPU without wasting a core. Dawn's binding for Node asks the driver in every turn of the event loop
 * whether it is done, and goes around without a pause; where the adapter is software, it takes the time from the
 * kernels. So the thread sleeps between two turns, for a part of the time that it has waited already.
 */
const SHORTEST_MS = 0.02;
const LONGEST_MS = 2;
const PART = 1 / 16;
const cell = new Int32Array(new SharedArrayBuffer(4));

/** Gives `pending` back, and lets the thread sleep until it is settled. */
export function resting<T>(pending: Promise<T>): Promise<T> {
  const started = performance.now();
  let settled = false;
  const rest = (): void => {
    if (settled) return;
    const waited = performance.now() - started;
    Atomics.wait(cell, 0, 0, Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waited * PART)));
    setImmediate(rest);
  };
  setImmediate(rest);
  return pending.finally(() => {
    settled = true;
  });
}
