import { type Bytes, concatBytes, encodeUtf8, equalBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { latin1, latin1Bytes } from "./latin1.ts";
import { type ReportTable, readTable, STREAM_LINE_BYTES, STREAM_WIDTHS, startOf } from "./pdf-table.ts";

/** The name of the signature field in every issued report. */
export const SEAL_FIELD = "IssuerSeal";

/** A report with its empty signature filled in: zeros where the CMS goes. */
export interface PreparedSeal {
  file: Bytes;
  /** Positions of the value of /Contents with its angle brackets: the only bytes that are not signed. */
  gap: { start: number; end: number };
}

export interface SealFacts {
  /** Claimed time of signing (/M), ISO 8601 in whole seconds and UTC. */
  signedAt: string;
  /** Room for the CMS. */
  reservedBytes: number;
}

/**
 * Adds one incremental update (ISO 32000-1, 7.5.6) to a report without a seal, which stays as it is to the last byte: its
 * signature field again, now with a value, and the signature dictionary. `/ID` is kept, as PDF/A asks; the table is of the
 * kind that the report has, as an update must.
 * @throws `no_signature_field` where the file is not a report of ours with an empty signature field
 */
export async function prepareSeal(unsealed: Uint8Array, facts: SealFacts): Promise<PreparedSeal> {
  const { signedAt, reservedBytes } = facts;
  const { table, field } = await readUnsealed(unsealed);
  const fieldAt = unsealed.length;
  const fieldText = `${field.number} 0 obj\n${field.dictionary.slice(0, -3)}\n/V ${table.size} 0 R\n>>\nendobj\n`;
  const signatureAt = fieldAt + fieldText.length;
  const head = `${table.size} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (${pdfTime(signedAt)})\n/ByteRange `;
  const start = signatureAt + head.length + RANGE_WIDTH + "\n/Contents ".length;
  const end = start + 2 * reservedBytes + 2;
  const close = "\n>>\nendobj\n";
  const places = { field: field.number, fieldAt, signatureAt, tableAt: end + close.length };
  const tail = `${close}${table.kind === "classic" ? classicTable(table, places) : streamTable(table, places)}startxref\n${places.tableAt}\n%%EOF\n`;
  const range = `[0 ${start} ${end} ${tail.length}]`.padEnd(RANGE_WIDTH);
  const contents = `<${"0".repeat(2 * reservedBytes)}>`;
  const text = `${fieldText}${head}${range}\n/Contents ${contents}${tail}`;
  return { file: concatBytes(unsealed, latin1Bytes(text)), gap: { start, end } };
}

interface Places {
  field: number;
  fieldAt: number;
  signatureAt: number;
  tableAt: number;
}

function classicTable({ size, rest, startOfTable }: ReportTable, { field, fieldAt, signatureAt }: Places): string {
  return (
    `xref\n${field} 1\n${entry(fieldAt)}${size} 1\n${entry(signatureAt)}` +
    `trailer\n<<\n/Size ${size + 1}\n${rest}/Prev ${startOfTable}\n>>\n`
  );
}

/** Lines of the field, of the signature and of the table itself, which is an object too. */
function streamTable({ size, rest, startOfTable }: ReportTable, places: Places): string {
  const lines = [places.fieldAt, places.signatureAt, places.tableAt].map(streamLine).join("");
  return (
    `${size + 1} 0 obj\n<<\n/Type /XRef\n/Size ${size + 2}\n/W ${STREAM_WIDTHS}\n/Index [${places.field} 1 ${size} 2]\n` +
    `${rest}/Prev ${startOfTable}\n/Length ${lines.length}\n>>\nstream\n${lines}\nendstream\nendobj\n`
  );
}

/** One character per byte. */
function streamLine(offset: number): string {
  return String.fromCharCode(1, offset >>> 24, (offset >>> 16) & 255, (offset >>> 8) & 255, offset & 255, 0, 0);
}

/** The bytes that the signature is over: everything but the value of /Contents. */
export function signedBytes({ file, gap }: PreparedSeal): Bytes {
  return concatBytes(file.subarray(0, gap.start), file.subarray(gap.end));
}

/** Puts the CMS into its place. @throws `seal_too_large` where the room reserved for it is not enough */
export function fillSeal({ file, gap }: PreparedSeal, cms: Uint8Array): Bytes {
  const room = (gap.end - gap.start - 2) / 2;
  if (cms.length > room) throw new TransparencyError("seal_too_large", { bytes: `${cms.length}`, reserved: `${room}` });
  const filled = file.slice();
  const hex = [...cms].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  filled.set(encodeUtf8(hex), gap.start + 1);
  return filled;
}

/** A seal as it was found in a file. */
export interface FoundSeal {
  /** The report before its seal: the exact beginning of the file. */
  unsealed: Uint8Array;
  prepared: PreparedSeal;
  signedAt: string;
  /** The value of /Contents, with the zeros that fill it up. */
  contents: Bytes;
}

/**
 * Finds the seal of a report. Null where the file is a report of ours without one, or no report of ours and unsigned.
 * Otherwise the file must be what `prepareSeal` makes of its beginning, to the last byte except the value of
 * /Contents: an update after the seal, a second signature, a changed range or an additional object is `not_a_seal`.
 */
export async function findSeal(file: Uint8Array): Promise<FoundSeal | null> {
  const update = readUpdate(file);
  if (update === "none" && !latin1(file).includes("/ByteRange")) return null;
  if (update === "none") throw notASeal();
  const unsealed = file.subarray(0, update.fieldAt);
  const text = latin1(file.subarray(unsealed.length));
  const time = /\n\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)\n/.exec(text);
  const value = /\n\/Contents <((?:[0-9a-f]{2})+)>\n/.exec(text)?.[1];
  if (!time || !value) throw notASeal();
  const signedAt = `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`;
  const contents = Uint8Array.from({ length: value.length / 2 }, (_, at) =>
    Number.parseInt(value.slice(2 * at, 2 * at + 2), 16),
  );
  const prepared = await prepareAgain(unsealed, { signedAt, reservedBytes: contents.length });
  if (!equalBytes(fillSeal(prepared, contents), file)) throw notASeal();
  return { unsealed, prepared, signedAt, contents };
}

/** The table at the end of a file, if it is one of an update. Its contents are checked by making the update again. */
function readUpdate(file: Uint8Array): { fieldAt: number } | "none" {
  const start = startOf(file);
  if (Number.isNaN(start)) return "none";
  const text = latin1(file.subarray(start, start + LONGEST_DICTIONARY));
  const classic = /^xref\n\d+ 1\n(\d{10}) 00000 n \n[\s\S]*\n\/Prev \d+\n>>\nstartxref\n/.exec(text);
  if (classic) return { fieldAt: Number(classic[1]) };
  const dictionary = /^\d+ 0 obj\n<<\n\/Type \/XRef\n[\s\S]*?\n>>\nstream\n/.exec(text)?.[0];
  if (!dictionary?.includes("\n/Prev ")) return "none";
  const line = file.subarray(start + dictionary.length);
  if (line.length < STREAM_LINE_BYTES) throw notASeal();
  return { fieldAt: new DataView(line.buffer, line.byteOffset).getUint32(1) };
}

async function prepareAgain(unsealed: Uint8Array, facts: SealFacts): Promise<PreparedSeal> {
  try {
    return await prepareSeal(unsealed, facts);
  } catch (error) {
    if (error instanceof TransparencyError) throw notASeal();
    throw error;
  }
}

/** Four offsets of up to ten digits, brackets and spaces. */
const RANGE_WIDTH = 40;
/** Longer than any dictionary of ours that a seal needs. */
const LONGEST_DICTIONARY = 8192;

async function readUnsealed(
  file: Uint8Array,
): Promise<{ table: ReportTable; field: { number: number; dictionary: string } }> {
  const table = await readTable(file);
  if (!table) throw noField();
  const dictionaryOf = (number: number): string => {
    const at = table.positionOf(number);
    const text = Number.isNaN(at) ? "" : latin1(file.subarray(at, at + LONGEST_DICTIONARY));
    const body = text.startsWith(`${number} 0 obj\n`) ? text.slice(`${number} 0 obj\n`.length) : "";
    const end = body.indexOf("\n>>\nendobj\n");
    return body.startsWith("<<\n") && end >= 0 ? body.slice(0, end + "\n>>".length) : "";
  };
  const form = referenceIn(dictionaryOf(table.root), /\n\/AcroForm (\d{1,8}) 0 R\n/);
  const number = referenceIn(dictionaryOf(form), /\n\/Fields \[(\d{1,8}) 0 R\]\n/);
  const dictionary = dictionaryOf(number);
  const isEmpty = dictionary.includes(`\n/T (${SEAL_FIELD})\n`) && !dictionary.includes("\n/V ");
  if (!isEmpty) throw noField();
  return { table, field: { number, dictionary } };
}

function referenceIn(dictionary: string, pattern: RegExp): number {
  const number = pattern.exec(dictionary)?.[1];
  if (number === undefined) throw noField();
  return Number(number);
}

function entry(offset: number): string {
  return `${String(offset).padStart(10, "0")} 00000 n \n`;
}

function pdfTime(iso: string): string {
  return `D:${iso.slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

function noField(): TransparencyError {
  return new TransparencyError("no_signature_field");
}

function notASeal(): TransparencyError {
  return new TransparencyError("not_a_seal");
}
