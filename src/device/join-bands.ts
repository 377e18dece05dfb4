/** Cuts a join into parts whose answers, one after the other, are the answer for all of it. */
import type { JoinRequest } from "./device.js";

/** Runs of left terms with at most `pairCount` pairs each, tried or not; but one left term at least. */
export function* joinBands(request: JoinRequest, pairCount: number): Generator<JoinRequest> {
  const { leftFrom, leftEnd, rightFrom, rightEnd } = request;
  const height = Math.max(1, Math.floor(pairCount / Math.max(1, rightEnd - rightFrom)));
  for (let from = leftFrom; from < leftEnd; from += height) {
    yield { ...request, leftFrom: from, leftEnd: Math.min(leftEnd, from + height) };
  }
}
