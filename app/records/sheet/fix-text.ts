import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import type { EntryFix } from "#app/carbon/entry/entry-fix.ts";
import { formatDecimal, formatQuantity } from "#app/carbon/format.ts";
import { languageOf, localName } from "#app/i18n/index.ts";
import { readTypedNumber } from "#app/number/read-number.ts";
import { qualityText, type Words } from "./cell-text.ts";
import { unitText } from "./fault-text.ts";

/** The limit of a record's note. */
const LONGEST_NOTE = 1000;

/** A fix as text: button label, reason, and the values it writes, including the note with the original value. */
export interface WordedFix {
  fix: EntryFix;
  label: string;
  /** Explains the property or the days. Empty if the label is sufficient. */
  why: string;
  texts: Partial<ActivityEntry>;
}

/** Null if the note has no space for the original value, because a conversion must be traceable. */
export function wordFix(fix: EntryFix, cells: ActivityEntry, words: Words): WordedFix | null {
  const { messages } = words;
  const t = messages.sheet.fix;
  if (fix.kind === "meaning") {
    const text = fix.texts[fix.field] ?? "";
    return { fix, label: t.use(qualityText(unitText(messages, text), messages)), why: "", texts: fix.texts };
  }
  const original = amountText(cells, words);
  const result = amountText({ ...cells, ...fix.texts }, words);
  const [label, why, noted] =
    fix.kind === "conversion"
      ? [t.convert(result), conversionText(fix, original, result, words), conversionNote(fix, original, result, words)]
      : [
          t.keep(result),
          t.share(fix.days, fix.allDays, fix.texts.period ?? ""),
          t.shareNote(original, cells.period.trim(), fix.days, fix.allDays),
        ];
  const note = [cells.note.trim(), noted].filter((text) => text !== "").join(" ");
  return note.length > LONGEST_NOTE ? null : { fix, label, why, texts: { ...fix.texts, note } };
}

type Conversion = Extract<EntryFix, { kind: "conversion" }>;

function conversionText({ conversion }: Conversion, original: string, result: string, words: Words): string {
  const { messages, locale } = words;
  const t = messages.sheet.fix;
  const { from, to, value, heatBasis, state, source, published, density } = conversion;
  const ratio = `${formatDecimal(value, { locale })} ${unitText(messages, to)}/${unitText(messages, from)}`;
  const sentences = [
    t.conversion(original, result, ratio, heatBasis),
    ...(state ? [t.state(state.temperature, state.pressure, state.standard)] : []),
    t.source(localName(source, locale), published),
    ...(density
      ? [t.density(density.kgPerLitre, localName(density.source, locale), density.perLitre, density.perTonne)]
      : []),
  ];
  return sentences.join(languageOf(locale).sentenceGap);
}

function conversionNote(fix: Conversion, original: string, result: string, words: Words): string {
  return words.messages.sheet.fix.convertedNote(original, conversionText(fix, original, result, words));
}

function amountText({ quantity, unit }: ActivityEntry, { messages, locale }: Words): string {
  return formatQuantity(readTypedNumber(quantity), unitText(messages, unit.trim()), { locale });
}
