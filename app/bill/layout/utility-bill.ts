import type { Bill, BillField, BillPage, Candidate, Place, QuantityCandidate } from "#app/bill/bill.ts";
import { type DayOrder, dayOrderOf, daysIn } from "#app/bill/text/day-text.ts";
import { NUMBER, type NumberStyle, readingsOf, styleOf } from "#app/bill/text/number-text.ts";
import { linesOf, type PageLine, placeIn } from "#app/bill/text/page-lines.ts";
import { candidate, distinct } from "./candidates.ts";
import { energyOf } from "./energy-words.ts";
import { type FoundLabel, labelTiers } from "./find-labels.ts";
import * as words from "./utility-labels.ts";

const UNIT = `(?:${words.UNITS})(?![A-Za-zÀ-ÿ0-9/²])`;
const CURRENCY = "€|£|US\\$|\\$|¥|￥|CHF|EUR|GBP|USD|CNY|RMB";
// pattern: at most 2,000 characters, MOST.lineCharacters.
const QUANTITY = new RegExp(String.raw`(?<![\d.,/])(${NUMBER})\s?(${UNIT})(?!\s?(?:/|per\b|à|×|x\s))`, "g");
// pattern: at most 2,000 characters, MOST.lineCharacters.
const MONEY = new RegExp(String.raw`(?:(${CURRENCY})\s?(${NUMBER}))|(?:(${NUMBER})\s?(${CURRENCY}|元))`, "g");
const SYMBOLS: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  US$: "USD",
  "￥": "CNY",
  RMB: "CNY",
  元: "CNY",
};

interface Document {
  lines: PageLine[];
  style: NumberStyle;
  order: DayOrder;
}

/** Reads a bill by its labels. Null if it has neither a consumption nor what else makes a bill. */
export function readUtilityBill(pages: readonly BillPage[]): Bill | null {
  const lines = pages.flatMap(linesOf);
  const texts = lines.map(({ text }) => text);
  const document = { lines, style: styleOf(measuredNumbers(texts)), order: dayOrderOf(texts) };
  const quantity = quantityOf(document);
  const bill: Bill = {
    layout: "utility_bill",
    seller: sellerOf(lines),
    buyer: [],
    number: tokenOf(lines, words.NUMBER_LABELS),
    issuedOn: dayOf(document),
    meter: tokenOf(lines, words.METER_LABELS),
    period: periodOf(document),
    net: [],
    total: totalOf(document),
    currency: currencyOf(texts),
    estimated: estimatesOf(lines),
    lines: [{ energy: energyOf(texts.join("\n")), name: "", quantity, amount: [] }],
  };
  const facts = [quantity, bill.meter, bill.period, bill.total].filter((field) => field.length > 0).length;
  return facts >= (quantity.length > 0 ? 2 : 3) ? bill : null;
}

/** Numbers with a unit or a currency. Others may be dates, telephone numbers or versions. */
function measuredNumbers(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [
    ...[...text.matchAll(QUANTITY)].map((match) => match[1]!),
    ...[...text.matchAll(MONEY)].map((match) => match[2] ?? match[3]!),
  ]);
}

function quantityOf({ lines, style }: Document): QuantityCandidate[] {
  for (const labels of labelTiers(lines, words.QUANTITY_LABELS)) {
    const found = labels.flatMap((label) => quantitiesAt(label, style));
    if (found.length > 0) return distinct(found, ({ value, unit }) => `${value} ${unit?.value}`);
  }
  return [];
}

function quantitiesAt(label: FoundLabel, style: NumberStyle): QuantityCandidate[] {
  const start = Math.max(0, label.line.text.lastIndexOf("\t", label.from) + 1, label.from - 40);
  if (words.NOT_QUANTITY.test(label.line.text.slice(start, label.to + 30))) return [];
  const headUnit = unitBehind(label);
  for (const { line, from, to } of label.scopes) {
    const text = line.text.slice(from, to);
    const [measured] = text.matchAll(QUANTITY);
    if (measured) {
      const at = from + measured.index;
      const unitAt = at + measured[0].length - measured[2]!.length;
      const unit = candidate(measured[2]!, placeIn(line, unitAt, unitAt + measured[2]!.length));
      const place = placeIn(line, at, at + measured[1]!.length);
      return readingsOf(measured[1]!, style).map((value) => ({ value, place, unit }));
    }
    const bare = headUnit && BARE.exec(text.replace(UNIT_HEAD, (head) => " ".repeat(head.length)));
    if (!bare) continue;
    const at = from + bare[0].length - bare[1]!.length;
    return readingsOf(bare[1]!, style).map((value) => ({
      value,
      place: placeIn(line, at, at + bare[1]!.length),
      unit: headUnit,
    }));
  }
  return [];
}

/** A number alone, whose unit is in its heading. */
// pattern: at most 2,000 characters, MOST.lineCharacters.
const BARE = new RegExp(String.raw`^[\s:)\]]{0,200}(${NUMBER})(?![\d.,/%-])`);
// pattern: at most 2,000 characters, MOST.lineCharacters.
const UNIT_BEHIND = new RegExp(String.raw`^\s?(?:\(|\[|in\s|en\s)\s?(${UNIT})\s?[)\]]?`);
// pattern: at most 2,000 characters, MOST.lineCharacters.
const UNIT_HEAD = new RegExp(String.raw`^\s?(?:\(|\[|in\s|en\s)?\s?(?:${UNIT})\s?[)\]]?`);

/** `Consumption (kWh)`, `Verbrauch in kWh`: the unit of a number that follows. */
function unitBehind({ line, to }: FoundLabel): Candidate | null {
  const found = UNIT_BEHIND.exec(line.text.slice(to));
  if (!found) return null;
  const at = to + found[0].indexOf(found[1]!);
  return candidate(found[1]!, placeIn(line, at, at + found[1]!.length));
}

/** A word of letters, digits and separators with at least four characters and a digit; groups may have spaces. */
const TOKEN = /^[\s:.#№º°]*((?=[A-Z/-]{0,8}\s?\d)[A-Z\d][A-Z\d./-]{0,30}(?: (?=[A-Z]{0,3}\d)[A-Z\d./-]{1,20}){0,10})/;

function tokenOf(lines: readonly PageLine[], tiers: readonly RegExp[]): BillField {
  for (const labels of labelTiers(lines, tiers)) {
    const found = labels.flatMap((label): BillField => {
      for (const { line, from, to } of label.scopes) {
        const token = TOKEN.exec(line.text.slice(from, to).replace(/\t/g, " \t"));
        if (!token || token[1]!.length < 4) continue;
        const at = from + token[0].length - token[1]!.length;
        return [candidate(token[1]!.replace(/[./-]{1,3}$/, ""), placeIn(line, at, at + token[1]!.length))];
      }
      return [];
    });
    if (found.length > 0) return distinct(found, ({ value }) => value.replace(/\s/g, ""));
  }
  return [];
}

function dayOf({ lines, order }: Document): BillField {
  for (const labels of labelTiers(lines, words.ISSUED_LABELS)) {
    const found = labels.flatMap((label): BillField => {
      for (const { line, from, to } of label.scopes) {
        const [day] = daysIn(line.text.slice(from, to), order);
        if (!day || day.from > 12) continue;
        const place = placeIn(line, from + day.from, from + day.to);
        return day.spans.filter((span) => span.start === span.end).map(({ start }) => candidate(start, place));
      }
      return [];
    });
    if (found.length > 0) return distinct(found);
  }
  return [];
}

/** Between the two days of a period. */
const JOINS = /^\s*(?:to|until|through|thru|and|bis(?: zum)?|au|al|a|hasta|tot(?: en met)?|t\/m|至|到|[-–—~]+)\s*$/i;

function periodOf(document: Document): BillField {
  for (const labels of labelTiers(document.lines, words.PERIOD_LABELS)) {
    const found = labels.flatMap((label): BillField => {
      for (const { line, from, to } of label.scopes) {
        const periods = periodsIn(line, { from, to, order: document.order });
        if (periods.length > 0) return periods;
      }
      return [];
    });
    if (found.length > 0) return distinct(found);
  }
  return [];
}

interface Scope {
  from: number;
  to: number;
  order: DayOrder;
}

/** Two days with a word between them, or one day or month. */
function periodsIn(line: PageLine, { from, to, order }: Scope): BillField {
  const text = line.text.slice(from, to);
  const days = daysIn(text, order);
  const found = days.flatMap((first, at) => {
    const second = days[at + 1];
    if (!second || !JOINS.test(text.slice(first.to, second.from))) return [];
    const place = placeIn(line, from + first.from, from + second.to);
    // Both days are written in one order.
    const isPair = first.spans.length === second.spans.length;
    return first.spans.flatMap((one, meaning) =>
      (isPair ? [second.spans[meaning]!] : second.spans).flatMap((other) =>
        one.start <= other.end ? [candidate(`${one.start}/${other.end}`, place)] : [],
      ),
    );
  });
  const [only] = days;
  if (found.length > 0 || !only || days.length > 1) return found;
  const place = placeIn(line, from + only.from, from + only.to);
  return only.spans.map(({ start, end }) => candidate(`${start}/${end}`, place));
}

function totalOf({ lines, style }: Document): BillField {
  for (const labels of labelTiers(lines, words.TOTAL_LABELS)) {
    const found = labels.flatMap((label): BillField => {
      const start = label.line.text.lastIndexOf("\t", label.from) + 1;
      if (words.NOT_TOTAL.test(label.line.text.slice(start, label.to + 15))) return [];
      for (const { line, from, to } of label.scopes) {
        const [money] = line.text.slice(from, to).matchAll(MONEY);
        if (!money) continue;
        const number = money[2] ?? money[3]!;
        const at = from + money.index + money[0].indexOf(number);
        return readingsOf(number, style).map((value) => candidate(value, placeIn(line, at, at + number.length)));
      }
      return [];
    });
    if (found.length > 0) return distinct(found);
  }
  return [];
}

/** The only currency that is printed. A dollar sign alone is of several countries. */
function currencyOf(texts: readonly string[]): string | null {
  const printed = texts.flatMap((text) => [...text.matchAll(MONEY)].map((match) => match[1] ?? match[4]!));
  const codes = new Set(printed.map((symbol) => SYMBOLS[symbol] ?? symbol));
  const [code] = codes;
  return codes.size === 1 && code && /^[A-Z]{3}$/.test(code) ? code : null;
}

function estimatesOf(lines: readonly PageLine[]): Place[] {
  return lines.flatMap((line) =>
    words.NOT_ESTIMATED.test(line.text)
      ? []
      : [...line.text.matchAll(words.ESTIMATED)].map((match) =>
          placeIn(line, match.index, match.index + match[0].length),
        ),
  );
}

function sellerOf(lines: readonly PageLine[]): BillField {
  const line = lines.slice(0, 12).find(({ text }) => words.COMPANY.test(text));
  const cell = line && [...line.text.matchAll(/[^\t]+/g)].find((match) => words.COMPANY.test(match[0]));
  if (!line || !cell) return [];
  return [candidate(cell[0].trim(), placeIn(line, cell.index, cell.index + cell[0].length))];
}
