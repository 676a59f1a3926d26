import type { Disclosure, InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";
import type { DecimalString } from "#app/number/decimal.ts";

/**
 * What an activity says that stands for several records of one kind: its quantity is their sum, its period reaches from the
 * first of their days to the last.
 */
export interface MergedRecords {
  /** How many there are, 2 or more. */
  records: DecimalString;
  /** Σ of the squares of their quantities, in the square of `unit`; where the activity states an uncertainty, and only there. */
  squares?: DecimalString;
  /** How many of them name evidence; absent where none does. */
  evidenced?: DecimalString;
  /** The method that made each quantity out of inputs of its own, which are in the detail. */
  method?: string;
  /** Stretches of the period that none of them covers, in the order of the calendar. */
  uncovered?: Period[];
  /** How many of them share days with one before, on how many days, from the first shared day to the last. */
  shared?: { records: DecimalString; days: DecimalString; start: Period["start"]; end: Period["end"] };
  /** What was disclosed of the quantity of each alike. */
  disclosures?: Pick<Disclosure, "code" | "detail">[];
}

/**
 * Where the records of a condensed document are kept, in pieces of one line each. A piece is a line of canonical text
 * (`app/proof/detail`); the root is that of the Merkle tree over all pieces (RFC 9162, section 2.1.1).
 */
export interface RecordDetail {
  records: DecimalString;
  pieces: DecimalString;
  /** 64 hexadecimal digits. */
  root: string;
}

/** How many records an activity stands for. */
export function recordsOf({ merged }: { merged?: MergedRecords }): number {
  return merged ? Number(merged.records) : 1;
}

/** How many records of a document have a result. */
export function countResults({ activities, results }: Pick<InventoryDocument, "activities" | "results">): number {
  const calculated = new Set(results?.lines.map(({ activity }) => activity));
  return activities.reduce((sum, activity) => sum + (calculated.has(activity.id) ? recordsOf(activity) : 0), 0);
}
