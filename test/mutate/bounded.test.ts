/** What a run keeps of its mutants: the same answers however little of it may be in memory, and never more than that. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MutantList } from "../../src/mutate/mutant-list.js";
import { SeenKeys } from "../../src/mutate/seen-keys.js";
import { Sieve, StatementLog } from "../../src/mutate/sieve.js";
import { Storage } from "../../src/mutate/storage.js";
import { memoryTape, WordLog, WordReader } from "../../src/mutate/tape.js";
import { chosenTerm, statement, subsumes } from "./support.js";

const bound = fc.integer({ min: 1, max: 10 });
const store = (inMemory: number): Storage => new Storage(inMemory, memoryTape);

describe("seen keys", () => {
  it("know every key that was added, in groups of any size", () => {
    const key = fc.tuple(fc.nat(6), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff));
    const groups = fc.array(fc.array(key, { maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(bound, groups, (inMemory, added) => {
        const storage = store(inMemory);
        const keys = new SeenKeys(storage);
        const plain = new Set<string>();
        for (const group of added) {
          const expected = group.map((pair) => {
            const seen = plain.has(pair.join());
            plain.add(pair.join());
            return seen ? 1 : 0;
          });
          const [low, high] = [0, 1].map((side) => Uint32Array.from(group, (pair) => pair[side]));
          expect([...keys.add({ low, high })]).toEqual(expected);
        }
        expect(storage.most.keys).toBeLessThanOrEqual(inMemory);
      }),
    );
  });
});

describe("a list of mutants", () => {
  const mutants = fc.array(fc.tuple(fc.nat(3), fc.nat(2 ** 40), fc.nat(12)), { maxLength: 200 });
  const listOf = (storage: Storage, rows: readonly (readonly [number, number, number])[]): MutantList => {
    const list = new MutantList(storage);
    for (const [family, place, size] of rows) list.push(family, place, size);
    return list;
  };

  it("is read by rising size", () => {
    fc.assert(
      fc.property(bound, mutants, (inMemory, rows) => {
        const storage = store(inMemory);
        const expected = rows
          .map(([family, place, size], number) => ({ number, family, place, size }))
          .sort((a, b) => a.size - b.size || a.number - b.number);
        expect([...listOf(storage, rows).bySize()]).toEqual(expected);
        expect(storage.most.numbers).toBeLessThanOrEqual(inMemory);
      }),
    );
  });

  it("gives those that are chosen, in its own order", () => {
    fc.assert(
      fc.property(bound, mutants, fc.func(fc.boolean()), (inMemory, rows, isChosen) => {
        const numbers = [...rows.keys()].filter((number) => isChosen(number));
        const chosen = new WordLog(memoryTape, 100);
        chosen.pushAll(Uint32Array.from(numbers).reverse());
        const found = [...listOf(store(inMemory), rows).only(chosen)];
        expect(found.map(({ number }) => number)).toEqual(numbers);
        expect(found.map(({ place }) => place)).toEqual(numbers.map((number) => rows[number][1]));
      }),
    );
  });

  it("of more than one window of numbers is read too", () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [0, i, i % 7] as const);
    const chosen = new WordLog(memoryTape, 100);
    for (let i = 999; i >= 0; i -= 3) chosen.push(i);
    const places = [...listOf(store(1), rows).only(chosen)].map(({ place }) => place);
    expect(places).toEqual(rows.map((_, i) => i).filter((i) => i % 3 === 0));
  });
});

describe("the sieve", () => {
  const shallow = fc
    .array(fc.nat(1000), { minLength: 20, maxLength: 20 })
    .map((numbers) => chosenTerm(() => numbers.pop() ?? 0, 1));
  const texts = fc
    .tuple(fc.array(shallow, { maxLength: 2 }), shallow, shallow)
    .map(([hypotheses, left, right]) => [...hypotheses, `f(${left},${right})`]);

  it("drops the instances of what came before, and of earlier rounds, whatever the room", () => {
    const counts = { kept: 0, dropped: 0, passes: 0 };
    fc.assert(
      fc.property(
        bound,
        fc.array(texts, { maxLength: 15 }),
        fc.array(texts, { maxLength: 40 }),
        (inMemory, earlier, offered) => {
          const storage = store(inMemory);
          const log = new StatementLog(storage);
          earlier.forEach((parts, number) => {
            log.push(number, statement(...parts));
          });
          const expected: number[] = [];
          const before = [...earlier];
          offered.forEach((parts, number) => {
            if (before.some((general) => subsumes(general, parts))) return;
            before.push(parts);
            expected.push(number);
          });
          const sieve = new Sieve(storage, log);
          offered.forEach((parts, number) => {
            sieve.offer(number, statement(...parts));
          });
          sieve.finish(() => counts.passes++);
          const reader = new WordReader(sieve.kept);
          expect([...reader.take(sieve.kept.length)]).toEqual(expected);
          expect(storage.most.statements).toBeLessThanOrEqual(inMemory);
          counts.kept += expected.length;
          counts.dropped += offered.length - expected.length;
        },
      ),
    );
    expect(Math.min(counts.kept, counts.dropped, counts.passes)).toBeGreaterThan(30);
  });
});
