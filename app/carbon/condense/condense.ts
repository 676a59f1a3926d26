import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";
import { omit } from "#app/encoding/omit.ts";
import { MergedLine } from "./merged-line.ts";
import { type CountedRecord, readRecord } from "./record-kind.ts";

/**
 * The condensed form of an inventory: records that share source, month, factor, quality and grade stand in one line, their
 * quantities summed exactly.
 *
 * **Why nothing is lost.** A line is its quantity times a coefficient that the quantity has no part in, so the line of a sum is
 * the sum of the lines: (q₁ + q₂ + …)c = q₁c + q₂c + …, gas by gas, location- and market-based (what contracts cover and what is
 * left of it are sums too, because no contract exceeds its own record). Errors that records have apart need Σ (qc)² = (Σ q²)c²,
 * so a line carries Σ q². Shares of primary data count records, so it carries their number. Gaps and shared days of a source are
 * told of days, so it carries those that no record covers and those that several do. Every total of the condensed document is
 * that of the whole one, to the last digit; what a line alone can say, the inputs of a method and the evidence, is in the detail.
 *
 * **Which stand alone.** Records with an issue, of a group that shares its errors, and those that `readRecord` gives null for.
 */
export interface Condensed {
  document: InventoryDocument;
  /** The records of each line, in the order of the lines. */
  detail: { line: string; records: DocumentActivity[] }[];
}

/** @param document valid; results in it are left out @throws CarbonError when it was not valid */
export function condense(document: InventoryDocument): Condensed {
  const condenser = new Condenser(openContext(document), new Set(document.uncertainty?.groups?.flat()));
  const recordsOf: DocumentActivity[][] = [];
  const lineOf = new Map<string, number>();
  for (const record of document.activities) {
    const at = condenser.add(record);
    recordsOf[at] ??= [];
    recordsOf[at].push(record);
    lineOf.set(record.id, at);
  }
  const lines = condenser.lines();
  const activities = lines.map((line) => withCorrected(line, (id) => lines[lineOf.get(id) ?? -1]?.id ?? id));
  return {
    document: { ...omit(document, "results"), activities },
    detail: lines.map(({ id }, at) => ({ line: id, records: recordsOf[at]! })),
  };
}

/** A correction names the line of what it corrects. */
function withCorrected(line: DocumentActivity, nameOf: (id: string) => string): DocumentActivity {
  if (line.entry?.corrects === undefined) return line;
  return { ...line, entry: { ...line.entry, corrects: nameOf(line.entry.corrects) } };
}

/** Takes records one after the other, in memory that grows with lines and not with records. */
export class Condenser {
  readonly #context: CalculationContext;
  readonly #grouped: ReadonlySet<string>;
  readonly #lines: (MergedLine | DocumentActivity)[] = [];
  /** The open line of each kind; null where records of the kind have an issue. */
  readonly #openOf = new Map<string, number | null>();

  constructor(context: CalculationContext, grouped: ReadonlySet<string> = new Set()) {
    this.#context = context;
    this.#grouped = grouped;
  }

  /** @returns the number of the line that the record is in, from 0 */
  add(record: DocumentActivity): number {
    const counted = this.#grouped.has(record.id) ? null : readRecord(this.#context, record);
    if (!counted || this.#hasIssue(record, counted)) return this.#lines.push(record) - 1;
    const at = this.#openOf.get(counted.kind);
    const open = typeof at === "number" ? (this.#lines[at] as MergedLine) : null;
    if (open?.add(record, counted)) return at!;
    const line = new MergedLine(record, counted);
    line.add(record, counted);
    const number = this.#lines.push(line) - 1;
    this.#openOf.set(counted.kind, number);
    return number;
  }

  lines(): DocumentActivity[] {
    return this.#lines.map((line) => (line instanceof MergedLine ? line.print() : line));
  }

  /** Whether there is one follows from the kind, but where contracts may exceed what one record consumed. */
  #hasIssue(record: DocumentActivity, { kind, like }: CountedRecord): boolean {
    const known = this.#openOf.get(kind);
    const hasContracts = (like.market?.instruments?.length ?? 0) > 0;
    if (known !== undefined && !hasContracts) return known === null;
    const hasIssue = calculateActivity(this.#context, record, 0).issues.length > 0;
    if (hasIssue && !hasContracts) this.#openOf.set(kind, null);
    return hasIssue;
  }
}
