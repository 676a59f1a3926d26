import { money } from "#app/money/money.ts";
import { parseMoney, printAmount } from "#app/money/money-text.ts";
import { describeTimeLine, orderInKey, priceInKey, type TimeLine } from "#app/trade/time/billing.ts";
import { filledLines } from "./invoice-fields.ts";

type Fields = Record<string, string>;

/** Prices are filled in only where the rate of the day is in `currency` and exact for the unit of the line. */
export function fieldsOfTime(lines: readonly TimeLine[], currency: string): Fields {
  const fields = lines.flatMap((line, index) => {
    const { en, zh } = describeTimeLine(line);
    return [
      [`line-${index}-time`, identify(line)],
      [`line-${index}-nameEn`, en],
      [`line-${index}-nameZh`, zh],
      [`line-${index}-price`, "minor" in line.price ? printAmount(money(line.price.minor, currency)) : ""],
    ];
  });
  return Object.fromEntries(fields);
}

/**
 * The fields of a form that was filled in for other time, for the time of now. A line of the same order, rate and unit
 * keeps its price. Descriptions that a person changed go to that line, or to a new line of the same order. Lines without
 * time follow as they were typed.
 */
export function fieldsForTimeOfNow(typed: Fields, lines: readonly TimeLine[], currency: string): Fields {
  const kept = Object.entries(typed).filter(([name]) => !name.startsWith("line-"));
  const now = Object.entries(fieldsOfTime(lines, currency));
  // A line that takes the place of several lines has the description of the first.
  const typedAgain = placeTimeLines(typed, lines)
    .reverse()
    .flatMap(({ index, key, from, to, place }): [string, string][] => {
      const line = lines[place ?? -1];
      if (!line) return [];
      const before = describeTimeLine({ ...line, from, to });
      const words = { nameEn: before.en, nameZh: before.zh };
      const changed = Object.entries(words).filter(([part, filledIn]) => fieldOf(typed, index, part) !== filledIn);
      return [...(line.key === key ? ["price"] : []), ...changed.map(([part]) => part)].map((part) => [
        `line-${place}-${part}`,
        fieldOf(typed, index, part),
      ]);
    });
  const others = filledLines(typed)
    .filter((index) => !fieldOf(typed, index, "time"))
    .flatMap((index, place) =>
      ["serviceId", "nameEn", "nameZh", "quantity", "price"].map((part) => [
        `line-${lines.length + place}-${part}`,
        fieldOf(typed, index, part),
      ]),
    );
  return Object.fromEntries([...kept, ...now, ...typedAgain, ...others]);
}

/** A price that a person entered for a line of recorded time, which no line of now has. */
export interface LostPrice {
  /** The new line of the same order. Null if there is none. */
  place: number | null;
  name: { en: string; zh: string };
  price: string;
}

/** Prices that `fieldsForTimeOfNow` does not keep. Prices from a rate are not among them. */
export function findLostPrices(typed: Fields, lines: readonly TimeLine[], currency: string): LostPrice[] {
  return placeTimeLines(typed, lines).flatMap(({ index, key, place }): LostPrice[] => {
    const price = fieldOf(typed, index, "price").trim();
    if (price === "" || lines[place ?? -1]?.key === key || isFilledIn(price, key, currency)) return [];
    return [{ place, name: { en: fieldOf(typed, index, "nameEn"), zh: fieldOf(typed, index, "nameZh") }, price }];
  });
}

function isFilledIn(price: string, key: string, currency: string): boolean {
  const [filledIn, read] = [priceInKey(key, currency), parseMoney(price, currency)];
  return "minor" in filledIn && read.ok && read.money.minor === filledIn.minor;
}

/** The typed lines of recorded time, and where they are among the lines of now. */
function placeTimeLines(typed: Fields, lines: readonly TimeLine[]) {
  const before = filledLines(typed).flatMap((index) => {
    const [key, from = "", to = ""] = fieldOf(typed, index, "time").split(" ");
    return key ? [{ index, key, from, to }] : [];
  });
  const keys = new Set(before.map(({ key }) => key));
  return before.map((line) => {
    const same = lines.findIndex(({ key }) => key === line.key);
    const next = lines.findIndex(({ key }) => !keys.has(key) && orderInKey(key) === orderInKey(line.key));
    const place = same >= 0 ? same : next;
    return { ...line, place: place >= 0 ? place : null };
  });
}

function fieldOf(typed: Fields, index: number, part: string): string {
  return typed[`line-${index}-${part}`] ?? "";
}

/** Which line of recorded time a line of the form was filled in for. */
function identify({ key, from, to }: TimeLine): string {
  return [key, from, to].join(" ");
}
