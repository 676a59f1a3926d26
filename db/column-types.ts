import type { ColumnType } from "kysely";

/** A moment: read as a Date, written as one or as ISO text, filled in by the database where it is left out. */
export type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;
