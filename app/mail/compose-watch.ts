import { formatTonnes, formatTotalChange } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { WatchLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

export function composeWatch(letter: WatchLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, watch } = translator(locale);
  const { mail } = watch;
  const { number, url } = letter;
  const greeting = account.mail.greeting("");
  // Only the number: anyone can have this mail sent to any address.
  if (letter.kind === "watchConfirm") {
    const { subject, body, otherwise } = mail.confirm;
    return { subject: subject(number), paragraphs: [greeting, body(number), url, otherwise] };
  }
  const organization = oneLine(localName(letter.organization, locale));
  if (letter.kind === "watchSuperseded") {
    const { subject, body, location, market, next, stop } = mail.superseded;
    const { before, after, successor, stopUrl } = letter;
    const compare = (from: string, to: string) => {
      const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: 2 });
      return [tonnes(from), tonnes(to), formatTotalChange(from, to, { locale, digits: 2 })] as const;
    };
    const totals = [
      location(...compare(before.co2eKg, after.co2eKg)),
      market(...compare(before.co2eKgMarketBased, after.co2eKgMarketBased)),
    ].join("\n");
    const paragraphs = [greeting, body(number, organization, successor), totals, next, url, stop, stopUrl];
    return { subject: subject(number), paragraphs };
  }
  if (letter.kind === "watchWithdrawn") {
    const { subject, body, reason, later, noLater } = mail.withdrawn;
    const given = oneLine(letter.reason);
    const way = letter.later ? later(letter.later) : noLater;
    const paragraphs = [greeting, body(number, organization), ...(given ? [reason(given)] : []), way];
    return { subject: subject(number), paragraphs: [...paragraphs, mail.open, url, mail.over] };
  }
  const { subject, body } = mail.expired;
  const paragraphs = [greeting, body(number, organization, formatDay(letter.day, locale)), mail.open, url, mail.over];
  return { subject: subject(number), paragraphs };
}
