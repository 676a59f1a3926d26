import type { BillReading } from "#app/bill/bill.ts";
import type { BillErrorCode } from "#app/bill/bill-error.ts";

/** What the reading process is asked for: the values of a bill, or the pictures of a scanned PDF. */
export interface BillRequest {
  path: string;
  /** The largest number of pictures, or null for the values. */
  pictures: number | null;
}

/** The only message of the reading process. Pictures are PNG in base64. */
export type BillFrame =
  | { kind: "read"; reading: BillReading }
  | { kind: "pictures"; pictures: { page: number; png: string }[] }
  | { kind: "refused"; code: BillErrorCode };
