/** A thread of `bench kernels`: prepares its part of a case when told to, and runs it when told to. */
import { parentPort } from "node:worker_threads";
import { BENCH_KERNELS, type BenchCase } from "./bench-cases.js";

export type BenchOrder =
  { readonly kind: "prepare"; readonly kernel: string; readonly size: number } | { readonly kind: "run" };

let prepared: BenchCase | undefined;

parentPort?.on("message", (order: BenchOrder) => {
  if (order.kind === "run") prepared?.onCpu();
  else prepared = BENCH_KERNELS.find(({ name }) => name === order.kernel)?.prepare(order.size);
  parentPort?.postMessage("done");
});
