/** `devices`: what this machine offers to `--device`. */
import { availableParallelism, cpus } from "node:os";
import { defaultWorkers } from "./arguments.js";
import { ExitCode, type CommandResult } from "./command.js";
import { textTable } from "./text-table.js";

interface DeviceEntry {
  /** What `--device` takes. */
  readonly name: string;
  readonly available: boolean;
  readonly adapter: string;
  readonly detail: string;
}

export async function devicesCommand(): Promise<CommandResult> {
  const devices = [cpuEntry(), await webgpuEntry()];
  const rows = devices.map((device) => [
    device.name,
    device.available ? "available" : "not available",
    device.adapter,
    device.detail,
  ]);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-devices/1", devices },
    text: textTable(rows),
  };
}

function cpuEntry(): DeviceEntry {
  const cores = availableParallelism();
  return {
    name: "cpu",
    available: true,
    adapter: cpus().at(0)?.model.trim() ?? process.arch,
    detail: `${cores} core${cores === 1 ? "" : "s"}, ${defaultWorkers()} used unless --workers says otherwise`,
  };
}

/** Asks Dawn for an adapter; every way of having none is an answer, not an error. */
async function webgpuEntry(): Promise<DeviceEntry> {
  const none = (detail: string): DeviceEntry => ({
    name: "webgpu",
    available: false,
    adapter: "none",
    detail,
  });
  try {
    const { create } = await import("webgpu");
    const adapter = await create([]).requestAdapter();
    if (adapter === null) return none("no adapter: no Vulkan, Metal or Direct3D 12 driver was found");
    const { vendor, architecture, description } = adapter.info;
    const text = [vendor, architecture, description].filter((part) => part !== "").join(" ");
    return { name: "webgpu", available: true, adapter: text === "" ? "unnamed" : text, detail: "" };
  } catch (error) {
    return none(error instanceof Error ? error.message.split("\n")[0] : String(error));
  }
}
