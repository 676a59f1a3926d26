import { CarbonError } from "#app/carbon/carbon-error.ts";
import type { Method } from "./method.ts";
import { spendBased } from "./spend.ts";

/** Every method, in the order in which people are offered them. */
export const METHODS: readonly Method[] = [spendBased];

export const METHOD_NAMES: readonly string[] = METHODS.map(({ name }) => name);
const BY_NAME = new Map(METHODS.map((method) => [method.name, method]));

/** @throws CarbonError `value_unknown` for a name that no valid document holds */
export function methodOf(name: string): Method {
  const method = BY_NAME.get(name);
  if (!method) throw new CarbonError("value_unknown", { value: name, allowed: METHOD_NAMES.join(", ") });
  return method;
}
