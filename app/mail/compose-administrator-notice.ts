import { formatInstant } from "#app/day/format-day.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { AdministratorLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

/** Further entries are in the audit trail. A longer mail would not be read. */
const MOST_LINES = 30;

/** Lists the acts that two people decide on and the rights that were given, one line each. */
export function composeAdministratorNotice(letter: AdministratorLetter, locale: Locale) {
  const { account, twoPeople, auditTrail, organization } = translator(locale);
  const { mail } = twoPeople;
  const tenant = oneLine(letter.tenantName);
  const acts: Record<string, (about: string) => string> = auditTrail.acts;
  const roles: Record<string, string> = organization.roleName;
  const lines = letter.entries.slice(0, MOST_LINES).map(({ at, authorName, action, about, role }) => {
    const what = action.startsWith("activity.") ? mail.records : about ? oneLine(localName(about, locale)) : "";
    const act = acts[action]?.(what).trim() ?? action;
    const who = oneLine(authorName ?? auditTrail.former);
    return mail.line(formatInstant(at, locale, letter.zone), who, act, role ? (roles[role] ?? role) : "");
  });
  const more = letter.entries.length - lines.length;
  return {
    subject: mail.subject(tenant),
    paragraphs: [
      account.mail.greeting(oneLine(letter.name)),
      mail.body(tenant),
      [...lines, ...(more > 0 ? [mail.more(more)] : [])].join("\n"),
      letter.url,
      mail.otherwise,
    ],
  };
}
