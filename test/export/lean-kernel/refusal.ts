/** Why the kernel refuses a file. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}
