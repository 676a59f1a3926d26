/** What the reading process sends to its parent. */
import {
  type ActivityEntry,
  type ActivityField,
  type CheckedActivity,
  EMPTY_ENTRY,
} from "#app/carbon/entry/activity-entry.ts";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import type { CheckedRow, FileDescription, FileTotals, RowFault, RowRemark, SkipReason } from "./activity-file.ts";
import type { PlainRow } from "./read-plain.ts";

export type ReaderFrame =
  | { kind: "described"; description: FileDescription }
  | { kind: "plain"; rows: PlainRow[] }
  | { kind: "rows"; packed: PackedRows; done: number; total: number }
  | { kind: "progress"; done: number; total: number }
  | { kind: "end"; totals: FileTotals }
  | { kind: "fault"; fault: FileFault };

/**
 * Rows as arrays without field names, because a million of them would dominate the data. Shared content is sent once.
 */
export interface PackedRows {
  heads: PackedHead[];
  rows: (PackedRecord | PackedRow)[];
}

/** The shared content of records with equal texts: the texts and their checked values. */
type PackedHead = [
  sheet: string,
  facility: string,
  source: string,
  period: string,
  unit: string,
  dataQuality: string,
  value: [sourceId: string, start: string, end: string, unit: string, enteredUnit: string, dataQuality: string],
];

/** A record with a head and without a remark. */
type PackedRecord = [
  row: number,
  head: number,
  entered: string,
  /** 0 if equal to the entered text. */
  quantity: string | 0,
  evidence: string,
  note: string,
  rowKey: string | null,
  column: number | null,
];

/** Any other row. */
type PackedRow = [
  sheet: string,
  row: number,
  column: number | null,
  rowKey: string | null,
  remarks: RowRemark[] | 0,
  entry: string[],
  result: CheckedActivity | RowFault[] | SkipReason,
];

const FIELDS = Object.keys(EMPTY_ENTRY) as ActivityField[];

export class RowPacker {
  private readonly packed: PackedRows = { heads: [], rows: [] };
  private readonly heads = new Map<string, number>();

  get count(): number {
    return this.packed.rows.length;
  }

  add(row: CheckedRow): void {
    this.packed.rows.push(row.outcome === "record" && isPlain(row) ? this.packRecord(row) : packRow(row));
  }

  /** The rows added since the last call. */
  take(): PackedRows {
    const { heads, rows } = this.packed;
    const taken = { heads: heads.splice(0), rows: rows.splice(0) };
    this.heads.clear();
    return taken;
  }

  private packRecord({ sheet, row, column, rowKey, entry, value }: RecordRow): PackedRecord {
    const { quantity: entered, evidence, note } = entry;
    const quantity = value.quantity === entered ? 0 : value.quantity;
    return [row, this.headOf(sheet, entry, value), entered, quantity, evidence, note, rowKey, column];
  }

  /** Equal texts have equal results. A sheet is one of a few. */
  private headOf(sheet: string, entry: ActivityEntry, value: CheckedActivity): number {
    const { facility, source, period, unit, dataQuality } = entry;
    const name = `${sheet}\0${facility}\0${source}\0${period}\0${unit}\0${dataQuality}`;
    const known = this.heads.get(name);
    if (known !== undefined) return known;
    const { sourceId, period: days, enteredUnit } = value;
    const said: PackedHead[6] = [sourceId, days.start, days.end, value.unit, enteredUnit, value.dataQuality];
    this.heads.set(name, this.packed.heads.length);
    return this.packed.heads.push([sheet, facility, source, period, unit, dataQuality, said]) - 1;
  }
}

type RecordRow = CheckedRow & { outcome: "record" };

/** Whether a head, an amount, evidence and a note describe the whole row. */
function isPlain({ remarks }: RecordRow): boolean {
  return remarks.length === 0;
}

function packRow(row: CheckedRow): PackedRow {
  const { sheet, row: number, column, rowKey, remarks, entry } = row;
  const result = row.outcome === "record" ? row.value : row.outcome === "faulty" ? row.faults : row.reason;
  return [sheet, number, column, rowKey, remarks.length > 0 ? remarks : 0, textsOf(entry), result];
}

/** The texts of an entry up to the last non-empty one, because few rows use the last fields. */
function textsOf(entry: ActivityEntry): string[] {
  let count = FIELDS.length;
  while (count > 0 && entry[FIELDS[count - 1]!] === "") count -= 1;
  const texts: string[] = [];
  for (let at = 0; at < count; at += 1) texts.push(entry[FIELDS[at]!]);
  return texts;
}

export function unpackRows({ heads, rows }: PackedRows): CheckedRow[] {
  const opened = heads.map(openHead);
  return rows.map((row) => (isRecord(row) ? unpackRecord(row, opened[row[1]]!) : unpackRow(row)));
}

function isRecord(row: PackedRecord | PackedRow): row is PackedRecord {
  return typeof row[0] === "number";
}

/** A record from a head and its own texts. Dates and lists are shared by all its records and must not be changed. */
function openHead([sheet, facility, source, period, unit, dataQuality, said]: PackedHead) {
  const [sourceId, start, end, code, enteredUnit, quality] = said as [string, string, string, never, string, never];
  const entry: ActivityEntry = { ...EMPTY_ENTRY, facility, source, period, unit, dataQuality };
  return { sheet, entry, sourceId, period: { start, end }, unit: code, enteredUnit, dataQuality: quality };
}

function unpackRecord(packed: PackedRecord, head: ReturnType<typeof openHead>): CheckedRow {
  const [row, , entered, quantity, evidence, note, rowKey, column] = packed;
  const { sheet, sourceId, period, unit, enteredUnit, dataQuality } = head;
  return {
    sheet,
    row,
    column,
    entry: { ...head.entry, quantity: entered, evidence, note },
    rowKey,
    remarks: [],
    outcome: "record",
    value: {
      sourceId,
      period,
      quantity: quantity === 0 ? entered : quantity,
      unit,
      enteredQuantity: entered.trim(),
      enteredUnit,
      dataQuality,
      evidence: evidence.trim(),
      note: note.trim(),
    },
  };
}

function unpackRow([sheet, row, column, rowKey, remarks, texts, result]: PackedRow): CheckedRow {
  const entry: ActivityEntry = { ...EMPTY_ENTRY };
  for (let at = 0; at < texts.length; at += 1) entry[FIELDS[at]!] = texts[at]!;
  const file = { sheet, row, column, entry, rowKey, remarks: remarks === 0 ? [] : remarks };
  if (typeof result === "string") return { ...file, outcome: "skipped", reason: result };
  if (Array.isArray(result)) return { ...file, outcome: "faulty", faults: result };
  return { ...file, outcome: "record", value: result };
}
