import { formatDay } from "#app/day/format-day.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { DataRequestLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

const WORDS = { dataRequest: "request", dataRequestReminder: "reminder", dataRequestQuestion: "askedAgain" } as const;

export function composeDataRequest(
  letter: DataRequestLetter,
  locale: Locale,
): { subject: string; paragraphs: string[] } {
  const { account, dataRequest } = translator(locale);
  const { mail } = dataRequest;
  const [organization, recipient] = [oneLine(letter.organization), oneLine(letter.recipient)];
  if ("name" in letter) {
    const words = letter.kind === "dataRequestAnswered" ? mail.handedIn : dataRequest.factor.handedIn;
    const greeting = account.mail.greeting(oneLine(letter.name));
    return {
      subject: words.subject(recipient),
      paragraphs: [greeting, words.body(recipient, organization), letter.url],
    };
  }
  const words = mail[WORDS[letter.kind]];
  const asker = oneLine(letter.asker);
  // Cleaned line by line, so that the message keeps its lines and carries no link.
  const message = letter.message.split("\n").map(oneLine).join("\n").trim();
  return {
    subject: words.subject(organization),
    paragraphs: [
      account.mail.greeting(recipient),
      words.body(asker, organization),
      letter.url,
      ...(message === "" ? [] : [`${mail.message(asker)}\n${message}`]),
      mail.expires(formatDay(letter.expires, locale)),
      mail.otherwise,
    ],
  };
}
