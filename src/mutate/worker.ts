/** A worker thread: one labourer on its own CPU device, fed by pool.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { CpuDevice } from "../device/cpu/cpu-device.js";
import { Labourer, type Workplace } from "./labour.js";
import { labour, type LabourRequest } from "./pool.js";

const labourer = new Labourer(workerData as Workplace, new CpuDevice());

parentPort?.on("message", (request: LabourRequest) => {
  void labour(labourer, request).then((answer) => parentPort?.postMessage({ answer }));
});
