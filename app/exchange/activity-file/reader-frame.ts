/** What the reading process says to its parent: JSON behind its length in four bytes. */
import {
  type ActivityEntry,
  type ActivityField,
  type CheckedActivity,
  EMPTY_ENTRY,
} from "#app/carbon/activity-entry.ts";
import type {
  CheckedRow,
  FileDescription,
  FileFault,
  FileTotals,
  RowFault,
  RowRemark,
  SkipReason,
} from "./activity-file.ts";

export type ReaderFrame =
  | { kind: "described"; description: FileDescription }
  | { kind: "rows"; rows: PackedRow[]; done: number; total: number }
  | { kind: "progress"; done: number; total: number }
  | { kind: "end"; totals: FileTotals }
  | { kind: "fault"; fault: FileFault };

/** A row without its names, of which a million would be most of what is said. */
export type PackedRow = [
  sheet: string,
  row: number,
  column: number | null,
  rowKey: string | null,
  remarks: RowRemark[] | 0,
  entry: string[],
  result: PackedValue | RowFault[] | SkipReason,
];

interface PackedValue {
  v: [sourceId: string, start: string, end: string, quantity: string, unit: string, quality: string];
  /** The rest of the value, where it is not the text of the entry without its outer spaces. */
  rest?: Omit<CheckedActivity, "sourceId" | "period" | "quantity" | "unit" | "dataQuality">;
}

const FIELDS = Object.keys(EMPTY_ENTRY) as ActivityField[];

export function packRow(row: CheckedRow): PackedRow {
  const { sheet, row: number, column, rowKey, remarks, entry } = row;
  const result =
    row.outcome === "record" ? packValue(row.value, entry) : row.outcome === "faulty" ? row.faults : row.reason;
  return [sheet, number, column, rowKey, remarks.length > 0 ? remarks : 0, textsOf(entry), result];
}

/** The texts of an entry up to the last that says something: the fields at the end are those of few rows. */
function textsOf(entry: ActivityEntry): string[] {
  let count = FIELDS.length;
  while (count > 0 && entry[FIELDS[count - 1]!] === "") count -= 1;
  const texts: string[] = [];
  for (let at = 0; at < count; at += 1) texts.push(entry[FIELDS[at]!]);
  return texts;
}

function packValue(value: CheckedActivity, entry: ActivityEntry): PackedValue {
  const { sourceId, period, quantity, unit, dataQuality, ...rest } = value;
  const v: PackedValue["v"] = [sourceId, period.start, period.end, quantity, unit, dataQuality];
  return isOfEntry(rest, entry) ? { v } : { v, rest };
}

type Rest = NonNullable<PackedValue["rest"]>;

function restOf(entry: ActivityEntry): Rest {
  return {
    enteredQuantity: entry.quantity.trim(),
    enteredUnit: entry.unit.trim(),
    evidence: entry.evidence.trim(),
    note: entry.note.trim(),
    instruments: [],
  };
}

function isOfEntry(rest: Rest, entry: ActivityEntry): boolean {
  const expected = restOf(entry);
  return (
    rest.enteredQuantity === expected.enteredQuantity &&
    rest.enteredUnit === expected.enteredUnit &&
    rest.evidence === expected.evidence &&
    rest.note === expected.note &&
    rest.instruments.length === 0
  );
}

export function unpackRow([sheet, row, column, rowKey, remarks, texts, result]: PackedRow): CheckedRow {
  const entry: ActivityEntry = { ...EMPTY_ENTRY };
  for (let at = 0; at < texts.length; at += 1) entry[FIELDS[at]!] = texts[at]!;
  const file = { sheet, row, column, entry, rowKey, remarks: remarks === 0 ? [] : remarks };
  if (typeof result === "string") return { ...file, outcome: "skipped", reason: result };
  if (Array.isArray(result)) return { ...file, outcome: "faulty", faults: result };
  const [sourceId, start, end, quantity, unit, dataQuality] = result.v as [
    string,
    string,
    string,
    string,
    never,
    never,
  ];
  const value = { sourceId, period: { start, end }, quantity, unit, dataQuality, ...(result.rest ?? restOf(entry)) };
  return { ...file, outcome: "record", value };
}

export function packFrame(frame: ReaderFrame): Buffer {
  const text = JSON.stringify(frame);
  const bytes = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
  bytes.writeUInt32LE(bytes.length - 4, 0);
  bytes.write(text, 4);
  return bytes;
}

/** Puts frames together again from pieces of any size. @throws where the other side speaks otherwise */
export async function* unpackFrames(pieces: AsyncIterable<Buffer>, longest: number): AsyncGenerator<ReaderFrame> {
  let parts: Buffer[] = [];
  let length = 0;
  let wanted = 4;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < wanted) continue;
    let bytes = parts.length === 1 ? piece : Buffer.concat(parts, length);
    wanted = 4;
    while (bytes.length >= wanted) {
      wanted = 4 + bytes.readUInt32LE(0);
      if (wanted > longest) throw new Error("frame_too_long");
      if (bytes.length < wanted) break;
      yield JSON.parse(bytes.toString("utf8", 4, wanted)) as ReaderFrame;
      bytes = bytes.subarray(wanted);
      wanted = 4;
    }
    parts = bytes.length > 0 ? [bytes] : [];
    length = bytes.length;
  }
}
