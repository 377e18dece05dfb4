/** What is thrown for a certificate that has not the form of a proof; every other mistake is the prover's to find. */

/** The step has a form that no term fits. */
export class Misshapen extends Error {
  override readonly name = "Misshapen";
}

export function misshapen(reason: string): never {
  throw new Misshapen(reason);
}
