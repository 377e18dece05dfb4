/** Verdicts on the mutants of small libraries. */
import { describe, expect, it } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { mutate } from "../../src/mutate/engine.js";
import { NO_JOURNAL } from "../../src/mutate/journal.js";
import { DEFAULT_SETTINGS } from "../../src/mutate/settings.js";
import type { Verdict } from "../../src/mutate/judge.js";
import { DEFAULT_IN_MEMORY, Storage } from "../../src/mutate/storage.js";
import { memoryTape } from "../../src/mutate/tape.js";
import { source } from "../import/metamath/databases.js";

const SYNTAX = `
$c ( ) -> = + S e. |- wff class $.
$v p q A B C D $.
wp $f wff p $.  wq $f wff q $.
cA $f class A $.  cB $f class B $.  cC $f class C $.  cD $f class D $.
wi $a wff ( p -> q ) $.
weq $a wff A = B $.
wel $a wff A e. B $.
cpl $a class ( A + B ) $.
cs $a class A S $.
eqid $a |- A = A $.
\${ eqcom.1 $e |- A = B $.  eqcom $a |- B = A $. $}
\${ eqtr.1 $e |- A = B $.  eqtr.2 $e |- B = C $.  eqtr $a |- A = C $. $}
\${ pl.1 $e |- A = B $.  pl1 $a |- ( A + C ) = ( B + C ) $.  pl2 $a |- ( C + A ) = ( C + B ) $. $}
\${ s.1 $e |- A = B $.  seq $a |- A S = B S $. $}
`;
const SUM = "${ t.1 $e |- A = ( B + C ) $.  t.2 $e |- ( p -> A e. B ) $.  t $a |- ( p -> A S e. C ) $. $}\n";

/** The hypotheses and conclusions of what `apply` keeps, and how many candidates got a verdict. */
async function judged(
  theorems: string,
  verdict: Verdict,
): Promise<{ readonly kept: readonly string[]; readonly count: number }> {
  const kept: string[] = [];
  const { funnels } = await mutate(source(SYNTAX + theorems), {
    settings: { ...DEFAULT_SETTINGS, kinds: ["apply"], overlap: 2, growth: 3, limit: 100 },
    ...{ device: new CpuDevice(), workers: 1, journal: NO_JOURNAL },
    storage: new Storage(DEFAULT_IN_MEMORY, memoryTape),
    onProgress: () => undefined,
    onMutant: ({ proved }) => {
      kept.push([...proved.hypotheses, proved.conclusion].join(" & "));
    },
  });
  return { kept, count: funnels[0].get(verdict) };
}

describe("a mutant is not worth having", () => {
  it.each<readonly [Verdict, string, RegExp]>([
    ["definition of a term", "l $a |- ( p -> B S e. C ) $.", / S = \(/],
    [
      "variable defined twice",
      "${ l.1 $e |- A = B S $.  l $a |- ( p -> A e. B ) $. $}",
      /(\S+) = [^&]* & (.* & )?\|- \1 = /,
    ],
    ["hypothesis is a variable", "${ l.1 $e |- p $.  l $a |- ( p -> A e. B ) $. $}", /(^|& )\|- \S+ &/],
    [
      "hypothesis follows from the others",
      "${ w.1 $e |- A = ( B + C ) $.  w $a |- ( p -> A e. D ) $. $}\n" +
        "${ l.1 $e |- ( p -> A e. D ) $.  l $a |- ( p -> A e. B ) $. $}",
      /(\S+) = \( .* \1 e\. D/,
    ],
  ])("for a %s", async (verdict, lemma, pattern) => {
    const { kept, count } = await judged(SUM + lemma, verdict);
    expect(count).toBeGreaterThan(0);
    expect(kept.filter((statement) => pattern.test(statement))).toEqual([]);
  });
});
