import type { BillField, Place } from "#app/bill/bill.ts";
import { daysIn } from "#app/bill/text/day-text.ts";
import { candidate, distinct } from "./candidates.ts";

/** A text with the place of each of its parts. */
export interface PlacedText {
  text: string;
  placeOf: (from: number, to: number) => Place;
}

const METER_LABELS = [
  /(?:电能表|电表|燃气表|水表|表具|计量表)?(?:资产)?(?:表号|表计编号|表具编号)/g,
  /计量点(?:编号|号)/g,
  /(?:户号|用户编号|用户号|客户编号|客户号|用电户号|用气户号|用水户号)/g,
];
const METER_VALUE = /^\s{0,4}[:：]?\s{0,4}([A-Za-z]{0,6}\d[\dA-Za-z-]{3,30})/;
const PERIOD_LABEL =
  /(?:计费周期|计费期间|抄表周期|抄表期间|用电周期|用气周期|用水周期|用电期间|用气期间|用水期间|结算周期|结算期间|所属期间?|账期|(?:电费|气费|水费|热费)(?:年月|月份|所属期)|费用(?:期间|所属期))/g;

/** The number of the meter in Chinese texts: of the meter, or else of the supply point, or else of the customer. */
export function metersIn(texts: readonly PlacedText[]): BillField {
  for (const label of METER_LABELS) {
    const found = texts.flatMap(({ text, placeOf }) =>
      [...text.matchAll(label)].flatMap((match) => {
        const at = match.index + match[0].length;
        const value = METER_VALUE.exec(text.slice(at, at + 60));
        if (!value) return [];
        const end = at + value[0].length;
        return [candidate(value[1]!, placeOf(end - value[1]!.length, end))];
      }),
    );
    if (found.length > 0) return distinct(found);
  }
  return [];
}

/** The billing period in Chinese text: two days, or a month. */
export function periodsIn({ text, placeOf }: PlacedText): BillField {
  const found = [...text.matchAll(PERIOD_LABEL)].flatMap((match) => {
    const at = match.index + match[0].length;
    const days = daysIn(text.slice(at, at + 60), "day_first");
    const [first, second] = days;
    if (!first || !/^[\s:]*$/.test(text.slice(at, at + first.from))) return [];
    const between = second ? text.slice(at + first.to, at + second.from) : "";
    const last = second && /^\s*(?:至|到|[-~—–]+)\s*$/.test(between) ? second : first;
    const value = `${first.spans[0]!.start}/${last.spans[0]!.end}`;
    return [candidate(value, placeOf(at + first.from, at + last.to))];
  });
  return distinct(found);
}

/** Where the text states that a quantity is estimated. */
export function estimatesIn({ text, placeOf }: PlacedText): Place[] {
  return [...text.matchAll(/估抄|估算|估计用量|预估|暂估/g)].map(({ index, 0: word }) =>
    placeOf(index, index + word.length),
  );
}
