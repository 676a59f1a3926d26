import { compare, type Ratio, toExactOr40 } from "#app/number/ratio.ts";
import { type MethodProblem, problem } from "./method.ts";

interface Told {
  value: Ratio;
  unit: string;
}

/** The problem that a part exceeds its whole, at the part's pointer. None if it doesn't. Both in one unit. */
export function exceeding(pointer: string, part: Told, whole: Told): MethodProblem[] {
  if (compare(part.value, whole.value) <= 0) return [];
  const told = ({ value, unit }: Told) => `${toExactOr40(value)} ${unit}`.trim();
  return [problem("amount_exceeds", pointer, { amount: told(part), limit: told(whole) })];
}
