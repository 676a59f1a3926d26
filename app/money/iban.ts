import { remainderOf97 } from "#app/number/mod-97.ts";

const FORM = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/;

/** An account number in capitals without spaces. */
export function compactAccount(number: string): string {
  return number.replace(/\s/g, "").toUpperCase();
}

/** Whether a compact account number looks like an IBAN. Its check digits may be wrong. */
export function looksLikeIban(compact: string): boolean {
  return FORM.test(compact);
}

/** ISO 13616: an IBAN with right check digits. */
export function isIban(compact: string): boolean {
  return FORM.test(compact) && remainderOf97(compact.slice(4) + compact.slice(0, 4)) === 1n;
}
