import { addDigits, readDigits } from "#app/carbon/compiled/coefficient.ts";
import type { ShortQuantity } from "#app/carbon/compiled/product.ts";
import { QuantitySums, SquareSums } from "#app/carbon/compiled/quantity-sums.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";
import { omit } from "#app/encoding/omit.ts";
import { PeriodTable } from "./days-covered.ts";
import { type LineSums, MergedLine, type RecordDays } from "./merged-line.ts";
import { type CountedRecord, readRecord } from "./record-kind.ts";

/**
 * The condensed form of an inventory: records that share source, month, factor, quality and grade form one line, with
 * the exact sum of their quantities.
 *
 * **Why nothing is lost.** A line is its quantity times a coefficient that doesn't depend on the quantity, so the line
 * of a sum is the sum of the lines: (q₁ + q₂ + …)c = q₁c + q₂c + …, gas by gas, location- and market-based. (Amounts
 * that contracts cover and the rest are sums too, because no contract exceeds its own record.) Independent errors of
 * records need Σ (qc)² = (Σ q²)c², so a line contains Σ q². Shares of primary data count records, so it contains their
 * number. Gaps and shared days of a source depend on days, so it contains the days that no record covers and those that
 * several do. Every total of the condensed document equals that of the whole one, to the last digit. The details of a
 * single record, such as method inputs and evidence, are in the detail.
 *
 * **Which records are not merged.** Records of a group with shared errors, records whose contracts exceed them, and
 * records for which `readRecord` gives null. An issue of merged records is reported once, for their line.
 */
export interface Condensed {
  document: InventoryDocument;
  detail: { line: string; records: DocumentActivity[] }[];
}

/** @param document valid; its results are ignored @throws CarbonError if it is not valid */
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

/** Makes a correction name the line of the corrected record. */
function withCorrected(line: DocumentActivity, nameOf: (id: string) => string): DocumentActivity {
  if (line.entry?.corrects === undefined) return line;
  return { ...line, entry: { ...line.entry, corrects: nameOf(line.entry.corrects) } };
}

/** Takes records one after the other, with memory that grows with lines, not with records. */
export class Condenser {
  readonly #context: CalculationContext;
  readonly #grouped: ReadonlySet<string>;
  readonly #lines: (MergedLine | DocumentActivity)[] = [];
  readonly #periods = new PeriodTable();
  readonly #sums: LineSums = { quantities: new QuantitySums(), squares: new SquareSums() };
  readonly #openOf = new Map<string, number>();

  constructor(context: CalculationContext, grouped: ReadonlySet<string> = new Set()) {
    this.#context = context;
    this.#grouped = grouped;
  }

  get count(): number {
    return this.#lines.length;
  }

  /** @returns the number of the record's line, from 0 */
  add(record: DocumentActivity): number {
    const counted = this.#grouped.has(record.id) ? null : readRecord(this.#context, record);
    if (!counted || this.#exceedsContract(record)) return this.#lines.push(record) - 1;
    const at = this.#openOf.get(counted.kind);
    if (at !== undefined && this.#addTo(at, record, counted)) return at;
    const number = this.#lines.push(new MergedLine(record, counted, this.#periods)) - 1;
    this.#addTo(number, record, counted);
    this.#openOf.set(counted.kind, number);
    return number;
  }

  /**
   * Adds a record that differs from one that `add` put into this line only in its days, quantity and evidence. It has
   * no contracts or method and is in the same month. Entered quantities are below 10^15, so no number of them is too
   * long for a sum.
   */
  addLike(number: number, record: RecordDays, quantity: ShortQuantity): void {
    const line = this.#lines[number] as MergedLine;
    this.#sums.quantities.addShort(number, quantity);
    if (line.hasError) this.#sums.squares.addShort(number, quantity);
    line.count(record);
  }

  isOpen(number: number): boolean {
    return this.#lines[number] instanceof MergedLine;
  }

  #addTo(at: number, record: DocumentActivity, { like, quantity }: CountedRecord): boolean {
    const line = this.#lines[at] as MergedLine;
    const digits = readDigits(quantity);
    const contracts = (like.market?.instruments ?? []).map((one) => one.quantity);
    const { quantities, squares } = this.#sums;
    if (!line.countWithin(record, addDigits(quantities.total(at), digits), contracts)) return false;
    quantities.addDigits(at, digits);
    if (line.hasError) squares.addSquareOf(at, digits);
    return true;
  }

  idOf(number: number): string {
    return this.#lines[number]!.id;
  }

  lines(): DocumentActivity[] {
    const { quantities, squares } = this.#sums;
    return this.#lines.map((line, at) =>
      line instanceof MergedLine ? line.print(quantities.total(at), squares.total(at)) : line,
    );
  }

  /** Every other issue depends on the kind, so the line has it. */
  #exceedsContract(record: DocumentActivity): boolean {
    if (!record.market?.instruments?.length) return false;
    const { issues } = calculateActivity(this.#context, record, 0);
    return issues.some(({ code }) => code === "instrument_exceeds_consumption");
  }
}
