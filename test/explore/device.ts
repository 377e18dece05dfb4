/** A device that evaluates, as exploring needs, and does nothing else. */
import { evaluateOnCpu } from "../../src/device/cpu/evaluate.js";
import type { Device } from "../../src/device/device.js";

const unused = (): never => {
  throw new Error("the explorer only evaluates");
};
export const device: Device = {
  name: "test",
  match: unused,
  unify: unused,
  join: unused,
  evaluate: evaluateOnCpu,
  close: () => undefined,
};
