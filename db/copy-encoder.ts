/** What a column holds, as JavaScript gives it: uuids, days and JSON as text, whole numbers of 32 bits as numbers. */
export type CopyType = "uuid" | "int4" | "text" | "date" | "jsonb";
export type CopyValue = string | number | null;

const FIRST_BYTES = 64 * 1024;

/**
 * Writes rows in PostgreSQL's binary COPY format, without its header and trailer: for each row the number of its columns,
 * then each value with its length before it (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
 */
export class CopyEncoder {
  readonly #types: readonly CopyType[];
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  constructor(types: readonly CopyType[]) {
    this.#types = types;
  }

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.#length;
  }

  /** @throws RangeError for a whole number outside 32 bits, a text that is no uuid or day */
  add(values: readonly CopyValue[]): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeInt16BE(this.#types.length, this.#length);
    for (let at = 0; at < this.#types.length; at += 1) this.#write(this.#types[at]!, values[at] ?? null);
  }

  /** The rows so far, which are then the caller's. */
  take(): Uint8Array {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #write(type: CopyType, value: CopyValue): void {
    if (value === null) this.#writeInt(-1);
    else if (type === "int4") this.#writeWord(value as number);
    else if (type === "date") this.#writeWord(daysSince2000(value as string));
    else if (type === "uuid") this.#writeUuid(value as string);
    else this.#writeText(value as string, type === "jsonb" ? 1 : 0);
  }

  /** A value of four bytes. */
  #writeWord(value: number): void {
    this.#writeInt(4);
    this.#writeInt(value);
  }

  #writeInt(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  #writeUuid(text: string): void {
    this.#writeInt(16);
    this.#reserve(16);
    let digits = 0;
    let byte = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === HYPHEN) continue;
      const digit = HEX[code] ?? NO_DIGIT;
      if (digit === NO_DIGIT || digits === 32) throw new RangeError(`no uuid: ${text}`);
      if (digits % 2 === 0) byte = digit << 4;
      else this.#buffer[this.#length + (digits >> 1)] = byte | digit;
      digits += 1;
    }
    if (digits !== 32) throw new RangeError(`no uuid: ${text}`);
    this.#length += 16;
  }

  /** @param version 1 for jsonb, whose binary form is its text behind a version number; 0 for none */
  #writeText(text: string, version: 0 | 1): void {
    this.#reserve(4 + version + text.length * 3);
    const start = this.#length + 4;
    if (version === 1) this.#buffer.writeUInt8(1, start);
    const written = this.#writeAscii(text, start + version) ? text.length : this.#buffer.write(text, start + version);
    this.#buffer.writeInt32BE(written + version, this.#length);
    this.#length = start + version + written;
  }

  /** Short texts of ASCII letter by letter, which spares a call. @returns false where it is another */
  #writeAscii(text: string, start: number): boolean {
    if (text.length > LONG_TEXT) return false;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 127) return false;
      this.#buffer[start + at] = code;
    }
    return true;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(wider, 0, 0, this.#length);
    this.#buffer = wider;
  }
}

const LONG_TEXT = 48;
const HYPHEN = 45;
const NO_DIGIT = 255;
/** The value of a hexadecimal digit by its character. */
const HEX = new Uint8Array(128).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

const MILLISECONDS_PER_DAY = 86_400_000;
const YEAR_2000 = Date.UTC(2000, 0, 1);

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
