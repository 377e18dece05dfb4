/** How rows of spoilt certificates are written and tested. A row names the reason that the checker has to give. */
import { describe, expect, it } from "vitest";
import type { CertificateLine } from "../../src/proof/certificate.js";
import { certificate, check, sample, type Sample } from "../check/samples.js";

export const F = "(false[])";

/** The sample with the given fields of the line that has this id (as `step`, `open` or `close`) replaced. */
export function edit(
  of: Sample,
  kind: "step" | "open" | "close" | "end",
  id: number,
  fields: Readonly<Record<string, unknown>>,
): Sample {
  const at = of.body.findIndex((line) =>
    Object.entries(line).some(([key, value]) => key === kind && value === id),
  );
  if (at < 0) throw new Error(`no ${kind} ${id}`);
  const body = of.body.with(at, { ...of.body[at], ...fields });
  return { ...of, body };
}

/** The sample without the lines from the `from`-th to the `to`-th of its body. */
export function cut(of: Sample, from: number, to: number): Sample {
  return { ...of, body: of.body.filter((_, index) => index < from || index >= to) };
}

/** A proof of `statement` whose steps come with their own ids. */
export function proof(statement: string, ...body: CertificateLine[]): Sample {
  return sample("spoilt", statement, body);
}

export type Row = readonly [name: string, spoilt: Sample, reason: string];

/** No row passes for a reason of another kind than its own. */
export function refuses(title: string, rows: readonly Row[]): void {
  describe(`${title}: the checker refuses`, () => {
    it.each(rows)("%s", (_name, spoilt, reason) => {
      const verdict = check(certificate(spoilt));
      expect(verdict).toMatchObject({ ok: false });
      expect(verdict.ok ? "" : verdict.reason).toContain(reason);
    });
  });
}
