const MILLISECONDS_PER_DAY = 86_400_000;
const YEAR_2000 = Date.UTC(2000, 0, 1);

/** Type of a query's column. If a column repeats few values, each is decoded once. */
export interface ReadColumn {
  type: "uuid" | "uuid_bytes" | "int4" | "text" | "date" | "numeric" | "jsonb";
  isRepeating?: boolean;
}

/**
 * UUIDs, texts, days and decimals are texts, 32-bit integers are numbers. JSON is parsed and must not be changed,
 * because rows may share it. For `uuid_bytes` a server gives the 16 bytes, the embedded engine the text.
 *
 * A row, and the bytes in it, are valid only until the next row is read.
 */
// biome-ignore lint/suspicious/noExplicitAny: the caller knows the types of the columns
export type ReadRow = any[];

type Read = (bytes: Buffer, start: number, end: number) => unknown;

/** Signature, flags, and the length of the (empty) header extension. */
const HEADER_BYTES = 19;
const FIRST_BYTES = 128 * 1024;

/**
 * Reads rows in PostgreSQL's binary COPY format out of pieces that may end anywhere
 * (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
 */
export class CopyDecoder {
  readonly #readers: readonly Read[];
  /** Start and end of each value of the row; −1 for null. */
  readonly #places: Int32Array;
  readonly #row: ReadRow;
  /** Received but unread bytes; one buffer for all pieces, which would otherwise wait for the garbage collector. */
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #at = HEADER_BYTES;

  constructor(columns: readonly ReadColumn[]) {
    this.#readers = columns.map(readerOf);
    this.#places = new Int32Array(columns.length * 2);
    this.#row = new Array(columns.length).fill(null);
  }

  /** The rows that have arrived completely. */
  *rows(): Generator<ReadRow, void> {
    while (this.#findRow()) yield this.#readRow();
  }

  /** Adds a piece once all earlier rows were read. */
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

  /**
   * @returns whether the next row has arrived completely; the end marker after the last row has a negative column count
   */
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
    const row = this.#row;
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

export function printUuid(value: string | Uint8Array): string {
  return typeof value === "string" ? value : readUuid(value, 0);
}

function readUuid(bytes: Uint8Array, start: number): string {
  let to = 0;
  for (let at = 0; at < 16; at += 1) {
    // A hyphen comes before these bytes.
    if (at === 4 || at === 6 || at === 8 || at === 10) to += 1;
    const byte = bytes[start + at]!;
    uuid[to++] = HEX[byte >> 4]!;
    uuid[to++] = HEX[byte & 15]!;
  }
  return uuid.toString("latin1");
}

/** @throws RangeError for a day without a date, such as infinity */
const readDay: Read = (bytes, start) => {
  const days = bytes.readInt32BE(start);
  return new Date(YEAR_2000 + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
};

/** Returns the bytes themselves, in the same object each time. */
function lendingBytes(): Read {
  const lent = new Uint8Array(16);
  return (bytes, start) => {
    for (let at = 0; at < 16; at += 1) lent[at] = bytes[start + at]!;
    return lent;
  };
}

const NEGATIVE = 0x4000;

/**
 * Groups of four digits: their number, how many come before the decimal point (minus one), the sign, the number of
 * decimals.
 */
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

/** Groups that are not written are zero. */
function groupAt(bytes: Buffer, start: number, at: number): number {
  return at >= 0 && at < bytes.readInt16BE(start) ? bytes.readInt16BE(start + 8 + at * 2) : 0;
}

const FOUR_DIGITS = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, "0"));

function fourDigits(group: number): string {
  return FOUR_DIGITS[group]!;
}

const READERS: Record<Exclude<ReadColumn["type"], "uuid_bytes">, Read> = {
  uuid: readUuid,
  int4: (bytes, start) => bytes.readInt32BE(start),
  text: readText,
  date: readDay,
  numeric: readNumeric,
  // A version byte comes before the text.
  jsonb: (bytes, start, end) => JSON.parse(readText(bytes, start + 1, end) as string),
};

function readerOf({ type, isRepeating }: ReadColumn): Read {
  if (type === "uuid_bytes") return lendingBytes();
  return isRepeating ? repeating(READERS[type]) : READERS[type];
}

const SLOTS = 8192;
const MOST_REPEATED_BYTES = 64;

/** Returns the same object for the same bytes until other bytes of that slot replace it. */
function repeating(read: Read): Read {
  const known: (Known | undefined)[] = new Array(SLOTS);
  let last: Known = NOTHING_KNOWN;
  return (bytes, start, end) => {
    if (isAt(last.bytes, bytes, start, end)) return last.value;
    if (end - start > MOST_REPEATED_BYTES) return read(bytes, start, end);
    let hash = end - start;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    let found = known[slot];
    if (!found || !isAt(found.bytes, bytes, start, end)) {
      found = { bytes: Buffer.from(bytes.subarray(start, end)), value: read(bytes, start, end) };
      known[slot] = found;
    }
    last = found;
    return found.value;
  };
}

interface Known {
  bytes: Uint8Array;
  value: unknown;
}

/** Longer than any value, so it equals none. */
const NOTHING_KNOWN: Known = { bytes: new Uint8Array(MOST_REPEATED_BYTES + 1), value: null };

function isAt(one: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  if (one.length !== end - start) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== bytes[start + at]) return false;
  return true;
}
