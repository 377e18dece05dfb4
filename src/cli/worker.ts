/** A worker thread: one prover on its own CPU device, fed by pool.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { NamedFormula } from "../compile/program.js";
import { CpuDevice } from "../device/cpu/cpu-device.js";
import { Prover, type ProveRequest } from "../grid/prover.js";
import type { Theory } from "../logic/theory.js";

export type WorkerMessage =
  | { readonly kind: "theorem"; readonly theorem: NamedFormula }
  | { readonly kind: "prove"; readonly requests: readonly ProveRequest[] };

const prover = new Prover(workerData as Theory, new CpuDevice());

parentPort?.on("message", (message: WorkerMessage) => {
  if (message.kind === "theorem") prover.addTheorem(message.theorem);
  else void prover.prove(message.requests).then((outcomes) => parentPort?.postMessage(outcomes));
});
