import type { EmissionFactor, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, order, plus, print, times } from "./fraction.ts";
import { rate } from "./measure.ts";

/** The result of a method's inputs and the codes of its disclosure notes, or the reason for no result. */
export type Applied =
  | { quantity: Fraction; unit: string; told: string[]; heatBasis?: HeatBasis }
  | { problems: { code: string; at: string }[] };

/** The inputs of a valid document, read here without the program's own types. */
// biome-ignore lint/suspicious/noExplicitAny: their shape is what the program's validation has already settled
export type Inputs = Record<string, any>;
export type Method = (inputs: Inputs, factor: EmissionFactor) => Applied;
export type Amount = { quantity: string; unit: string };

export const as = ({ quantity, unit }: Amount, to: string): Fraction => times(f(quantity), rate(unit, to));
export const sum = <T>(rows: T[], each: (row: T) => Fraction): Fraction => plus(...rows.map(each));
export const made = (quantity: Fraction, unit: string, told: string[] = []): Applied => ({ quantity, unit, told });
export const wrong = (code: string, at: string) => ({ problems: [{ code, at }] });
export const isOne = (value: Fraction): boolean => print(value) === "1";
/** A value that someone else published adds a disclosure note. */
export const stated = (...values: unknown[]): string[] => values.filter(Boolean).map(() => "stated_value");

/** A problem at its place for each part that exceeds its whole. */
export function excess(...pairs: [at: string, part: Fraction, whole: Fraction][]): { code: string; at: string }[] {
  return pairs.flatMap(([at, part, whole]) => (order(part, whole) > 0n ? [{ code: "amount_exceeds", at }] : []));
}
