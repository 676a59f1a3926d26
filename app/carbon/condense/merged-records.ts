import type { Disclosure, InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";
import type { DecimalString } from "#app/number/decimal.ts";

/**
 * The fields of an activity that represents several records of one kind. Its quantity is their sum, and its period
 * reaches from their first day to their last.
 */
export interface MergedRecords {
  /** Their number, 2 or more. */
  records: DecimalString;
  /** Σ of the squares of their quantities, in the square of `unit`, only if the activity states an uncertainty. */
  squares?: DecimalString;
  /** The number of them with evidence. Absent if zero. */
  evidenced?: DecimalString;
  /** The method that calculated each quantity from its own inputs, which are in the detail. */
  method?: string;
  /** Parts of the period that none of them covers, in calendar order. */
  uncovered?: Period[];
  /**
   * The number of them that share days with an earlier one, the number of such days, and the first and last shared day.
   */
  shared?: { records: DecimalString; days: DecimalString; start: Period["start"]; end: Period["end"] };
  /** The disclosure notes that the quantities of all of them share. */
  disclosures?: Pick<Disclosure, "code" | "detail">[];
}

/**
 * Where the records of a condensed document are kept, in one piece per line. A piece is a line of canonical text
 * (`app/proof/detail`). The root is that of the Merkle tree over all pieces (RFC 9162, section 2.1.1).
 */
export interface RecordDetail {
  records: DecimalString;
  pieces: DecimalString;
  /** 64 hexadecimal digits. */
  root: string;
}

export function recordsOf({ merged }: { merged?: MergedRecords }): number {
  return merged ? Number(merged.records) : 1;
}

export function countResults({ activities, results }: Pick<InventoryDocument, "activities" | "results">): number {
  const calculated = new Set(results?.lines.map(({ activity }) => activity));
  return activities.reduce((sum, activity) => sum + (calculated.has(activity.id) ? recordsOf(activity) : 0), 0);
}
