/** `devices`: what this machine offers to `--device`. */
import { availableParallelism, cpus } from "node:os";
import { defaultWorkers } from "./arguments.js";
import { ExitCode, type CommandResult } from "./command.js";
import { textTable } from "./text-table.js";

interface DeviceEntry {
  /** What `--device` takes. */
  readonly name: string;
  readonly available: boolean;
  /** The hardware behind it; empty if there is none. */
  readonly adapter: string;
  readonly detail: string;
}

export function devicesCommand(): CommandResult {
  const devices = [cpuEntry(), WEBGPU];
  const rows = devices.map((device) => [
    device.name,
    device.available ? "available" : "not available",
    [device.adapter, device.detail].filter((part) => part !== "").join(", "),
  ]);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-devices/1", devices },
    text: textTable(rows),
  };
}

const WEBGPU: DeviceEntry = {
  name: "webgpu",
  available: false,
  adapter: "",
  detail: "this build has no WebGPU device",
};

function cpuEntry(): DeviceEntry {
  const cores = availableParallelism();
  return {
    name: "cpu",
    available: true,
    adapter: cpus().at(0)?.model.trim() ?? process.arch,
    detail: `${cores} core${cores === 1 ? "" : "s"}, ${defaultWorkers()} used unless --workers says otherwise`,
  };
}
