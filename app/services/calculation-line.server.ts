import { sql } from "kysely";
import type { DocumentActivity, Period, ResultLine } from "#app/carbon/inventory-document.ts";
import { rememberingObjects } from "#app/carbon/remember.ts";
import type { JsonTemplate } from "#app/transparency/json-template.ts";
import { copyIn } from "#db/copy.ts";
import { CopyEncoder, encodeValues } from "#db/copy-encoder.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import type { CalculatedRecord } from "./activity.server.ts";

/** What a line that is stored is of, beside its number. */
export interface LineKeys {
  record: Pick<CalculatedRecord, "recordId" | "versionId" | "period">;
  columns: SharedColumns;
}

/** Columns of a line that stand in many, encoded: its source, facility, scope and category; its factor. */
export interface SharedColumns {
  source: Uint8Array;
  factor: Uint8Array;
}

/** What it says, as texts. */
export interface LineTexts {
  factorQuantity: string;
  /** JSON. */
  gasesKg: string | FilledTemplate;
  co2eKg: string;
  co2eKgMarketBased: string | null;
  biogenicCo2Kg: string;
}

/** JSON that is written where it is needed. */
export interface FilledTemplate {
  template: JsonTemplate;
  texts: readonly string[];
}

/** A line of a run with what it came of. */
export interface CalculationLine {
  line: ResultLine;
  activity: DocumentActivity;
  record: CalculatedRecord;
  facilityId: string;
}

/** A factor as it is named in documents, in its parts. */
function splitReference(reference: string): { id: string; version: string } {
  const at = reference.lastIndexOf("@");
  return { id: reference.slice(0, at), version: reference.slice(at + 1) };
}

export function columnsOf(
  { scope, category, factor }: Pick<DocumentActivity, "scope" | "category" | "factor">,
  { sourceId, facilityId }: { sourceId: string; facilityId: string },
): SharedColumns {
  const { id, version } = splitReference(factor);
  return {
    source: encodeValues(["uuid", sourceId], ["uuid", facilityId], ["int4", scope], ["text", category]),
    factor: encodeValues(["text", id], ["text", version]),
  };
}

const encodePeriod = rememberingObjects(({ start, end }: Period) => encodeValues(["date", start], ["date", end]));

export function textsOf(line: ResultLine): LineTexts {
  return {
    factorQuantity: line.factorQuantity!,
    gasesKg: JSON.stringify(line.gasesKg),
    co2eKg: line.co2eKg,
    co2eKgMarketBased: line.co2eKgMarketBased ?? null,
    biogenicCo2Kg: line.biogenicCo2Kg,
  };
}

/** The columns that a line is given, in the order in which they are encoded; its tenant and run are those of the context. */
const COLUMNS = [
  ...["line_number", "record_id", "record_version_id", "emission_source_id", "facility_id", "scope", "category"],
  ...["period_start", "period_end", "factor_id", "factor_version", "factor_quantity", "gases_kg", "co2e_kg"],
  ...["co2e_kg_market_based", "biogenic_co2_kg"],
];

const CHUNK_BYTES = 256 * 1024;

/** Encodes lines as they come and numbers them from one. */
export class LineEncoder {
  readonly #encoder = new CopyEncoder();
  #count = 0;

  add({ record, columns }: LineKeys, texts: LineTexts): void {
    this.#count += 1;
    const encoder = this.#encoder;
    encoder.begin(COLUMNS.length);
    encoder.add("int4", this.#count);
    encoder.add("uuid", record.recordId);
    encoder.add("uuid", record.versionId);
    encoder.addEncoded(columns.source);
    encoder.addEncoded(encodePeriod(record.period));
    encoder.addEncoded(columns.factor);
    encoder.add("text", texts.factorQuantity);
    this.#addGases(texts.gasesKg);
    encoder.add("text", texts.co2eKg);
    encoder.add("text", texts.co2eKgMarketBased);
    encoder.add("text", texts.biogenicCo2Kg);
  }

  #addGases(gasesKg: LineTexts["gasesKg"]): void {
    const start = this.#encoder.open("jsonb");
    if (typeof gasesKg === "string") this.#encoder.buffer.addText(gasesKg);
    else gasesKg.template.write(gasesKg.texts, this.#encoder.buffer);
    this.#encoder.close(start);
  }

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.#encoder.length;
  }

  get isFull(): boolean {
    return this.length >= CHUNK_BYTES;
  }

  take(): Uint8Array {
    return this.#encoder.take();
  }
}

export async function* encodeLines(lines: Iterable<CalculationLine>): AsyncGenerator<Uint8Array> {
  const encoder = new LineEncoder();
  for (const { line, activity, record, facilityId } of lines) {
    encoder.add({ record, columns: columnsOf(activity, { sourceId: record.sourceId, facilityId }) }, textsOf(line));
    if (encoder.isFull) yield encoder.take();
  }
  yield encoder.take();
}

/**
 * Adds the lines of a run that this transaction has added, or has added a piece of (`addPiece`): the database takes them
 * for no other, and holds the piece to its run when the transaction commits.
 */
export async function copyLines(tx: TenantTx, runId: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await sql`select set_config('app.run_id', ${runId}, true)`.execute(tx);
  await actAs(tx, "app_lines", () => copyIn(tx, "calculation_line_part", COLUMNS, chunks));
}
