import { remainderOf97 } from "#app/number/mod-97.ts";

const BODY = /^[A-Z0-9]{1,21}$/;

/**
 * Makes a creditor reference (ISO 11649): `RF`, two check digits, the body. Banks pass it on, and the check digits
 * reveal typing errors.
 * @param body only letters and digits are used: `INV-2026-000001` becomes `INV2026000001`
 * @throws RangeError if the body is empty or longer than 21 characters
 */
export function makeReference(body: string): string {
  const kept = body.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (!BODY.test(kept)) throw new RangeError(`invalid body of a creditor reference: ${body}`);
  return `RF${String(98n - remainderOf97(`${kept}RF00`)).padStart(2, "0")}${kept}`;
}

/** Normalizes a printed reference to capitals without spaces. Null if it is invalid. */
export function readReference(text: string): string | null {
  const compact = text.replace(/\s/g, "").toUpperCase();
  if (!/^RF[0-9]{2}[A-Z0-9]{1,21}$/.test(compact)) return null;
  return remainderOf97(compact.slice(4) + compact.slice(0, 4)) === 1n ? compact : null;
}

/** Prints groups of four characters, as the standard requires. */
export function printReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, "$1 ");
}
