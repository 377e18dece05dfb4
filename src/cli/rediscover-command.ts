/** `mutate DATABASE --rediscover N`: how many later theorems are one mutation step from those before them. */
import {
  countRandomPairs,
  countRediscovered,
  randomNumbers,
  type RandomPairCounts,
  type RediscoveryCounts,
} from "../mutate/measure-rediscovery.js";
import { Rediscovery } from "../mutate/rediscovery.js";
import { ExitCode, type CommandResult } from "./command.js";
import { loadDatabase } from "./mutate-command.js";
import { textTable } from "./text-table.js";

/** Where the library is cut, as shares of its theorems. */
const BOUNDARIES = [0.5, 0.75];
const RANDOM_PAIRS = 20_000;

export function rediscoverCommand(target: string, sampleCount: number, seed: number): CommandResult {
  const { library } = loadDatabase(target).source;
  const { theoremCount } = library.table;
  const rediscovery = new Rediscovery(library);
  const random = randomNumbers(seed);
  const boundaries = BOUNDARIES.map((share) => Math.floor(share * theoremCount));
  const later = boundaries.map((boundary) =>
    countRediscovered(rediscovery, boundary, boundary, sampleCount, random),
  );
  later.push(countRediscovered(rediscovery, boundaries[0], undefined, sampleCount, random));
  const randomPairs = boundaries.map((boundary) => countRandomPairs(library, boundary, RANDOM_PAIRS, random));
  const document = {
    schema: "lemmagrid-rediscovery/1",
    library: library.name,
    theoremCount,
    seed,
    later,
    randomPairs,
  };
  const text = textTable([...later.map(laterRow), ...randomPairs.map(randomRow)]);
  return { exitCode: ExitCode.Success, document, text };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(3)} %`;
}

function laterRow({ boundary, laterCount, sampleCount, steps }: RediscoveryCounts): string[] {
  const found = steps.apply + steps.chain + steps.rewrite;
  const of = boundary === undefined ? "all theorems before it" : `the first ${boundary} theorems`;
  return [
    `one step from ${of}`,
    `${found} of ${sampleCount} (of ${laterCount} later ones)`,
    percent(found, sampleCount),
    `apply ${steps.apply}, chain ${steps.chain}, rewrite ${steps.rewrite}`,
  ];
}

function randomRow({ boundary, unifyingCount, knownCount, laterCount }: RandomPairCounts): string[] {
  return [
    `random pairs of the first ${boundary} theorems`,
    `${laterCount} of ${unifyingCount} are later theorems`,
    percent(laterCount, unifyingCount),
    `${knownCount} are known ones`,
  ];
}
