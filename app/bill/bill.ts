/** In the units of its page, from the top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextRun {
  text: string;
  box: Box;
}

/**
 * `drawn`: text of a page as the file places it, in points or millimetres. `data`: the elements of an invoice's data, one in a
 * line, placed by us.
 */
export interface BillPage {
  number: number;
  kind: "drawn" | "data";
  width: number;
  height: number;
  runs: TextRun[];
  hasImage: boolean;
}

/** Where a value is and what is written there. */
export interface Place {
  page: number;
  box: Box;
  raw: string;
}

export interface Candidate {
  value: string;
  place: Place;
}

/** None: not found. One: read. Several: the document allows each, and a person chooses. */
export type BillField = Candidate[];

/** A quantity with the unit printed for it. */
export interface QuantityCandidate extends Candidate {
  unit: Candidate | null;
}

export type Energy = "electricity" | "gas" | "water" | "heat" | "fuel";

/** What was supplied: an item of an invoice, or the consumption of a bill. */
export interface BillLine {
  energy: Energy | null;
  name: string;
  /** Decimal text as printed, without group separators. */
  quantity: QuantityCandidate[];
  /** Without tax on a Chinese invoice; empty on a bill with one total. */
  amount: BillField;
}

export interface Bill {
  layout: "chinese_invoice" | "utility_bill";
  seller: BillField;
  buyer: BillField;
  number: BillField;
  issuedOn: BillField;
  /** The number of a meter, a supply point or a customer account, whichever of these is printed first in this order. */
  meter: BillField;
  /** `2025-03-01/2025-03-31`, both days as printed. */
  period: BillField;
  /** Without tax. Empty on a bill with one total. */
  net: BillField;
  /** Including tax. */
  total: BillField;
  /** Null if the bill doesn't name one. */
  currency: string | null;
  /** Where the bill states that a reading is estimated. */
  estimated: Place[];
  lines: BillLine[];
}

/**
 * `sums_differ`: the items don't add up to the total of the invoice. `credit_note`: the total is negative.
 * `several_lines`: several items of one kind, which may be parts of one consumption or charges on it. `data_differs`: the data in
 * the file and its page differ. `other_goods`: no item is power, gas, water, heat or fuel. `some_scanned`: pages without text. `pages_left_out`: more pages than are read.
 */
export type BillProblem =
  | "sums_differ"
  | "credit_note"
  | "several_lines"
  | "data_differs"
  | "other_goods"
  | "some_scanned"
  | "pages_left_out";

/** `no_text`: pages without text and without pictures. */
export type BillState = "read" | "needs_entry" | "scanned" | "no_text" | "not_a_bill";

export type BillFormat = "xml" | "ofd" | "pdf";

export interface BillReading {
  format: BillFormat;
  state: BillState;
  pages: BillPage[];
  /** Null unless `read` or `needs_entry`. */
  bill: Bill | null;
  problems: BillProblem[];
}

/** What a format gives: pages, and the data of an invoice if the file contains it. */
export interface BillDocument {
  format: BillFormat;
  pages: BillPage[];
  data: Bill | null;
  problems: BillProblem[];
}
