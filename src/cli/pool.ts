/**
 * Deals statements out to provers: one on this thread, the others on worker threads, which are started when there is
 * enough to do for them. An outcome depends on its request alone, so how the requests are dealt out changes nothing
 * but the time.
 */
import { Worker } from "node:worker_threads";
import type { NamedFormula } from "../compile/program.js";
import type { Device } from "../device/device.js";
import { Prover, type Found, type ProveOutcome, type ProveRequest } from "../grid/prover.js";
import type { Theory } from "../logic/theory.js";
import type { WorkerMessage } from "./worker.js";

export interface ProverPool {
  addTheorem(theorem: NamedFormula): void;
  prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]>;
  /** What a completion of the axioms finds, on this thread. */
  complete(given: number, size: number): Promise<Found[]>;
  close(): Promise<void>;
}

export function openPool(theory: Theory, device: Device, workers: number): ProverPool {
  return new Pool(theory, device, workers - 1);
}

/** Chunks a thread gets of one batch, so that a slow statement does not hold up the others. */
const CHUNKS_PER_THREAD = 4;
/** A batch of this size is worth starting threads for at once … */
const LARGE_BATCH = 24;
/** … and any batch is, once this thread has worked so long. */
const PATIENCE_MS = 1000;

type Serve = (requests: readonly ProveRequest[]) => Promise<ProveOutcome[]>;

class Pool implements ProverPool {
  private readonly local: Prover;
  private readonly theorems: NamedFormula[] = [];
  private threads: readonly Worker[] = [];
  private localMs = 0;

  constructor(
    private readonly theory: Theory,
    device: Device,
    private readonly threadCount: number,
  ) {
    this.local = new Prover(theory, device, pauses());
  }

  addTheorem(theorem: NamedFormula): void {
    this.theorems.push(theorem);
    this.local.addTheorem(theorem);
    for (const thread of this.threads) post(thread, { kind: "theorem", theorem });
  }

  async prove(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    if (requests.length >= LARGE_BATCH || (requests.length > 1 && this.localMs > PATIENCE_MS))
      this.startThreads();
    if (this.threads.length === 0 || requests.length === 1) return this.proveHere(requests);
    return this.deal(requests);
  }

  complete(given: number, size: number): Promise<Found[]> {
    return this.local.complete(given, size);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private startThreads(): void {
    if (this.threads.length > 0 || this.threadCount <= 0) return;
    const url = new URL("./worker.js", import.meta.url);
    this.threads = Array.from(
      { length: this.threadCount },
      () => new Worker(url, { workerData: this.theory }),
    );
    for (const thread of this.threads) {
      for (const theorem of this.theorems) post(thread, { kind: "theorem", theorem });
    }
  }

  private async proveHere(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    const start = performance.now();
    const outcomes = await this.local.prove(requests);
    this.localMs += performance.now() - start;
    return outcomes;
  }

  private async deal(requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
    const size = Math.max(1, Math.ceil(requests.length / ((this.threads.length + 1) * CHUNKS_PER_THREAD)));
    const outcomes = new Array<ProveOutcome>(requests.length);
    let next = 0;
    const serve = async (answer: Serve): Promise<void> => {
      while (next < requests.length) {
        const start = next;
        next += size;
        const answers = await answer(requests.slice(start, start + size));
        answers.forEach((outcome, index) => {
          outcomes[start + index] = outcome;
        });
        await turn();
      }
    };
    const remote = this.threads.map((thread) => serve((chunk) => ask(thread, chunk)));
    await Promise.all([...remote, serve((chunk) => this.proveHere(chunk))]);
    return outcomes;
  }
}

/** How long this thread may work before signals and messages get their turn. */
const TURN_MS = 40;

/** Gives other things a turn, signals among them, whenever this thread has worked for a while. */
export function pauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await turn();
    last = performance.now();
  };
}

/** Lets the event loop deliver what the threads have sent. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function ask(thread: Worker, requests: readonly ProveRequest[]): Promise<ProveOutcome[]> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      thread.off("message", onMessage);
      thread.off("error", onError);
      thread.off("exit", onExit);
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
    thread.on("message", onMessage);
    thread.on("error", onError);
    thread.on("exit", onExit);
    post(thread, { kind: "prove", requests });
  });
}

function post(thread: Worker, message: WorkerMessage): void {
  thread.postMessage(message);
}
