import { type Bytes, concatBytes, encodeUtf8, equalBytes } from "#app/transparency/bytes.ts";
import { TransparencyError } from "#app/transparency/transparency-error.ts";

/** The name of the signature field in every issued report. */
export const SEAL_FIELD = "IssuerSeal";

/** A report with an empty signature filled in: zeros stand where the CMS goes. */
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
 * signature field again, now with a value, and the signature dictionary. `/ID` is kept, as PDF/A asks.
 * @throws `no_signature_field` where the file is not a report of ours with an empty signature field
 */
export function prepareSeal(unsealed: Uint8Array, { signedAt, reservedBytes }: SealFacts): PreparedSeal {
  const { size, rest, startOfTable, field } = readUnsealed(unsealed);
  const fieldAt = unsealed.length;
  const fieldText = `${field.number} 0 obj\n${field.dictionary.slice(0, -3)}\n/V ${size} 0 R\n>>\nendobj\n`;
  const signatureAt = fieldAt + fieldText.length;
  const head = `${size} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (${pdfTime(signedAt)})\n/ByteRange `;
  const rangeAt = signatureAt + head.length;
  const start = rangeAt + RANGE_WIDTH + "\n/Contents ".length;
  const end = start + 2 * reservedBytes + 2;
  const close = "\n>>\nendobj\n";
  const tableAt = end + close.length;
  const tail =
    `${close}xref\n${field.number} 1\n${entry(fieldAt)}${size} 1\n${entry(signatureAt)}` +
    `trailer\n<<\n/Size ${size + 1}\n${rest}/Prev ${startOfTable}\n>>\nstartxref\n${tableAt}\n%%EOF\n`;
  const range = `[0 ${start} ${end} ${tail.length}]`.padEnd(RANGE_WIDTH);
  const contents = `<${"0".repeat(2 * reservedBytes)}>`;
  const text = `${fieldText}${head}${range}\n/Contents ${contents}${tail}`;
  return { file: concatBytes(unsealed, latin1Bytes(text)), gap: { start, end } };
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
 * Finds the seal of a report. Null where the file is a report of ours without one, or no report of ours at all and signed
 * by nobody. Otherwise the file must be what `prepareSeal` makes of its beginning, to the last byte but for the value of
 * /Contents: an update after the seal, a second signature, a changed range or any object more is `not_a_seal`.
 */
export function findSeal(file: Uint8Array): FoundSeal | null {
  const tail = latin1(file.subarray(-TRAILER_BYTES));
  const isUpdated = /\n\/Prev \d+\n>>\nstartxref\n\d+\n%%EOF\n$/.test(tail);
  if (!isUpdated && !latin1(file).includes("/ByteRange")) return null;
  const trailer = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(tail);
  const tableAt = Number(trailer?.[1] ?? Number.NaN);
  const table = /^xref\n\d+ 1\n(\d{10}) 00000 n \n/.exec(latin1(file.subarray(tableAt, tableAt + 100)));
  if (!table) throw notASeal();
  const unsealed = file.subarray(0, Number(table[1]));
  const update = latin1(file.subarray(unsealed.length));
  const time = /\n\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)\n/.exec(update);
  const value = /\n\/Contents <((?:[0-9a-f]{2})+)>\n/.exec(update)?.[1];
  if (!time || !value) throw notASeal();
  const signedAt = `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`;
  const contents = Uint8Array.from({ length: value.length / 2 }, (_, at) =>
    Number.parseInt(value.slice(2 * at, 2 * at + 2), 16),
  );
  const prepared = prepareAgain(unsealed, { signedAt, reservedBytes: contents.length });
  if (!equalBytes(fillSeal(prepared, contents), file)) throw notASeal();
  return { unsealed, prepared, signedAt, contents };
}

function prepareAgain(unsealed: Uint8Array, facts: SealFacts): PreparedSeal {
  try {
    return prepareSeal(unsealed, facts);
  } catch (error) {
    if (error instanceof TransparencyError) throw notASeal();
    throw error;
  }
}

/** Four offsets of up to ten digits, brackets and spaces. */
const RANGE_WIDTH = 40;
/** Longer than any trailer of ours. */
const TRAILER_BYTES = 2048;

interface Unsealed {
  size: number;
  /** The entries of the trailer after /Size, each with its line end. */
  rest: string;
  startOfTable: number;
  field: { number: number; dictionary: string };
}

/** A file of one revision with a classic table, as our renderer writes it. */
function readUnsealed(file: Uint8Array): Unsealed {
  const tail = latin1(file.subarray(-TRAILER_BYTES));
  const trailer =
    /\ntrailer\n<<\n\/Size (\d{1,8})\n(\/Root (\d{1,8}) 0 R\n\/Info \d{1,8} 0 R\n\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]\n)>>\nstartxref\n(\d{1,10})\n%%EOF\n$/.exec(
      tail,
    );
  if (!trailer) throw noField();
  const size = Number(trailer[1]);
  const startOfTable = Number(trailer[4]);
  const heading = `xref\n0 ${size}\n`;
  const table = latin1(file.subarray(startOfTable, startOfTable + heading.length + size * ENTRY_BYTES));
  if (!table.startsWith(heading)) throw noField();
  const dictionaryOf = (number: number): string => {
    const line = table.slice(heading.length + number * ENTRY_BYTES).slice(0, ENTRY_BYTES);
    const at = Number(/^(\d{10}) 00000 n \n$/.exec(line)?.[1] ?? Number.NaN);
    const text = latin1(file.subarray(at, at + 8192));
    const body = text.startsWith(`${number} 0 obj\n`) ? text.slice(`${number} 0 obj\n`.length) : "";
    return /^<<\n[\s\S]*?\n>>(?=\nendobj\n)/.exec(body)?.[0] ?? "";
  };
  const form = referenceIn(dictionaryOf(Number(trailer[3])), /\n\/AcroForm (\d{1,8}) 0 R\n/);
  const field = referenceIn(dictionaryOf(form), /\n\/Fields \[(\d{1,8}) 0 R\]\n/);
  const dictionary = dictionaryOf(field);
  const isEmpty = dictionary.includes(`\n/T (${SEAL_FIELD})\n`) && !dictionary.includes("\n/V ");
  if (!isEmpty) throw noField();
  return { size, rest: trailer[2]!, startOfTable, field: { number: field, dictionary } };
}

const ENTRY_BYTES = 20;

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

/** One character per byte, so that positions in the text are positions in the file. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function noField(): TransparencyError {
  return new TransparencyError("no_signature_field");
}

function notASeal(): TransparencyError {
  return new TransparencyError("not_a_seal");
}
