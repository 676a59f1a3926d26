import { type Bytes, concatBytes, equalBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/** Tags of ASN.1 that certificates, CMS and timestamps use (X.680). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of `[number]`, constructed: explicit, or implicit over a sequence or set. */
export function contextTag(number: number): number {
  return 0xa0 + number;
}

/** One element: `raw` is the whole of it, `content` what it holds. */
export interface Der {
  tag: number;
  raw: Uint8Array;
  content: Uint8Array;
}

/** Reads bytes that are exactly one element of DER (X.690, definite and shortest lengths). @throws `not_der` */
export function readDer(bytes: Uint8Array): Der {
  const element = readFirstDer(bytes);
  if (element.raw.length !== bytes.length) throw notDer();
  return element;
}

/** Reads the element at the beginning, whatever follows. @throws `not_der` */
export function readFirstDer(bytes: Uint8Array): Der {
  const [tag, first] = bytes;
  // No tag that we read needs the long form.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw notDer();
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) throw notDer();
  const length =
    lengthBytes === 0 ? first : bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + lengthBytes;
  const isShortest = equalBytes(bytes.subarray(1, start), encodeLength(length));
  if (!isShortest || start + length > bytes.length) throw notDer();
  return { tag, raw: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

/** The elements that an element holds. @throws `not_der` */
export function childrenOf({ content }: Der): Der[] {
  const children: Der[] = [];
  for (let rest = content; rest.length > 0; ) {
    const child = readFirstDer(rest);
    children.push(child);
    rest = rest.subarray(child.raw.length);
  }
  return children;
}

/** The members of a sequence, taken in their order; whatever is not as declared throws `not_der`. */
export class Members {
  readonly #children: Der[];
  #at = 0;

  constructor(element: Der, tag: number = TAG.sequence) {
    if (element.tag !== tag) throw notDer();
    this.#children = childrenOf(element);
  }

  take(tag?: number): Der {
    const child = this.#children[this.#at];
    if (child === undefined || (tag !== undefined && child.tag !== tag)) throw notDer();
    this.#at += 1;
    return child;
  }

  takeOptional(tag: number): Der | null {
    return this.#children[this.#at]?.tag === tag ? this.take(tag) : null;
  }

  /** A member that is a sequence or set itself. */
  enter(tag: number = TAG.sequence): Members {
    return new Members(this.take(tag), tag);
  }

  rest(): Der[] {
    const rest = this.#children.slice(this.#at);
    this.#at = this.#children.length;
    return rest;
  }

  end(): void {
    if (this.#at !== this.#children.length) throw notDer();
  }
}

/** An object identifier as `1.2.840`. */
export function readOid(element: Der): string {
  if (element.tag !== TAG.oid || element.content.length === 0) throw notDer();
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const [at, byte] of element.content.entries()) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0n;
    } else if (at === element.content.length - 1) throw notDer();
  }
  const first = arcs[0]!;
  const top = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [top, first - top * 40n, ...arcs.slice(1)].join(".");
}

/** A UTCTime or GeneralizedTime in UTC, as milliseconds since 1970. */
export function readTime({ tag, content }: Der): number {
  const text = new TextDecoder("latin1").decode(content);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/.exec(text);
  const isUtcTime = tag === TAG.utcTime && match?.[1]?.length === 2 && match[7] === undefined;
  const isGeneralized = tag === TAG.generalizedTime && match?.[1]?.length === 4;
  if (!match || (!isUtcTime && !isGeneralized)) throw notDer();
  const [, years, month, day, hour, minute, second, fraction] = match;
  // RFC 5280, 4.1.2.5.1: two digits mean 1950 to 2049.
  const year = isUtcTime ? `${Number(years) < 50 ? "20" : "19"}${years}` : years;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${iso}Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== iso) throw notDer();
  return time + Math.floor(Number(fraction ?? 0) * 1000);
}

export function readBoolean({ tag, content }: Der): boolean {
  if (tag !== TAG.boolean || content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw notDer();
  return content[0] === 0xff;
}

/** The bytes of a bit string of whole bytes, or with `unused` bits at its end. */
export function readBits({ tag, content }: Der): { bytes: Uint8Array; unused: number } {
  const unused = content[0];
  if (tag !== TAG.bitString || unused === undefined || unused > 7) throw notDer();
  return { bytes: content.subarray(1), unused };
}

/** An element of a tag around parts that are encoded already. */
export function der(tag: number, ...parts: Uint8Array[]): Bytes {
  const content = concatBytes(...parts);
  return concatBytes(Uint8Array.of(tag), encodeLength(content.length), content);
}

export function sequence(...parts: Uint8Array[]): Bytes {
  return der(TAG.sequence, ...parts);
}

/** SET OF: its members are in the order of their bytes (X.690, 11.6). */
export function setOf(tag: number, ...members: Uint8Array[]): Bytes {
  return der(tag, ...[...members].sort(compareBytes));
}

export function octets(bytes: Uint8Array): Bytes {
  return der(TAG.octetString, bytes);
}

export function oid(text: string): Bytes {
  const [top, second, ...arcs] = text.split(".").map(BigInt) as [bigint, bigint, ...bigint[]];
  return der(TAG.oid, ...[top * 40n + second, ...arcs].map(encodeArc));
}

/** A whole number of zero or more, from its big-endian bytes. */
export function integer(bytes: Uint8Array | number): Bytes {
  const given = typeof bytes === "number" ? Uint8Array.of(bytes >> 8, bytes & 0xff) : bytes;
  const first = given.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? Uint8Array.of(0) : given.subarray(first);
  return der(TAG.integer, shortest[0]! < 0x80 ? shortest : concatBytes(Uint8Array.of(0), shortest));
}

/** @throws `not_der` for what cannot be encoded */
function encodeLength(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 + bytes.length, ...bytes);
}

function encodeArc(arc: bigint): Uint8Array {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(bytes);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, position) => byte !== b[position]);
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1);
}

function notDer(): TransparencyError {
  return new TransparencyError("not_der");
}
