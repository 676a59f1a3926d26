import { MILLISECONDS_PER_DAY, YEAR_2000 } from "./copy-encoder.ts";

/** What a column of a query is; of one that repeats few values, each is made into a text once. */
export interface ReadColumn {
  type: "uuid" | "int4" | "text" | "date" | "numeric" | "jsonb";
  isRepeating?: boolean;
}

/**
 * Uuids, texts, days and decimals as text, whole numbers of 32 bits as numbers, JSON as it was parsed, which nobody changes:
 * rows may share it.
 */
// biome-ignore lint/suspicious/noExplicitAny: whoever asks knows the types of the columns
export type ReadRow = any[];

type Read = (bytes: Buffer, start: number, end: number) => unknown;

/** Signature, flags, and the length of an extension that is not there. */
const HEADER_BYTES = 19;
const FIRST_BYTES = 128 * 1024;

/**
 * Reads rows in PostgreSQL's binary COPY format out of pieces that may end anywhere
 * (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
 */
export class CopyDecoder {
  readonly #readers: readonly Read[];
  /** Where each value of the row begins and ends; −1 where there is none. */
  readonly #places: Int32Array;
  /** What has come and is not read yet; one buffer for all pieces, which would otherwise wait for the collector. */
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #at = HEADER_BYTES;

  constructor(columns: readonly ReadColumn[]) {
    this.#readers = columns.map(({ type, isRepeating }) => (isRepeating ? repeating(READERS[type]) : READERS[type]));
    this.#places = new Int32Array(columns.length * 2);
  }

  /** The next row, or null where it is not here as a whole. */
  next(): ReadRow | null {
    return this.#findRow() ? this.#readRow() : null;
  }

  /** Takes a piece more, when all rows before it were read. */
  add(piece: Buffer): void {
    const done = Math.min(this.#at, this.#length);
    this.#buffer.copyWithin(0, done, this.#length);
    this.#length -= done;
    this.#at -= done;
    const needed = this.#length + piece.length;
    if (needed > this.#buffer.length) {
      const wider = Buffer.allocUnsafe(needed * 2);
      this.#buffer.copy(wider, 0, 0, this.#length);
      this.#buffer = wider;
    }
    piece.copy(this.#buffer, this.#length);
    this.#length = needed;
  }

  /** @returns whether the next row is here as a whole; what stands behind the last has less than no columns */
  #findRow(): boolean {
    const bytes = this.#buffer;
    let at = this.#at;
    if (at + 2 > this.#length || bytes.readInt16BE(at) < 0) return false;
    at += 2;
    for (let place = 0; place < this.#places.length; place += 2) {
      if (at + 4 > this.#length) return false;
      const length = bytes.readInt32BE(at);
      at += 4;
      this.#places[place] = length < 0 ? -1 : at;
      at += Math.max(length, 0);
      this.#places[place + 1] = at;
    }
    if (at > this.#length) return false;
    this.#at = at;
    return true;
  }

  #readRow(): ReadRow {
    const row: ReadRow = new Array(this.#readers.length);
    for (let column = 0; column < row.length; column += 1) {
      const start = this.#places[column * 2]!;
      row[column] = start < 0 ? null : this.#readers[column]!(this.#buffer, start, this.#places[column * 2 + 1]!);
    }
    return row;
  }
}

const readText: Read = (bytes, start, end) => (start === end ? "" : bytes.toString("utf8", start, end));

const uuid = Buffer.alloc(36, "-");
const HEX = Buffer.from("0123456789abcdef");

const readUuid: Read = (bytes, start) => {
  let to = 0;
  for (let at = 0; at < 16; at += 1) {
    // A hyphen stands before these.
    if (at === 4 || at === 6 || at === 8 || at === 10) to += 1;
    const byte = bytes[start + at]!;
    uuid[to++] = HEX[byte >> 4]!;
    uuid[to++] = HEX[byte & 15]!;
  }
  return uuid.toString("latin1");
};

/** @throws RangeError for a day that has no date, such as infinity */
const readDay: Read = (bytes, start) => {
  const days = bytes.readInt32BE(start);
  return new Date(YEAR_2000 + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
};

const NEGATIVE = 0x4000;

/** Groups of four digits: how many, how many of them stand before the point (less one), the sign, how many decimals. */
const readNumeric: Read = (bytes, start) => {
  const weight = bytes.readInt16BE(start + 2);
  const sign = bytes.readUInt16BE(start + 4);
  const decimals = bytes.readInt16BE(start + 6);
  if (sign !== 0 && sign !== NEGATIVE) throw new RangeError("no number");
  let text = sign === NEGATIVE ? "-" : "";
  text += weight < 0 ? "0" : groupAt(bytes, start, 0);
  for (let at = 1; at <= weight; at += 1) text += fourDigits(groupAt(bytes, start, at));
  if (decimals === 0) return text;
  let fraction = "";
  for (let at = weight + 1; fraction.length < decimals; at += 1) fraction += fourDigits(groupAt(bytes, start, at));
  return `${text}.${fraction.slice(0, decimals)}`;
};

/** Beyond those that are written, groups are zero. */
function groupAt(bytes: Buffer, start: number, at: number): number {
  return at >= 0 && at < bytes.readInt16BE(start) ? bytes.readInt16BE(start + 8 + at * 2) : 0;
}

const FOUR_DIGITS = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, "0"));

function fourDigits(group: number): string {
  return FOUR_DIGITS[group]!;
}

const READERS: Record<ReadColumn["type"], Read> = {
  uuid: readUuid,
  int4: (bytes, start) => bytes.readInt32BE(start),
  text: readText,
  date: readDay,
  numeric: readNumeric,
  // Its text stands behind a version number.
  jsonb: (bytes, start, end) => JSON.parse(readText(bytes, start + 1, end) as string),
};

const SLOTS = 8192;
const MOST_REPEATED_BYTES = 64;

/** The same value for the same bytes, as long as no others of their kind took their place. */
function repeating(read: Read): Read {
  const known: ({ bytes: Buffer; value: unknown } | undefined)[] = new Array(SLOTS);
  return (bytes, start, end) => {
    if (end - start > MOST_REPEATED_BYTES) return read(bytes, start, end);
    let hash = end - start;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    const found = known[slot];
    if (found && isAt(found.bytes, bytes, start, end)) return found.value;
    const value = read(bytes, start, end);
    known[slot] = { bytes: Buffer.from(bytes.subarray(start, end)), value };
    return value;
  };
}

function isAt(one: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (one.length !== end - start) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== bytes[start + at]) return false;
  return true;
}
