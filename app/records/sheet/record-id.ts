let last = 0n;

/**
 * The id of a new record: UUID version 7 with a counter in the random part (RFC 9562, 5.7 and 6.2 method 1), so that
 * rows saved at the same moment keep the order in which they were typed or pasted.
 */
export function makeRecordId(): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  const now = BigInt(Date.now()) << 12n;
  last = now > last ? now : last + 1n;
  const time = last.toString(16).padStart(15, "0");
  random[0] = (random[0]! & 0x3f) | 0x80;
  const rest = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${time.slice(12)}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
