/**
 * Has the checker replay certificates, a theorem at a time, with room for the browser in between. Nothing here decides
 * anything: what is accepted is what check.js accepts.
 */
import { breathe, loadScript } from "../dom.js";
import type { CertificateText, CheckApi, Checked } from "./api.js";

export interface CheckedCertificate {
  readonly certificate: CertificateText;
  readonly result: Checked;
}

export interface CheckRun {
  /** In the order checked; ends with the first refusal if the run was told to stop there. */
  readonly results: readonly CheckedCertificate[];
  /** Why nothing could be checked. */
  readonly failure: string | undefined;
  readonly timeMs: number;
}

/** Loads the checker and the output's data. */
export async function loadChecker(): Promise<{
  readonly api: CheckApi;
  readonly theory: string;
  readonly certificates: readonly CertificateText[];
}> {
  await Promise.all(["check.js", "data/theory.js", "data/certificates.js"].map(loadScript));
  const { lemmagridCheck: api, lemmagridTheory: theory, lemmagridCertificates: certificates } = globalThis;
  if (api === undefined || theory === undefined || certificates === undefined)
    throw new Error("the files of the checker are damaged");
  return { api, theory, certificates };
}

/** How long the checker may work before the browser gets its turn. */
const TURN_MS = 25;

/** Checks the certificates in order. `onResult` is told of each. */
export async function checkCertificates(
  api: CheckApi,
  theory: string,
  certificates: readonly CertificateText[],
  onResult: (checked: CheckedCertificate, done: number) => void,
): Promise<CheckRun> {
  let start = performance.now();
  let timeMs = 0;
  const opened = api.open(theory);
  if (!opened.ok)
    return { results: [], failure: `the theory is refused, line ${opened.line}: ${opened.reason}`, timeMs };
  const results: CheckedCertificate[] = [];
  for (const certificate of certificates) {
    const checked = { certificate, result: opened.check(certificate.text) };
    results.push(checked);
    onResult(checked, results.length);
    const spent = performance.now() - start;
    if (spent < TURN_MS) continue;
    timeMs += spent;
    await breathe();
    start = performance.now();
  }
  return { results, failure: undefined, timeMs: timeMs + performance.now() - start };
}

/** The certificates that the last one rests on, however far, and itself, in citing order. */
export function withPremises(
  api: CheckApi,
  certificates: readonly CertificateText[],
  last: CertificateText,
): CertificateText[] {
  const byName = new Map(certificates.map((certificate) => [certificate.name, certificate]));
  byName.delete(last.name);
  const needed = new Set<string>();
  const queue = [...api.cited(last.text)];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const certificate = byName.get(name);
    if (certificate === undefined || needed.has(name)) continue;
    needed.add(name);
    queue.push(...api.cited(certificate.text));
  }
  return [...certificates.filter(({ name }) => needed.has(name)), last];
}
