/**
 * Whether published figures agree within the publisher's rounding. Exact: each printed figure is an interval of half
 * its last place, and the check tests whether the intervals overlap.
 */
import { compareDecimals, multiplyDecimals, sumDecimals } from "../decimal-text.ts";

/** Decimals of a decimal text. */
export function placesOf(text: string): number {
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
}

/** Half of the last of `places` decimals. */
export function halfPlace(places: number): string {
  return places === 0 ? "0.5" : `0.${"0".repeat(places)}5`;
}

export function isWithin(left: string, right: string, tolerance: string): boolean {
  const difference = sumDecimals([left, negate(right)]);
  return compareDecimals(difference.replace(/^-/, ""), tolerance) <= 0;
}

export function negate(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

export function magnitudeOf(text: string): string {
  return text.replace(/^-/, "");
}

/**
 * The largest distance of a printed product from the product of two printed factors: half a place of each factor times
 * the other, plus half a place of the product.
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
