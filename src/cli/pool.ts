/**
 * Deals statements out to provers: one on this thread, or one a worker thread. An outcome depends on its request
 * alone, so how the requests are dealt out changes nothing but the time.
 */
import { Worker } from "node:worker_threads";
import type { NamedFormula } from "../compile/program.js";
import type { Device } from "../device/device.js";
import { Prover, type ProveOutcome, type ProveRequest } from "../grid/prover.js";
import type { Theory } from "../logic/theory.js";
import type { WorkerMessage } from "./worker.js";

export interface ProverPool {
  addTheorem(theorem: NamedFormula): void;
  prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]>;
  close(): Promise<void>;
}

export function openPool(theory: Theory, device: Device, workers: number): ProverPool {
  return workers <= 1 ? new SinglePool(theory, device) : new WorkerPool(theory, workers);
}

class SinglePool implements ProverPool {
  private readonly prover: Prover;

  constructor(theory: Theory, device: Device) {
    this.prover = new Prover(theory, device);
  }

  addTheorem(theorem: NamedFormula): void {
    this.prover.addTheorem(theorem);
  }

  prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    return this.prover.prove(requests);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Chunks a worker gets of one batch, so that a slow statement does not hold up the others. */
const CHUNKS_PER_WORKER = 4;

class WorkerPool implements ProverPool {
  private readonly workers: Worker[];

  constructor(theory: Theory, count: number) {
    const url = new URL("./worker.js", import.meta.url);
    this.workers = Array.from({ length: count }, () => new Worker(url, { workerData: theory }));
  }

  addTheorem(theorem: NamedFormula): void {
    for (const worker of this.workers) this.post(worker, { kind: "theorem", theorem });
  }

  async prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    const size = Math.max(1, Math.ceil(requests.length / (this.workers.length * CHUNKS_PER_WORKER)));
    const outcomes: ProveOutcome[] = [];
    let next = 0;
    const serve = async (worker: Worker): Promise<void> => {
      while (next < requests.length) {
        const start = next;
        next += size;
        const chunk = requests.slice(start, start + size);
        const answers = await this.ask(worker, chunk);
        answers.forEach((answer, index) => {
          outcomes[start + index] = answer;
        });
      }
    };
    await Promise.all(this.workers.map(serve));
    return outcomes;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private ask(worker: Worker, requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker.off("message", onMessage);
        worker.off("error", onError);
        worker.off("exit", onExit);
      };
      const onMessage = (outcomes: ProveOutcome[]): void => {
        settle();
        resolve(outcomes);
      };
      const onError = (error: Error): void => {
        settle();
        reject(error);
      };
      const onExit = (): void => {
        settle();
        reject(new Error("a worker thread ended"));
      };
      worker.on("message", onMessage);
      worker.on("error", onError);
      worker.on("exit", onExit);
      this.post(worker, { kind: "prove", requests });
    });
  }

  private post(worker: Worker, message: WorkerMessage): void {
    worker.postMessage(message);
  }
}
