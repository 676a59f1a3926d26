import type { Candidate, Place } from "#app/bill/bill.ts";
import { MOST } from "#app/bill/bill-error.ts";

/** Each value once, at its first place. */
export function distinct<T extends Candidate>(candidates: readonly T[], keyOf = ({ value }: T) => value): T[] {
  const found = new Map<string, T>();
  for (const one of candidates) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return [...found.values()].slice(0, MOST.candidates);
}

export function candidate(value: string, place: Place): Candidate {
  return { value, place };
}
