import type { BillReading } from "#app/bill/bill.ts";
import type { BillErrorCode } from "#app/bill/bill-error.ts";

/** The only message of the reading process. */
export type BillFrame = { kind: "read"; reading: BillReading } | { kind: "refused"; code: BillErrorCode };
