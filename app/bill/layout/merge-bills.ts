import type { Bill, BillField, BillLine, QuantityCandidate } from "#app/bill/bill.ts";
import { distinct } from "./candidates.ts";

/**
 * The data in a file and its printed page, as one bill. Equal values are read once, at their printed place. Different ones are
 * candidates of both: hidden data must not outweigh the page, and a page must not hide the data.
 */
export function mergeBills(data: Bill, printed: Bill): { bill: Bill; differs: boolean } {
  let differs = false;
  const join = (one: BillField, other: BillField): BillField => {
    const merged = distinct([...other, ...one]);
    if (one.length > 0 && other.length > 0 && merged.length > Math.max(one.length, other.length)) differs = true;
    return merged;
  };
  const hasSameLines = data.lines.length === printed.lines.length;
  if (!hasSameLines && printed.lines.length > 0) differs = true;
  const lines = data.lines.map((line, at): BillLine => {
    const other = hasSameLines ? printed.lines[at]! : null;
    if (!other) return line;
    return {
      energy: line.energy ?? other.energy,
      name: line.name || other.name,
      quantity: joinQuantities(line.quantity, other.quantity, () => {
        differs = true;
      }),
      amount: join(line.amount, other.amount),
    };
  });
  const bill: Bill = {
    ...data,
    seller: join(data.seller, printed.seller),
    buyer: join(data.buyer, printed.buyer),
    number: join(data.number, printed.number),
    issuedOn: join(data.issuedOn, printed.issuedOn),
    meter: join(data.meter, printed.meter),
    period: join(data.period, printed.period),
    net: join(data.net, printed.net),
    total: join(data.total, printed.total),
    estimated: printed.estimated.length > 0 ? printed.estimated : data.estimated,
    lines: lines.length > 0 ? lines : printed.lines,
  };
  return { bill, differs };
}

/** Quantities are equal with their unit, or where the page has none. */
function joinQuantities(
  data: QuantityCandidate[],
  printed: QuantityCandidate[],
  onDifference: () => void,
): QuantityCandidate[] {
  const keyOf = ({ value, unit }: QuantityCandidate) => `${value} ${unit?.value ?? ""}`;
  const merged = distinct([...printed, ...data], keyOf);
  if (data.length > 0 && printed.length > 0 && merged.length > Math.max(data.length, printed.length)) onDifference();
  return merged;
}
