import type { ColumnType, JSONColumnType } from "kysely";

/** A time: read as a Date, written as a Date or ISO text, set by the database if omitted. */
export type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Read as a value, written as JSON text. */
export type Json<T extends object> = JSONColumnType<T>;
export type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string | null>;
