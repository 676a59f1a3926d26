import type { BillProblem, BillReading, BillState, Energy } from "#app/bill/bill.ts";
import { BILL_FIELDS, type BillRow } from "./bill-rows.ts";
import { rowsOfBill } from "./bill-view.ts";

/** A row that was read from a bill, with its file. The source is chosen for all rows of a meter. */
export interface WaitingRow extends BillRow {
  fileId: string;
  fileName: string;
  /** What the meter supplies and its number: rows of one group get one source. */
  group: string;
  /** The number of the bill. Empty if none was read. */
  bill: string;
  isChosen: boolean;
}

/** A file whose values a person enters next to the document. */
export interface BillByHand {
  fileId: string;
  fileName: string;
  /** Null for a file that can't be read. */
  state: BillState | null;
  problems: BillProblem[];
  /** Of a file that can't be read. */
  refusal: string | null;
}

interface NamedFile {
  id: string;
  name: string;
}

/** What is kept of a reading: everything but its pages. */
export type BillSummary =
  | ({ ok: true } & Pick<BillReading, "state" | "bill" | "problems">)
  | { ok: false; code: string };

/**
 * The rows of a bill that can be entered from a list: every value has one reading, and nothing has to be looked at.
 *
 * @param noteOf the origin of a row, in the language of the page
 */
export function toWaiting(
  { id: fileId, name: fileName }: NamedFile,
  read: BillSummary,
  noteOf: (number: string, page: string, raw: string) => string,
): WaitingRow[] | BillByHand {
  if (!read.ok) return { fileId, fileName, state: null, problems: [], refusal: read.code };
  const { state, bill, problems } = read;
  if (state !== "read" || !bill || problems.length > 0) return { fileId, fileName, state, problems, refusal: null };
  const energies = [...new Set(bill.lines.map(({ energy }) => energy))];
  const meter = bill.meter.length === 1 ? bill.meter[0]!.value : "";
  const number = bill.number.length === 1 ? bill.number[0]!.value : "";
  const group = `${energies.length === 1 ? (energies[0] ?? "") : ""}/${meter === "" ? fileName : meter}`;
  return rowsOfBill(bill, noteOf).map((row) => ({ ...row, fileId, fileName, group, bill: number, isChosen: true }));
}

/** One bill often comes as XML, OFD and PDF: rows of a bill that an earlier file has are not chosen. */
export function leaveTwins(rows: readonly WaitingRow[]): WaitingRow[] {
  return rows.map((row) => (twinOf(row, rows) ? { ...row, isChosen: false } : row));
}

/** The earlier file with the same bill. A meter may be named in one of the files only. */
export function twinOf(row: WaitingRow, rows: readonly WaitingRow[]): string | null {
  if (row.bill === "") return null;
  const first = rows.find(({ bill }) => bill === row.bill);
  return first && first.fileId !== row.fileId ? first.fileName : null;
}

/** The groups of rows, in their order. The form has one field for the source of each. */
export function groupsOf(rows: readonly WaitingRow[]): { group: string; energy: Energy | null; meter: string }[] {
  return [...new Set(rows.map(({ group }) => group))].map((group) => {
    const at = group.indexOf("/");
    return { group, energy: (group.slice(0, at) || null) as Energy | null, meter: group.slice(at + 1) };
  });
}

/** What is remembered of a row: what its meter supplies, and the number. Null for a bill without a meter. */
export function meterOf({ group, fileName }: Pick<WaitingRow, "group" | "fileName">): string | null {
  const at = group.indexOf("/");
  const meter = group.slice(at + 1);
  return meter === fileName ? null : `${group.slice(0, at)} ${meter}`.trim();
}

/** The rows with the source that their meter had last time. */
export function recallSources(rows: readonly WaitingRow[], sourceOf: ReadonlyMap<string, string>): WaitingRow[] {
  return rows.map((row) => {
    const meter = meterOf(row);
    return { ...row, sourceId: (meter !== null && sourceOf.get(meter)) || row.sourceId };
  });
}

/** More rows than the bills of one page have. */
const MAX_ROWS = 200;

/** The form as sent: `quantity-0`, `quantity-1`, …, and `source-0`, `source-1`, … for the groups. */
export function readWaitingForm(fields: Record<string, string>): WaitingRow[] {
  const rows: WaitingRow[] = [];
  for (let index = 0; index < MAX_ROWS && fields[`record-${index}`] !== undefined; index += 1) {
    const at = (field: string) => fields[`${field}-${index}`] ?? "";
    const cells = Object.fromEntries(BILL_FIELDS.map((field) => [field, at(field)])) as Omit<BillRow, "recordId">;
    const of = {
      fileId: at("file"),
      fileName: at("name"),
      group: at("group"),
      bill: at("bill"),
      isChosen: at("use") === "on",
    };
    rows.push({ ...cells, recordId: at("record"), ...of });
  }
  const groups = groupsOf(rows).map(({ group }) => group);
  return rows.map((row) => ({ ...row, sourceId: fields[`source-${groups.indexOf(row.group)}`] ?? "" }));
}
