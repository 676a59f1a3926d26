import { sumTexts } from "#app/number/text-decimal.ts";
import type { Bill, BillLine, BillProblem, BillState } from "./bill.ts";

/** What a person should look at before using the bill. */
export function problemsOf(bill: Bill): BillProblem[] {
  const problems: BillProblem[] = [];
  if (sumsDiffer(bill)) problems.push("sums_differ");
  if (bill.total.some(({ value }) => value.startsWith("-"))) problems.push("credit_note");
  if (bill.layout === "chinese_invoice" && bill.lines.every(({ energy }) => energy === null))
    problems.push("other_goods");
  if (hasSeveralOfOne(bill.lines)) problems.push("several_lines");
  return problems;
}

/** `read` if one line has one quantity with its unit, and the period is known. */
export function stateOf(bill: Bill): BillState & ("read" | "needs_entry") {
  const isWhole = linesToEnter(bill).every(({ quantity }) => quantity.length === 1 && quantity[0]!.unit !== null);
  return isWhole && linesToEnter(bill).length > 0 && bill.period.length === 1 ? "read" : "needs_entry";
}

/** Lines with a quantity. Charges without one, and discounts, become no record. */
export function linesToEnter(bill: Bill): BillLine[] {
  const isKnown = (line: BillLine) => line.energy !== null || bill.layout === "utility_bill";
  return bill.lines.filter((line) => line.quantity.length > 0 && isKnown(line));
}

function sumsDiffer({ lines, net }: Bill): boolean {
  const [total] = net;
  if (!total || net.length > 1 || lines.some(({ amount }) => amount.length !== 1)) return false;
  return sumTexts(lines.map(({ amount }) => amount[0]!.value)) !== sumTexts([total.value]);
}

function hasSeveralOfOne(lines: readonly BillLine[]): boolean {
  const kinds = lines.filter(({ quantity }) => quantity.length > 0).map(({ energy }) => energy);
  return new Set(kinds).size < kinds.length;
}
