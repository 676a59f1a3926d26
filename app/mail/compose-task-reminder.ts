import { formatDay } from "#app/day/format-day.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { TaskReminderLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

export function composeTaskReminder(letter: TaskReminderLetter, locale: Locale) {
  const { mail } = translator(locale).task;
  const lines = letter.tasks.map(({ organizationName, dueOn, openCells, note }) =>
    mail.line(oneLine(localName(organizationName, locale)), formatDay(dueOn, locale), openCells, oneLine(note)),
  );
  return {
    subject: mail.subject(letter.tasks.length),
    paragraphs: [mail.greeting(oneLine(letter.name)), mail.body, lines.join("\n"), letter.url, mail.otherwise],
  };
}
