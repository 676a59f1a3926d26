import type { ActivityMethod, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import type { Applied, Method } from "./applied.ts";
import { GASES_MADE } from "./gas-opinion.ts";
import { PROCESS } from "./process-opinion.ts";
import { VALUE_CHAIN } from "./value-chain-opinion.ts";

const METHODS: Record<string, Method> = { ...VALUE_CHAIN, ...PROCESS, ...GASES_MADE };

export const JUDGED_METHODS: readonly string[] = Object.keys(METHODS);

export function applyMethod(method: ActivityMethod, factor: EmissionFactor): Applied {
  const apply = METHODS[method.name];
  if (!apply) throw new Error(`The second opinion has no method ${method.name}`);
  return apply(method, factor);
}
