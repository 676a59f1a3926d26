import { toFractionText } from "#app/number/ratio.ts";
import type { Stated } from "./field.ts";
import type { Derived } from "./method.ts";

/** A disclosure note with the source of each value published by someone else. */
export function statedValues(inputs: Record<string, Stated | null>): NonNullable<Derived["disclosures"]> {
  return Object.entries(inputs).flatMap(([input, stated]) =>
    stated
      ? [{ code: "stated_value", detail: { input, value: toFractionText(stated.value), source: stated.source } }]
      : [],
  );
}

/** The same for a row of a list: its inputs are named `materials/0/calcined`. */
export function statedValuesOfRow(
  list: string,
  index: number,
  inputs: Record<string, Stated>,
): NonNullable<Derived["disclosures"]> {
  const named = Object.entries(inputs).map(([input, value]) => [`${list}/${index}/${input}`, value] as const);
  return statedValues(Object.fromEntries(named));
}
