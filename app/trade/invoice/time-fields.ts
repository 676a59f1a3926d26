import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { describeTimeLine, type TimeLine } from "#app/trade/time/billing.ts";
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
 * keeps its price, and its descriptions if a person changed them. Lines without time follow as they were typed.
 */
export function fieldsForTimeOfNow(typed: Fields, lines: readonly TimeLine[], currency: string): Fields {
  const partOf = (index: number, part: string) => typed[`line-${index}-${part}`] ?? "";
  const kept = Object.entries(typed).filter(([name]) => !name.startsWith("line-"));
  const now = Object.entries(fieldsOfTime(lines, currency));
  const typedAgain = filledLines(typed).flatMap((index): [string, string][] => {
    const [key, from, to] = partOf(index, "time").split(" ") as [string, string?, string?];
    const place = key ? lines.findIndex((line) => line.key === key) : -1;
    const line = lines[place];
    if (!line) return [];
    const before = describeTimeLine({ ...line, from: from ?? "", to: to ?? "" });
    const words = { nameEn: before.en, nameZh: before.zh };
    const changed = Object.entries(words).filter(([part, filledIn]) => partOf(index, part) !== filledIn);
    return ["price", ...changed.map(([part]) => part)].map((part) => [`line-${place}-${part}`, partOf(index, part)]);
  });
  const others = filledLines(typed)
    .filter((index) => !partOf(index, "time"))
    .flatMap((index, place) =>
      ["serviceId", "nameEn", "nameZh", "quantity", "price"].map((part) => [
        `line-${lines.length + place}-${part}`,
        partOf(index, part),
      ]),
    );
  return Object.fromEntries([...kept, ...now, ...typedAgain, ...others]);
}

/** Which line of recorded time a line of the form was filled in for. */
function identify({ key, from, to }: TimeLine): string {
  return [key, from, to].join(" ");
}
