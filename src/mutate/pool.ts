/**
 * Deals a run's work out to labourers, one on this thread and the others on worker threads. Answers come back in the
 * order of the requests, so how many threads there are changes nothing but the time.
 */
import { Worker } from "node:worker_threads";
import type { Device } from "../device/device.js";
import type { Family } from "./families.js";
import { joinShares, type JoinedPairs, type JoinShare, type JoinSides } from "./join.js";
import { Labourer, type Chunk, type ChunkResult, type PairedFamily, type Workplace } from "./labour.js";
import { shareFamilies, shareLibrary, sharePairs } from "./shared.js";

export type LabourRequest =
  | {
      readonly kind: "join";
      readonly sides: JoinSides;
      readonly share: JoinShare;
      readonly measured: boolean;
    }
  | { readonly kind: "families"; readonly families: readonly PairedFamily[] }
  | { readonly kind: "chunk"; readonly chunk: Chunk };

export type LabourAnswer = JoinedPairs | ChunkResult | undefined;

/** Shares of a join, and chunks of a batch, for each thread, so that a slow one does not hold up the others. */
const PARTS_PER_THREAD = 4;

export async function labour(labourer: Labourer, request: LabourRequest): Promise<LabourAnswer> {
  switch (request.kind) {
    case "join":
      return labourer.join(request.sides, request.share, request.measured);
    case "families":
      labourer.setFamilies(request.families);
      return undefined;
    case "chunk":
      return labourer.chunk(request.chunk);
    default:
      return request satisfies never;
  }
}

export class LabourPool {
  readonly local: Labourer;
  readonly #threads: readonly Worker[];

  constructor(workplace: Workplace, device: Device, workers: number) {
    const shared: Workplace = { ...workplace, library: shareLibrary(workplace.library) };
    this.local = new Labourer(shared, device);
    const url = new URL("./worker.js", import.meta.url);
    this.#threads = Array.from({ length: workers - 1 }, () => new Worker(url, { workerData: shared }));
  }

  /** How many chunks are best asked for at once. */
  get batch(): number {
    return (this.#threads.length + 1) * PARTS_PER_THREAD;
  }

  share(families: readonly Family[]): readonly Family[] {
    return this.#threads.length === 0 ? families : shareFamilies(families);
  }

  async join(sides: JoinSides, measured: boolean): Promise<JoinedPairs> {
    const count = this.#threads.length === 0 ? 1 : this.batch;
    const requests = joinShares(sides, count).map((share) => ({
      kind: "join" as const,
      sides,
      share,
      measured,
    }));
    const parts = (await this.#deal(requests)) as JoinedPairs[];
    return {
      left: concatenate(parts.map((part) => part.left)),
      right: concatenate(parts.map((part) => part.right)),
      candidates: parts.reduce((sum, part) => sum + part.candidates, 0),
      unifying: parts.reduce((sum, part) => sum + part.unifying, 0),
    };
  }

  async setFamilies(paired: readonly PairedFamily[]): Promise<void> {
    const families = this.#threads.length === 0 ? paired : paired.map(sharePairs);
    this.local.setFamilies(families);
    await Promise.all(this.#threads.map((thread) => ask(thread, { kind: "families", families })));
  }

  async chunks(chunks: readonly Chunk[]): Promise<ChunkResult[]> {
    return (await this.#deal(chunks.map((chunk) => ({ kind: "chunk", chunk })))) as ChunkResult[];
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  async #deal(requests: readonly LabourRequest[]): Promise<LabourAnswer[]> {
    const answers = new Array<LabourAnswer>(requests.length);
    let next = 0;
    const serve = async (answer: (request: LabourRequest) => Promise<LabourAnswer>): Promise<void> => {
      while (next < requests.length) {
        const index = next++;
        answers[index] = await answer(requests[index]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all([
      ...this.#threads.map((thread) => serve((request) => ask(thread, request))),
      serve((request) => labour(this.local, request)),
    ]);
    return answers;
  }
}

function concatenate(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function ask(thread: Worker, request: LabourRequest): Promise<LabourAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      thread.off("message", onMessage);
      thread.off("error", onError);
      thread.off("exit", onExit);
    };
    const onMessage = (answer: { readonly answer: LabourAnswer }): void => {
      settle();
      resolve(answer.answer);
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
    thread.postMessage(request);
  });
}
