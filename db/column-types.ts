import type { ColumnType, JSONColumnType } from "kysely";

/** A moment: read as a Date, written as one or as ISO text, filled in by the database where it is left out. */
export type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Read as a value, written as its text. */
export type Json<T extends object> = JSONColumnType<T>;
export type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string | null>;
