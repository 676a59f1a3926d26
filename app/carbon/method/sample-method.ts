import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import type { ActivityMethod, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { toFractionText } from "#app/number/ratio.ts";
import type { Derivation } from "./method.ts";
import { methodOf } from "./methods.ts";

export const of = (quantity: string, unit: string) => ({ quantity, unit });
export const from = (value: string, source = "a published table") => ({ value, source });
const FACTOR: EmissionFactor = { kind: "emission", id: "x", version: "1", unit: "kg", gases: { CO2: "1" } };

export function deriveMethod(method: ActivityMethod, factor: Partial<EmissionFactor> = {}): Derivation {
  const reader = new DocumentReader();
  const found = methodOf(method.name);
  found.validate(reader, method, "");
  if (reader.faults.length > 0) {
    return { ok: false, problems: reader.faults.map(({ detail = {}, ...fault }) => ({ ...fault, detail })) };
  }
  return found.derive(method, { ...FACTOR, ...factor });
}

/** The quantity as an exact text with its unit, or the problems with their pointers. */
export function tellDerivation(method: ActivityMethod, factor: Partial<EmissionFactor> = {}): string | string[] {
  const derived = deriveMethod(method, factor);
  if (!derived.ok) return derived.problems.map(({ code, pointer }) => `${code} ${pointer}`);
  return `${toFractionText(derived.quantity)} ${derived.unit}`;
}
