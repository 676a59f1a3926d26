/**
 * The same JavaScript types from both drivers: int8 and count(*) as safe-integer numbers or an error, dates as
 * `YYYY-MM-DD`, numerics as strings, bytes as Uint8Array, timestamps as Date.
 */

const OID = { int8: 20, date: 1082, numeric: 1700 } as const;

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 outside the safe integers: ${text}`);
  return value;
}

const asIs = (text: string): string => text;

/** Parsers by type oid, in PGlite's form. */
export const pgliteParsers: Record<number, (text: string) => unknown> = {
  [OID.int8]: toSafeInteger,
  [OID.date]: asIs,
  [OID.numeric]: asIs,
};

interface PgTypes {
  getTypeParser(oid: number, format?: "text" | "binary"): (value: never) => unknown;
}

/** The `types` option of pg.Pool: our parsers where the two drivers differ, pg's own elsewhere. */
export function pgTypes(builtin: PgTypes): PgTypes {
  return {
    getTypeParser(oid, format) {
      const own = format === "binary" ? undefined : pgliteParsers[oid];
      return (own as ((value: never) => unknown) | undefined) ?? builtin.getTypeParser(oid, format);
    },
  };
}
