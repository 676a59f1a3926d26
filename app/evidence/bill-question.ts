import { z } from "zod";
import { type DayOrder, dayOrderOf, daysIn } from "#app/bill/text/day-text.ts";
import { readingsOf, styleOf } from "#app/bill/text/number-text.ts";
import { parsePeriodText, printPeriodText } from "#app/day/entry-period.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Judged, Prompt, PromptImage } from "#app/model/chat.ts";

/** More pages than a bill has. */
export const MOST_PICTURES = 4;

/** What a model copied from pictures of a bill: texts as printed, and no value of its own. Empty where it read nothing. */
export interface CopiedBill {
  seller: string;
  number: string;
  meter: string;
  period: string;
  items: { page: number; name: string; quantity: string; unit: string }[];
  /** How many pictures were sent. */
  pages: number;
}

export function billPrompt(images: readonly PromptImage[]): Prompt {
  return {
    instructions:
      "You copy a bill of electricity, gas, water, heat or fuel from pictures of its pages. A person compares each text with the pictures. " +
      "Copy character by character as printed: digits with their separators, units, dates. " +
      "Calculate, convert, translate, round, complete and correct nothing. Leave a text empty if one of its characters can't be read. " +
      "'period' is the billing period with both days or the month, as printed. " +
      "'items' has one entry for each consumed quantity: no amounts of money, meter readings, tariffs or totals that repeat others. " +
      'Answer as {"seller": "", "number": "", "meter": "", "period": "", "items": [{"page": 1, "name": "", "quantity": "", "unit": ""}]}.',
    facts: { pages: images.map(({ page }) => page) },
    images,
  };
}

const MOST_ITEMS = 20;
const short = z.string().max(200).default("");
const Written = z.strictObject({
  seller: short,
  number: short,
  meter: short,
  period: short,
  items: z
    .array(
      z.strictObject({ page: z.number().int(), name: short, quantity: z.string().max(60), unit: z.string().max(40) }),
    )
    .max(MOST_ITEMS),
});

/** A page that was not sent, or a text with hidden characters, refuses the whole. */
export function judgeBill(written: unknown, images: readonly PromptImage[]): Judged<CopiedBill> {
  const read = Written.safeParse(written);
  if (!read.success) return { unusable: "wrong_shape" };
  const { items, ...facts } = read.data;
  const texts = [...Object.values(facts), ...items.flatMap(({ name, quantity, unit }) => [name, quantity, unit])];
  if (!texts.every(isPlainText)) return { unusable: "forbidden_text" };
  if (items.some(({ page }) => !images.some((one) => one.page === page))) return { unusable: "wrong_shape" };
  const filled = items.filter(({ quantity }) => quantity.trim() !== "");
  if (filled.length === 0) return { unusable: "no_value" };
  return { suggestion: { ...facts, items: filled, pages: images.length } };
}

/** A row to compare with the document. A text with several meanings, or none, gives no value. */
export interface CopiedRow {
  page: number;
  raw: string;
  period: string;
  quantity: string;
  unit: string;
}

/** What the copied texts mean, read as the texts of any other bill. */
export function readCopied({ period, items }: CopiedBill): CopiedRow[] {
  const style = styleOf(items.map(({ quantity }) => quantity));
  const only = (meanings: string[]) => (meanings.length === 1 ? meanings[0]! : "");
  const days = only(periodsIn(period, dayOrderOf([period])));
  return items.map(({ page, quantity, unit }) => ({
    page,
    raw: `${quantity} ${unit}`.trim(),
    period: days,
    quantity: only(readingsOf(quantity, style)),
    unit: unit.trim(),
  }));
}

/** The periods that a text can mean: one month or two days in their order. */
function periodsIn(text: string, order: DayOrder): string[] {
  const found = daysIn(text, order);
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || found.length > 2) return [];
  if (found.length === 1) return first.spans.filter(({ start, end }) => start !== end).flatMap(print);
  const pairs = first.spans.flatMap(({ start }) => last.spans.map(({ end }) => ({ start, end })));
  return [...new Set(pairs.filter(({ start, end }) => start <= end).flatMap(print))];
}

function print({ start, end }: { start: string; end: string }): string[] {
  const period = parsePeriodText(`${start}/${end}`);
  return period ? [printPeriodText(period)] : [];
}
