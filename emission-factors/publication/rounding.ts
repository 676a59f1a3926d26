/**
 * Whether published figures agree within the publisher's own rounding. Exact: each printed figure stands for an interval
 * of half its last place, and the check asks whether the intervals meet.
 */
import { compareDecimals, multiplyDecimals, sumDecimals } from "../decimal-text.ts";

/** Digits behind the point of a decimal text. */
export function placesOf(text: string): number {
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
}

/** Half of the last of `places` places. */
export function halfPlace(places: number): string {
  return places === 0 ? "0.5" : `0.${"0".repeat(places)}5`;
}

/** |left − right| ≤ tolerance. */
export function isWithin(left: string, right: string, tolerance: string): boolean {
  const difference = sumDecimals([left, negate(right)]);
  return compareDecimals(difference.replace(/^-/, ""), tolerance) <= 0;
}

export function negate(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

/** |text|. */
export function magnitudeOf(text: string): string {
  return text.replace(/^-/, "");
}

/**
 * The range in which a printed product of two printed factors lies, as the largest distance from their product:
 * half a place of each factor times the other, and half a place of the product itself.
 */
export function productTolerance(left: string, right: string, product: string): string {
  const [a, b] = [halfPlace(placesOf(left)), halfPlace(placesOf(right))];
  return sumDecimals([
    multiplyDecimals(a, magnitudeOf(right)),
    multiplyDecimals(b, magnitudeOf(left)),
    multiplyDecimals(a, b),
    halfPlace(placesOf(product)),
  ]);
}
