const BODY = /^[A-Z0-9]{1,21}$/;

/**
 * A creditor reference (ISO 11649): `RF`, two check digits, the body. Banks pass it on, and a slip of the hand in it is
 * found by the digits.
 * @param body letters and digits; anything else is left out: `INV-2026-000001` becomes `INV2026000001`
 * @throws RangeError for a body that is empty or longer than 21
 */
export function makeReference(body: string): string {
  const kept = body.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (!BODY.test(kept)) throw new RangeError(`no body of a creditor reference: ${body}`);
  return `RF${String(98n - remainder(`${kept}RF00`)).padStart(2, "0")}${kept}`;
}

/** The reference as printed without spaces and in capitals; null for a text that is none or has a slip in it. */
export function readReference(text: string): string | null {
  const compact = text.replace(/\s/g, "").toUpperCase();
  if (!/^RF[0-9]{2}[A-Z0-9]{1,21}$/.test(compact)) return null;
  return remainder(compact.slice(4) + compact.slice(0, 4)) === 1n ? compact : null;
}

/** In groups of four, as the standard prints it. */
export function printReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, "$1 ");
}

/** ISO/IEC 7064 MOD 97-10, letters as 10 to 35. */
function remainder(text: string): bigint {
  return BigInt([...text].map((character) => Number.parseInt(character, 36)).join("")) % 97n;
}
