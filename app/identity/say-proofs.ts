import { formatDay } from "#app/day/format-day.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { IssuerProofs, ShownDomain, ShownRegistration } from "./issuer-proof.ts";

type Words = Messages["issuerProof"];

/** Days are in UTC, as on all public pages. */
const dayOf = (instant: string, locale: Locale) => formatDay(instant.slice(0, 10), locale);

export function sayDomain(t: Words, locale: Locale, { domain, method, confirmedAt, failedAt, endedAt }: ShownDomain) {
  const confirmed = dayOf(confirmedAt, locale);
  if (endedAt) return t.lapsed(domain, confirmed, dayOf(endedAt, locale));
  if (failedAt) return t.failing(domain, confirmed, dayOf(failedAt, locale));
  return t[method](domain, confirmed);
}

export function sayRegistration(t: Words, locale: Locale, host: string, { checkedOn }: ShownRegistration): string {
  return t.registration(host, formatDay(checkedOn, locale));
}

/** All proofs in one cell. */
export function sayProofs(t: Words, locale: Locale, host: string, { domains, registrations }: IssuerProofs): string {
  const all = [
    ...domains.map((one) => sayDomain(t, locale, one)),
    ...registrations.map((one) => sayRegistration(t, locale, host, one)),
  ];
  return all.length > 0 ? all.join(t.separator) : t.notChecked;
}
