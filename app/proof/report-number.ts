import { normalText } from "#app/encoding/text/normal-text.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/**
 * `GHG-<year>-<serial>-<7>-<7>`: the serial is gap-free per issuer and year, at least six digits; then come thirteen
 * random characters (so that reports can't be enumerated) and one check character, in two groups of seven.
 *
 * The check character is ISO 7064 MOD 37,36 over every other letter and digit: first the thirteen random ones, then
 * `GHG`, year and serial. That system finds every single wrong character, but misses the swap of two neighbours whose
 * values differ by one in one state of thirty-six. A code is therefore drawn again until no swap in its number would
 * go unnoticed (the random part comes first so that a redraw helps wherever the weak pair is) and until its check
 * character is one of the 32 that people cannot misread. Both together cost 0.4 of the 65 random bits.
 */
export interface ReportNumberParts {
  /** Four digits; the reporting period's or the issue year, as the issuer counts. */
  year: number;
  /** From 1, gap-free per issuer and year. */
  serial: number;
  /** Thirteen characters of Crockford's alphabet, from `drawReportCode`. */
  code: string;
}

export type ParsedReportNumber =
  | { ok: true; number: string; parts: ReportNumberParts }
  /** `shape`: this is no report number, or one with characters missing. `mistyped`: it is one with a wrong character. */
  | { ok: false; fault: "shape" | "mistyped" };

const PREFIX = "GHG";
/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CODE_LENGTH = 13;
const SHORTEST = PREFIX.length + 4 + 6 + CODE_LENGTH + 1;
const LONGEST = SHORTEST + 9;
const LONGEST_INPUT = 200;

/** ISO 7064 hybrid system MOD 37,36: the check character for text of digits and capital letters. */
export function checkCharacterOf(text: string): string {
  const state = advance(text);
  return CHECK_ALPHABET.charAt((37 - state) % 36);
}

/** Whether the last character of the text is the right check character for the rest. */
export function hasValidCheckCharacter(text: string): boolean {
  return text.length > 1 && checkCharacterOf(text.slice(0, -1)) === text.at(-1);
}

/**
 * Thirteen random characters for a new number. `randomBytes` fills the array it is given; the default is the platform's
 * cryptographic source.
 */
export function drawReportCode(
  place: { year: number; serial: number },
  randomBytes: (target: Uint8Array<ArrayBuffer>) => Uint8Array = (target) => crypto.getRandomValues(target),
): string {
  const stem = stemOf(place.year, place.serial);
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const bytes = randomBytes(new Uint8Array(CODE_LENGTH));
    const code = Array.from(bytes, (byte) => CODE_ALPHABET.charAt(byte % 32)).join("");
    if (isStrong(stem, code)) return code;
  }
  throw new TransparencyError("no_random_source");
}

/** Throws `invalid_report_number` for a year, serial or code outside the format, or a code that `drawReportCode` would refuse. */
export function formatReportNumber({ year, serial, code }: ReportNumberParts): string {
  const stem = stemOf(year, serial);
  if (code.length !== CODE_LENGTH || !isCode(code) || !isStrong(stem, code)) {
    throw new TransparencyError("invalid_report_number", { code });
  }
  const last = code + checkCharacterOf(code + stem);
  return `${PREFIX}-${year}-${String(serial).padStart(6, "0")}-${last.slice(0, 7)}-${last.slice(7)}`;
}

/**
 * Reads a number as people type it: any case, full-width characters, missing or other hyphens, spaces, the letter O for
 * zero, I or L for one. A valid number comes back in its one written form.
 */
export function parseReportNumber(text: string): ParsedReportNumber {
  if (text.length > LONGEST_INPUT) return { ok: false, fault: "shape" };
  const typed = normalText(text, "NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212_.]/gu, "");
  if (!/^[0-9A-Z]+$/.test(typed) || typed.length < SHORTEST || typed.length > LONGEST)
    return { ok: false, fault: "shape" };
  const body = typed.slice(PREFIX.length).replaceAll("O", "0").replace(/[IL]/g, "1");
  const whole = PREFIX + body;
  const digits = /^(\d{4})(\d+)$/.exec(body.slice(0, -(CODE_LENGTH + 1)));
  const code = body.slice(-(CODE_LENGTH + 1), -1);
  if (!typed.startsWith(PREFIX) || !digits || !isCode(code) || !isValid(whole)) return { ok: false, fault: "mistyped" };
  const parts = { year: Number(digits[1]), serial: Number(digits[2]), code };
  // A serial with another number of zeros, or a code that is never drawn: our numbers have one form, and no swap leads
  // from one of them to another.
  if (!isPlace(parts.year, parts.serial)) return { ok: false, fault: "mistyped" };
  const stem = stemOf(parts.year, parts.serial);
  if (!whole.startsWith(stem + code) || !isStrong(stem, code)) return { ok: false, fault: "mistyped" };
  return { ok: true, number: formatReportNumber(parts), parts };
}

function stemOf(year: number, serial: number): string {
  if (!isPlace(year, serial))
    throw new TransparencyError("invalid_report_number", { year: `${year}`, serial: `${serial}` });
  return `${PREFIX}${year}${String(serial).padStart(6, "0")}`;
}

function isPlace(year: number, serial: number): boolean {
  return Number.isSafeInteger(year) && year >= 1990 && year <= 9999 && Number.isSafeInteger(serial) && serial >= 1;
}

function isCode(text: string): boolean {
  return [...text].every((character) => CODE_ALPHABET.includes(character));
}

/** Whether the check character at the end of a number without hyphens is right. */
function isValid(whole: string): boolean {
  const at = whole.length - CODE_LENGTH - 1;
  return hasValidCheckCharacter(whole.slice(at, -1) + whole.slice(0, at) + whole.slice(-1));
}

/** The check character is readable, and no swap of two neighbours leads to another valid number. */
function isStrong(stem: string, code: string): boolean {
  const check = checkCharacterOf(code + stem);
  if (!CODE_ALPHABET.includes(check)) return false;
  const whole = stem + code + check;
  for (let at = 1; at < whole.length; at += 1) {
    const [left, right] = [whole.charAt(at - 1), whole.charAt(at)];
    if (left !== right && isValid(whole.slice(0, at - 1) + right + left + whole.slice(at + 1))) return false;
  }
  return true;
}

/** The state of ISO 7064 MOD 37,36 after the text, from 1 to 36. */
function advance(text: string): number {
  let state = 36;
  for (const character of text) {
    const value = CHECK_ALPHABET.indexOf(character);
    if (value < 0) throw new TransparencyError("invalid_report_number", { character });
    state = (((state + value) % 36 || 36) * 2) % 37;
  }
  return state;
}
