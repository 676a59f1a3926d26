import { ByteBuffer } from "./byte-buffer.ts";

/** What a column holds, as JavaScript gives it: uuids, days and JSON as text, whole numbers of 32 bits as numbers; a uuid may be its 16 bytes. */
export type CopyType = "uuid" | "int4" | "text" | "date" | "jsonb";
export type CopyValue = string | number | Uint8Array | null;

/**
 * Writes rows in PostgreSQL's binary COPY format, without its header and trailer: for each row the number of its columns,
 * then each value with its length before it (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
 */
export class CopyEncoder {
  readonly #buffer = new ByteBuffer();

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.#buffer.length;
  }

  /** A row begins; its values follow one by one. */
  begin(columns: number): void {
    this.#buffer.addInt16(columns);
  }

  /** @throws RangeError for a whole number outside 32 bits, a text that is no uuid or day */
  add(type: CopyType, value: CopyValue): void {
    if (value === null) this.#buffer.addInt32(-1);
    else if (type === "int4") this.#addWord(value as number);
    else if (type === "date") this.#addWord(daysSince2000(value as string));
    else if (type === "uuid") this.#addUuid(value as string | Uint8Array);
    else {
      const start = this.open(type);
      this.#buffer.addText(value as string);
      this.close(start);
    }
  }

  /** Values that were encoded before (`encodeValues`). */
  addEncoded(values: Uint8Array): void {
    this.#buffer.addBytes(values);
  }

  /** Where a value is written by somebody else, between `open` and `close`. */
  get buffer(): ByteBuffer {
    return this.#buffer;
  }

  /** A value of text or JSON begins. @returns where, for `close` */
  open(type: "text" | "jsonb"): number {
    const start = this.#buffer.length;
    this.#buffer.addInt32(0);
    // The binary form of jsonb is its text behind a version number.
    if (type === "jsonb") this.#buffer.addByte(1);
    return start;
  }

  close(start: number): void {
    this.#buffer.setInt32(start, this.#buffer.length - start - 4);
  }

  /** The rows so far, which are then the caller's. */
  take(): Uint8Array {
    const taken = Buffer.from(this.#buffer.written);
    this.#buffer.clear();
    return taken;
  }

  /** A value of four bytes. */
  #addWord(value: number): void {
    this.#buffer.addInt32(4);
    this.#buffer.addInt32(value);
  }

  #addUuid(value: string | Uint8Array): void {
    this.#buffer.addInt32(16);
    const bytes = typeof value === "string" ? readUuid(value) : value;
    if (bytes.length !== 16) throw new RangeError(`no uuid: ${bytes.length} bytes`);
    this.#buffer.addBytes(bytes);
  }
}

/** Values that stand in many rows, to be added to each as they are. */
export function encodeValues(...values: readonly (readonly [type: CopyType, value: CopyValue])[]): Uint8Array {
  try {
    for (const [type, value] of values) few.add(type, value);
    return few.take();
  } catch (error) {
    few.take();
    throw error;
  }
}

/** Empty between calls: thousands of sources are encoded so, and an encoder is large. */
const few = new CopyEncoder();

const uuid = new Uint8Array(16);

/** @returns its bytes, until the next one is read */
function readUuid(text: string): Uint8Array {
  let digits = 0;
  let byte = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === HYPHEN) continue;
    const digit = HEX[code] ?? NO_DIGIT;
    if (digit === NO_DIGIT || digits === 32) throw new RangeError(`no uuid: ${text}`);
    if (digits % 2 === 0) byte = digit << 4;
    else uuid[digits >> 1] = byte | digit;
    digits += 1;
  }
  if (digits !== 32) throw new RangeError(`no uuid: ${text}`);
  return uuid;
}

const HYPHEN = 45;
const NO_DIGIT = 255;
/** The value of a hexadecimal digit by its character. */
const HEX = new Uint8Array(128).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

export const MILLISECONDS_PER_DAY = 86_400_000;
export const YEAR_2000 = Date.UTC(2000, 0, 1);

const knownDays = new Map<string, number>();
/** Beyond so many they are forgotten and found again. */
const MOST_DAYS = 4096;

function daysSince2000(day: string): number {
  const known = knownDays.get(day);
  if (known !== undefined) return known;
  if (knownDays.size >= MOST_DAYS) knownDays.clear();
  const days = (Date.parse(`${day}T00:00:00Z`) - YEAR_2000) / MILLISECONDS_PER_DAY;
  if (!Number.isInteger(days)) throw new RangeError(`no day: ${day}`);
  knownDays.set(day, days);
  return days;
}
