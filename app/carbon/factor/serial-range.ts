import { normalText } from "#app/encoding/text/normal-text.ts";

/** Numbers of certificates from the first to the last, as a registry writes them. */
export interface Serials {
  first: string;
  last: string;
}

/** What precedes the number in all of them, and the number. */
interface Serial {
  series: string;
  digits: string;
}

/** Registries print one number with and without separators. */
const SEPARATORS = /[\s\-–—_./:]+/gu;
const MOST_DIGITS = 40;
const MOST_CHARACTERS = 200;
// pattern: at most 200 characters, a longer text is no serial number.
const NUMBER = /[0-9]+$/;

function readSerial(text: string): Serial | null {
  if (text.length > MOST_CHARACTERS) return null;
  const whole = fold(text);
  const digits = NUMBER.exec(whole)?.[0];
  if (digits === undefined || digits.length > MOST_DIGITS) return null;
  return { series: whole.slice(0, -digits.length), digits };
}

function fold(text: string): string {
  return normalText(text, "NFKC").toUpperCase().replace(SEPARATORS, "");
}

/** Whether two serial numbers belong to one series and are in order. */
export function isSerialRange(serials: Serials): boolean {
  return readRange(serials) !== null;
}

function readRange({ first, last }: Serials): { series: string; from: bigint; to: bigint } | null {
  const [one, other] = [readSerial(first), readSerial(last)];
  if (!one || !other || one.series !== other.series || one.digits.length !== other.digits.length) return null;
  const [from, to] = [BigInt(one.digits), BigInt(other.digits)];
  return from <= to ? { series: one.series, from, to } : null;
}

/** How many certificates a range has, or null if it isn't a range. */
export function countSerials(serials: Serials): bigint | null {
  const range = readRange(serials);
  return range && range.to - range.from + 1n;
}

/** Whether two ranges of one registry have a certificate in common. */
export function shareSerials(a: Serials, b: Serials): boolean {
  const [one, other] = [readRange(a), readRange(b)];
  return one !== null && other !== null && one.series === other.series && one.from <= other.to && other.from <= one.to;
}

/** A registry's name without case and spaces, for comparing. */
export function foldRegistry(registry: string): string {
  return fold(registry);
}

/**
 * The first and the last certificate as texts whose order is that of the numbers, each with its registry and series: a
 * range that the database can compare. Null if it is not a range.
 */
export function sortableSerials(registry: string, serials: Serials): { from: string; to: string } | null {
  const range = readRange(serials);
  if (!range) return null;
  const key = (number: bigint) =>
    `${foldRegistry(registry)}/${range.series}/${String(number).padStart(MOST_DIGITS, "0")}`;
  return { from: key(range.from), to: key(range.to) };
}
