import type { DecimalStyle } from "#app/number/read-number.ts";

/** A bank file between its upload and its import: a table to be mapped, or the entries of a standard format. */
export type BankFile =
  | { kind: "table"; rows: BankRow[] }
  | { kind: "mt940" | "camt053"; entries: BankEntry[]; faults: BankFault[] };

/** A row of a table with its spreadsheet row number, from 1. */
export interface BankRow {
  row: number;
  texts: string[];
  /** Columns, from 0, whose cell holds a number or a date, so that no format applies. */
  exact: number[];
}

/** An entry of a standard format, as the bank wrote it. Money that left has a minus sign. */
export interface BankEntry {
  /** Its line in the file or its position in the document, from 1. */
  row: number;
  bookedOn: string;
  currency: string;
  amount: string;
  payer: string;
  note: string;
  reference: string;
}

/** Something that can't be read. `fault` is a message key. */
export interface BankFault {
  row: number;
  fault:
    | "date_unreadable"
    | "amount_unreadable"
    | "currency_unreadable"
    | "direction_unreadable"
    | "two_amounts"
    | "too_long"
    | "balance_differs";
  text: string;
}

/** A row that is no incoming payment. `reason` is a message key. */
export interface LeftOut {
  row: number;
  reason: "outgoing" | "no_amount" | "total" | "note" | "heading";
  text: string;
}

/** An incoming payment. */
export interface BankLine {
  row: number;
  /** Its content, and the number of equal lines before it, so that overlapping files give each line once. */
  key: string;
  bookedOn: string;
  currency: string;
  amountMinor: bigint;
  payer: string;
  note: string;
  reference: string;
}

export interface ReadBankFile {
  lines: BankLine[];
  faults: BankFault[];
  leftOut: LeftOut[];
}

/** The order of day, month and year where a date doesn't show it. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** Columns of a table, from 0. */
export interface BankColumns {
  date: number;
  /** One column for both directions: with a sign, or with `direction`. Null if there is one for each. */
  amount: number | null;
  credit: number | null;
  debit: number | null;
  /** States for each row whether money came in or left. */
  direction: number | null;
  currency: number | null;
  payer: number | null;
  reference: number | null;
  /** Joined, in this order. */
  texts: number[];
}

/** How the files of one bank are read. Kept under the fingerprint of their headings. */
export interface BankMapping extends BankColumns {
  /** The currency of the account. Empty if a column states it. */
  account: string;
  decimal: DecimalStyle;
  dates: DateOrder;
}
