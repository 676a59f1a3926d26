import type { ActivityMethod, EmissionFactor } from "#app/carbon/inventory-document.ts";
import type { Fraction } from "./fraction.ts";
import { VALUE_CHAIN } from "./value-chain-opinion.ts";

/** What a method makes of its inputs, and the codes of what the reader is told; or why it makes nothing of them. */
export type Applied =
  | { quantity: Fraction; unit: string; told: string[] }
  | { problems: { code: string; at: string }[] };

/** The inputs of a valid document, read here without the program's own types. */
// biome-ignore lint/suspicious/noExplicitAny: their shape is what the program's validation has already settled
export type Inputs = Record<string, any>;
export type Method = (inputs: Inputs, factor: EmissionFactor) => Applied;

const METHODS: Record<string, Method> = { ...VALUE_CHAIN };

export const JUDGED_METHODS: readonly string[] = Object.keys(METHODS);

export function applyMethod(method: ActivityMethod, factor: EmissionFactor): Applied {
  const apply = METHODS[method.name];
  if (!apply) throw new Error(`The second opinion has no method ${method.name}`);
  return apply(method, factor);
}
