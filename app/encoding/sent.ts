/** A value as a page gets it from its loader: dates are text (ISO 8601). */
export type Sent<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Sent<Item>[]
    : T extends object
      ? { [Key in keyof T]: Sent<T[Key]> }
      : T;

/** Writes every date in lists and plain objects as text. Everything else is unchanged. */
export function toSent<T>(value: T): Sent<T> {
  return sentOf(value) as Sent<T>;
}

function sentOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => sentOf(item));
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sentOf(part)]));
}
