/** What check.js offers to the pages' script, and the data that it works on. Types alone. */

/** A certificate of the output, as `data/certificates.js` lists them in citing order. */
export interface CertificateText {
  readonly name: string;
  /** The theorem's page, from the index's folder. */
  readonly url: string;
  readonly text: string;
}

/** Where in a certificate a refusal lies: a step or scope by its id, or just the line, from 1. */
export interface Place {
  readonly line: number;
  readonly kind: "step" | "scope" | "line";
  readonly id: number;
}

export type Checked =
  | { readonly ok: true; readonly theorem: string; readonly statement: string; readonly steps: number }
  | {
      readonly ok: false;
      readonly place: Place;
      readonly rule: string | undefined;
      readonly reason: string;
    };

/** A checker that has read the theory; what it accepts can be cited from then on. */
export type Opened =
  | { readonly ok: true; readonly check: (certificate: string) => Checked }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export interface CheckApi {
  readonly open: (theory: string) => Opened;
  /** The names of the facts and theorems that a certificate cites. Tells nothing about whether it is right. */
  readonly cited: (certificate: string) => readonly string[];
}

declare global {
  var lemmagridCheck: CheckApi | undefined;
  var lemmagridTheory: string | undefined;
  var lemmagridCertificates: readonly CertificateText[] | undefined;
}
