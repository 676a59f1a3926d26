import { withoutEnd } from "#app/number/text-decimal.ts";

/**
 * Converts numbers of a workbook to decimal text. A cell holds a binary double with up to 17 digits
 * (`0.20707428859060402`). Excel shows at most 15 of them (`0.207074288590604`), which is what the publisher sees and
 * means. Up to 15 significant digits, the stored text is used unchanged. Beyond that, the double is written with 15
 * digits, like `%.15g`.
 */

const STORED = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$|^([+-]?)\.(\d+)(?:[eE]([+-]?\d{1,3}))?$/;
/** Already in plain form, as most numbers are. */
const PLAIN = /^(?:0|-?[1-9]\d*(?:\.\d*[1-9])?|-?0\.\d*[1-9])$/;
/** The significant digits of a number in Excel. */
const SIGNIFICANT = 15;

/**
 * The plain decimal text of a stored number (no exponent, leading plus or trailing zeros). Null if it is not a number.
 */
export function decimalOfStored(stored: string): string | null {
  if (stored.length <= SIGNIFICANT && PLAIN.test(stored)) return stored;
  const text = stored.trim();
  const match = STORED.exec(text);
  if (match === null) return null;
  const sign = match[1] ?? match[5] ?? "";
  const whole = match[2] ?? "";
  const fraction = match[3] ?? match[6] ?? "";
  const exponent = Number.parseInt(match[4] ?? match[7] ?? "0", 10);
  const digits = (whole + fraction).replace(/^0+/, "");
  if (withoutEnd(digits, "0").length > SIGNIFICANT) return decimalOfStored(Number(text).toPrecision(SIGNIFICANT));
  return place(sign === "-" ? "-" : "", whole + fraction, fraction.length - exponent);
}

/** `digits` × 10^−`places` as plain text. */
function place(sign: string, digits: string, places: number): string {
  const padded = places < 0 ? digits + "0".repeat(-places) : digits.padStart(places + 1, "0");
  const cut = padded.length - Math.max(places, 0);
  const whole = padded.slice(0, cut).replace(/^0+(?=\d)/, "");
  const fraction = withoutEnd(padded.slice(cut), "0");
  const body = fraction === "" ? whole : `${whole}.${fraction}`;
  return body === "0" ? "0" : sign + body;
}
