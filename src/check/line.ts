/**
 * A line of a certificate: a JSON object in the one way `JSON.stringify` writes it, so without spaces, repeated
 * fields, or another spelling of a number or a text. Whoever understands a line takes its fields, each of the type that
 * it has to be; a field that nobody took does not belong there.
 */
import { refuse } from "./interner.js";

export class Line {
  private readonly fields: ReadonlyMap<string, unknown>;
  private readonly taken = new Set<string>();

  constructor(text: string) {
    let value: unknown;
    let again: string;
    try {
      value = JSON.parse(text);
      again = JSON.stringify(value);
    } catch {
      refuse("not JSON");
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("not a JSON object");
    if (again !== text) refuse("not in the form that JSON.stringify writes");
    this.fields = new Map(Object.entries(value));
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }
  take<Value>(name: string, test: Test<Value>): Value {
    this.taken.add(name);
    const value = this.fields.get(name);
    return test(value) ? value : refuse(`field ${name} is ${this.has(name) ? "of a wrong type" : "missing"}`);
  }
  end(): void {
    for (const name of this.fields.keys()) if (!this.taken.has(name)) refuse(`unknown field ${name}`);
  }
}

type Test<Value> = (value: unknown) => value is Value;
export const text: Test<string> = (value) => typeof value === "string";
export const count: Test<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
export const texts: Test<readonly string[]> = (value) => Array.isArray(value) && value.every(text);
export const counts: Test<readonly number[]> = (value) => Array.isArray(value) && value.every(count);
