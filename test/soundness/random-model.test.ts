import { expect, test } from "vitest";
import { Tally, judge } from "./judge.js";
import { Random } from "./random.js";
import { randomScenario } from "./scenario.js";

async function run(seed: number, theories: number): Promise<Tally> {
  const tally = new Tally();
  for (let index = 0; index < theories; index++) {
    const random = new Random(seed * 1_000_003 + index);
    await judge(randomScenario(random, 6), tally);
  }
  return tally;
}

test("x", async () => {
  const tally = await run(Number(process.env.SEED ?? 1), Number(process.env.COUNT ?? 100));
  const { findings, ...rest } = tally;
  console.log(rest);
  for (const f of findings.slice(0, 4)) console.log(f.kind, f.reason.slice(0, 3000), "\n" + f.theory);
  console.log(findings.map((f) => f.kind + ": " + f.reason.split("\n")[0]).join("\n"));
  expect(findings.length).toBe(0);
}, 600000);
