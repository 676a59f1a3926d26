import { formatDecimal, formatTonnes } from "#app/carbon/format.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { ChecklistEntry } from "./checklist-entry.ts";
import type { Message, Word } from "./finding.ts";
import type { Judgement } from "./judge.ts";
import type { StatedText } from "./statements.ts";

/** The kind of a message: what an item states, what it lacks, or a change since the last report. */
type Kind = "says" | "missing" | "changes";

/** A list names up to this many, then counts the rest. */
const LISTED = 6;

/** A message as a sentence. @throws Error for a code without words: our own error, found by the test of all codes */
export function say(kind: Kind, { code, words }: Message, locale: Locale): string {
  const sentence = (translator(locale).disclosure[kind] as Record<string, (words: Record<string, string>) => string>)[
    code
  ];
  if (!sentence) throw new Error(`no words for ${kind} ${code}`);
  return sentence(Object.fromEntries(Object.entries(words).map(([name, word]) => [name, sayWord(word, locale)])));
}

/** The same in both languages: what is frozen with a report. */
export function sayInBoth(kind: Kind, one: Message): StatedText {
  return { en: say(kind, one, "en"), zh: say(kind, one, "zh") };
}

function sayWord(word: Word, locale: Locale): string {
  const { disclosure: t, carbon } = translator(locale);
  if (typeof word === "string") return Object.hasOwn(t.words, word) ? (t.words as Record<string, string>)[word]! : word;
  if (Array.isArray(word)) return listWords(word, word.length, locale);
  if ("first" in word) return listWords(word.first, word.count, locale);
  if ("kg" in word) return formatTonnes(word.kg, { locale, digits: 2 });
  if ("category" in word) return (carbon.category as Record<string, string>)[word.category] ?? word.category;
  if ("isoCategory" in word) return (t.isoCategory as Record<string, string>)[word.isoCategory] ?? word.isoCategory;
  if ("decimal" in word) return formatDecimal(word.decimal, { locale });
  if ("percent" in word) return `${formatDecimal(word.percent, { locale, digits: 1 })}%`;
  if ("day" in word) return word.day;
  return localName(word as { en?: string; zh?: string }, locale);
}

function listWords(list: readonly Word[], count: number, locale: Locale): string {
  const { disclosure: t } = translator(locale);
  if (count === 0) return t.nothing;
  const shown = list.slice(0, LISTED).map((one) => sayWord(one, locale));
  const text = shown.join(t.listSeparator);
  return count > shown.length ? t.andMore(text, count - shown.length) : text;
}

/** The checklist as a report keeps and prints it. */
export function toChecklist(judgements: readonly Judgement[]): ChecklistEntry[] {
  const labelIn = (locale: Locale, id: string) =>
    (translator(locale).disclosure.items as Record<string, { label: string }>)[id]!.label;
  return judgements.map(({ requirement, programme, state, says }) => {
    const { standard, edition } = programme;
    const { id, place } = requirement;
    return {
      id,
      standard,
      edition,
      label: { en: labelIn("en", id), zh: labelIn("zh", id) },
      state,
      says: sayInBoth("says", says),
      place,
    };
  });
}
