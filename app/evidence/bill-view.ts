import type { Bill, BillPage, BillProblem, BillState, Box, Candidate, Energy } from "#app/bill/bill.ts";
import { linesToEnter } from "#app/bill/judge-bill.ts";
import type { ReadBill } from "#app/bill/reader/read-bill-file.server.ts";
import { parsePeriodText, printPeriodText } from "#app/day/entry-period.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import type { BillRow } from "./bill-rows.ts";

/** A value with the number of its mark on the page. */
interface ShownValue {
  mark: number;
  page: number;
  isData: boolean;
  value: string;
  raw: string;
}

export type BillFact = "seller" | "number" | "issuedOn" | "meter" | "period" | "total" | "estimated";

export interface BillView {
  state: BillState;
  problems: BillProblem[];
  facts: { name: BillFact; values: ShownValue[] }[];
  items: { name: string; energy: Energy | null; values: ShownValue[] }[];
  pages: ShownPage[];
}

export interface ShownPage extends Pick<BillPage, "number" | "kind" | "width" | "height" | "runs"> {
  marks: { mark: number; box: Box }[];
}

export type ShownBill = { ok: true; view: BillView } | { ok: false; code: string };

/** Pages that are sent to the browser. */
const MOST_PAGES = 6;
const MOST_RUNS = 4000;

/** What a page shows of a reading: values with marks, and the pages on which they are. */
export function showBill(read: ReadBill | { ok: false; code: string }): ShownBill {
  if (!read.ok) return read;
  const { state, problems, pages, bill } = read.reading;
  const marks: { mark: number; page: number; box: Box }[] = [];
  const dataPages = new Set(pages.filter(({ kind }) => kind === "data").map(({ number }) => number));
  const show = (values: readonly { value: string; place: Candidate["place"] }[]): ShownValue[] =>
    values.map(({ value, place: { page, box, raw } }) => {
      marks.push({ mark: marks.length + 1, page, box });
      return { mark: marks.length, page, isData: dataPages.has(page), value, raw };
    });
  const facts = bill ? factsOf(bill).map(({ name, values }) => ({ name, values: show(values) })) : [];
  const items = (bill?.lines ?? []).map(({ name, energy, quantity }) => ({
    name,
    energy,
    values: show(quantity.map((one) => ({ ...one, value: `${one.value} ${one.unit?.value ?? ""}`.trim() }))),
  }));
  const wanted = pages.filter(({ number }) => number === 1 || marks.some(({ page }) => page === number));
  const shown = wanted.slice(0, MOST_PAGES).map(({ number, kind, width, height, runs }) => ({
    number,
    kind,
    width,
    height,
    runs: runs.slice(0, MOST_RUNS),
    marks: marks.filter(({ page }) => page === number).map(({ mark, box }) => ({ mark, box })),
  }));
  return { ok: true, view: { state, problems, facts, items, pages: shown.filter(({ runs }) => runs.length > 0) } };
}

function factsOf(bill: Bill): { name: BillFact; values: Candidate[] }[] {
  const currency = bill.currency === null ? "" : ` ${bill.currency}`;
  const facts: { name: BillFact; values: Candidate[] }[] = [
    { name: "seller", values: bill.seller },
    { name: "number", values: bill.number },
    { name: "issuedOn", values: bill.issuedOn },
    { name: "meter", values: bill.meter },
    { name: "period", values: bill.period.map((one) => ({ ...one, value: shortPeriod(one.value) })) },
    { name: "total", values: bill.total.map((one) => ({ ...one, value: `${one.value}${currency}` })) },
  ];
  if (bill.estimated.length === 0) return facts;
  return [...facts, { name: "estimated", values: bill.estimated.map((place) => ({ value: place.raw, place })) }];
}

function shortPeriod(value: string): string {
  const period = parsePeriodText(value);
  return period ? printPeriodText(period) : value;
}

/**
 * A row for each item with a quantity. A value with one reading is filled in; others stay empty. The source is never chosen.
 *
 * @param noteOf the origin of a row, in the language of the page
 */
export function rowsOfBill(bill: Bill, noteOf: (number: string, page: string, raw: string) => string): BillRow[] {
  const only = (field: readonly Candidate[]) => (field.length === 1 ? field[0]! : null);
  const period = only(bill.period);
  return linesToEnter(bill).map((line) => {
    const quantity = line.quantity.length === 1 ? line.quantity[0]! : null;
    const place = quantity?.place ?? line.quantity[0]!.place;
    const raw = quantity ? [quantity.place.raw, quantity.unit?.place.raw ?? ""].join(" ").trim() : line.name;
    return {
      recordId: makeRecordId(),
      sourceId: "",
      period: period ? shortPeriod(period.value) : "",
      quantity: quantity?.value ?? "",
      unit: quantity?.unit?.value ?? "",
      dataQuality: bill.estimated.length > 0 ? "estimated" : "measured",
      note: noteOf(only(bill.number)?.value ?? "", String(place.page), raw),
    };
  });
}
