import { normalText } from "#app/encoding/text/normal-text.ts";
import { remainderOf97 } from "#app/number/mod-97.ts";
import { checkVat, hasVatPrefix } from "./vat-number.ts";

/**
 * The kinds of registration numbers that the form of a number is checked for: the Unified Social Credit Code
 * (GB 32100-2015), the Legal Entity Identifier (ISO 17442), the EORI number of EU and UK customs, and VAT numbers.
 */
export const NUMBER_KINDS = ["uscc", "lei", "eori", "vat", "other"] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** Message keys of `organization.fault`. */
export type NumberFault = "number_uscc" | "number_lei" | "number_eori" | "number_vat" | "number_check_digit";

const USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// pattern: at most 60 characters, the length of the field.
const USCC_FORM = new RegExp(`^[${USCC}]{2}\\d{6}[${USCC}]{10}$`);
const LEI_FORM = /^[A-Z0-9]{18}\d{2}$/;
const EORI_FORM = /^[A-Z]{2}[A-Z0-9]{1,15}$/;

/** What is wrong with the form of a number. Null if nothing is, or if no rule is known for the kind. */
export function faultOfNumber(kind: NumberKind, number: string): NumberFault | null {
  const text = compact(number);
  if (kind === "other") return null;
  if (kind === "eori") return EORI_FORM.test(text) ? null : "number_eori";
  if (kind === "vat") {
    const vat = checkVat(text);
    if (vat === "form") return "number_vat";
    return vat === "check_digit" ? "number_check_digit" : null;
  }
  if (!(kind === "uscc" ? USCC_FORM : LEI_FORM).test(text)) return `number_${kind}`;
  return (kind === "uscc" ? isUscc : isLei)(text) ? null : "number_check_digit";
}

/** As registers write it: capitals without spaces or separators. A number of another kind stays as typed. */
export function tidyNumber(kind: NumberKind | "", number: string): string {
  return kind === "other" || kind === "" ? number : compact(number);
}

/** A kind of number that ends with a check digit. */
export type CheckedForm = Exclude<NumberKind, "eori" | "other">;

/** The kind whose check digit a number has. Null if it has none that is known here. */
export function kindByCheckDigit(number: string): CheckedForm | null {
  const text = compact(number);
  if (isUscc(text)) return "uscc";
  if (isLei(text)) return "lei";
  return checkVat(text) === "checked" ? "vat" : null;
}

/**
 * What is wrong with the form of a tax number, where the country and the number show its kind: 18 characters in
 * mainland China, except the identity number of a person, or the VAT prefix of the country. Any other number may be one
 * of many national kinds.
 */
export function faultOfTaxNumber(country: string, number: string): NumberFault | null {
  const text = compact(number);
  if (country === "CN" && /^[A-Z0-9]{18}$/.test(text) && !isResident(text)) return faultOfNumber("uscc", text);
  return hasVatPrefix(country, text) ? faultOfNumber("vat", text) : null;
}

function compact(number: string): string {
  return normalText(number, "NFKC")
    .toUpperCase()
    .replace(/[\s./‐-―-]/g, "");
}

/** The weights are powers of 3 modulo 31; with the check character the sum is a multiple of 31. */
function isUscc(text: string): boolean {
  if (!USCC_FORM.test(text)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of text.slice(0, 17)) {
    sum += weight * USCC.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return (sum + USCC.indexOf(text[17]!)) % 31 === 0;
}

function isLei(text: string): boolean {
  return LEI_FORM.test(text) && remainderOf97(text) === 1n;
}

/** The identity number of a resident, which is a person's tax number (GB 11643, ISO/IEC 7064 MOD 11-2). */
function isResident(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const product = [...text.slice(0, 17)].reduce((before, digit) => ((before + Number(digit)) * 2) % 11, 0);
  return "0123456789X"[(12 - product) % 11] === text[17];
}
