/**
 * "Check this proof" on a theorem's page, for the certificate that stands in the page, with all that it rests on; and
 * "check all" on the index, for every certificate of the output. The verdict is the checker's.
 */
import { all, announce, byId, make, onAction, plural } from "../dom.js";
import type { CertificateText } from "./api.js";
import { accepted, refusalParts, refused, speedText } from "./report.js";
import {
  checkCertificates,
  loadChecker,
  withPremises,
  type CheckedCertificate,
  type CheckRun,
} from "./run.js";

export function startCheckButtons(): void {
  onAction("check", (button) => void work(button, checkThis));
  onAction("check-all", (button) => void work(button, checkAll));
}

type Check = (button: HTMLButtonElement, report: HTMLElement) => Promise<HTMLElement>;

/** One check at a time; whatever goes wrong is said, and never taken for acceptance. */
async function work(button: HTMLButtonElement, check: Check): Promise<void> {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  const report = reportOf(button);
  report.replaceChildren(make("p", {}, "Checking …"));
  let verdict: HTMLElement;
  try {
    verdict = await check(button, report);
  } catch (error) {
    verdict = refused(`Nothing was checked: ${error instanceof Error ? error.message : String(error)}.`);
  }
  report.replaceChildren(verdict);
  announce(verdict.textContent);
  button.removeAttribute("aria-disabled");
}

function reportOf(button: HTMLButtonElement): HTMLElement {
  const found = byId("check-report");
  if (found !== undefined) return found;
  const report = make("div", { id: "check-report" });
  (button.closest("p, div, nav") ?? button).after(report);
  return report;
}

// ------------------------------------------------------------------------------------------------------- this theorem

async function checkThis(button: HTMLButtonElement): Promise<HTMLElement> {
  for (const row of all(".is-refused")) row.classList.remove("is-refused");
  const name = button.dataset.theorem ?? "";
  const own: CertificateText = { name, url: "", text: embeddedCertificate() };
  const { api, theory, certificates } = await loadChecker();
  const wanted = withPremises(api, certificates, own);
  const run = await checkCertificates(api, theory, wanted, () => undefined);
  if (run.failure !== undefined) return refused(`${run.failure}.`);
  const bad = run.results.find(({ result }) => !result.ok);
  if (bad !== undefined) return refusedHere(bad, own);
  const { result } = run.results[run.results.length - 1];
  const shown = byId("statement-core")?.textContent.trim();
  if (!result.ok || result.theorem !== name || result.statement !== shown)
    return refused("The certificate proves another statement than the page shows.");
  const premises = run.results.length - 1;
  const rests =
    premises === 0 ? "" : ` This includes ${plural(premises, "theorem")} that the proof rests on.`;
  return accepted(`The checker replayed ${speedText(stepCount(run), run.timeMs)}.${rests}`);
}

function embeddedCertificate(): string {
  const text: unknown = JSON.parse(byId("certificate")?.textContent ?? "null");
  if (typeof text !== "string") throw new Error("the page has no certificate");
  return text;
}

function refusedHere(bad: CheckedCertificate, own: CertificateText): HTMLElement {
  const here = bad.certificate === own;
  if (here && !bad.result.ok)
    byId(`${bad.result.place.kind}-${bad.result.place.id}`)?.classList.add("is-refused");
  return refused(...(here ? [] : ["The proof rests on "]), ...refusalParts(bad, here));
}

function stepCount(run: CheckRun): number {
  return run.results.reduce((sum, { result }) => sum + (result.ok ? result.steps : 0), 0);
}

// ------------------------------------------------------------------------------------------------------------ the lot

async function checkAll(_: HTMLButtonElement, report: HTMLElement): Promise<HTMLElement> {
  const { api, theory, certificates } = await loadChecker();
  const rows = new Map(all("tr[data-name]").map((row) => [row.dataset.name ?? "", row]));
  for (const row of rows.values()) row.querySelector(".check-mark")?.remove();
  const progress = make("progress", {
    max: String(certificates.length),
    value: "0",
    "aria-label": "Proofs checked",
  });
  report.replaceChildren(progress);
  const run = await checkCertificates(api, theory, certificates, ({ certificate, result }, done) => {
    progress.value = done;
    markRow(rows.get(certificate.name), result.ok);
  });
  if (run.failure !== undefined) return refused(`${run.failure}.`);
  const bad = run.results.filter(({ result }) => !result.ok);
  const passed = run.results.length - bad.length;
  if (bad.length > 0)
    return refused(
      `${bad.length} of ${plural(run.results.length, "proof")}; the first is `,
      ...refusalParts(bad[0], false),
    );
  const names = new Set(run.results.map(({ certificate }) => certificate.name));
  const missing = [...rows.keys()].find((name) => !names.has(name));
  if (missing !== undefined) return refused("There is no certificate for ", make("code", {}, missing), ".");
  return accepted(`All ${plural(passed, "proof")}: ${speedText(stepCount(run), run.timeMs)}.`);
}

function markRow(row: HTMLElement | undefined, ok: boolean): void {
  const mark = make("span", { class: `check-mark ${ok ? "accepted" : "refused"}` }, ok ? " ✓" : " ✗");
  mark.append(make("span", { class: "visually-hidden" }, ok ? " accepted" : " refused"));
  row?.querySelector("th")?.append(mark);
}
