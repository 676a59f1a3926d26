import { sql } from "kysely";
import type { DocumentActivity, Period, ResultLine } from "#app/carbon/document/inventory-document.ts";
import type { JsonTemplate } from "#app/encoding/json-template.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import { copyIn } from "#db/copy.ts";
import { CopyEncoder, encodeValues } from "#db/copy-encoder.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { listOf, type TextList } from "#db/text-list.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";
import { numberOf } from "./line-number.ts";

/** What a line that is stored is of, beside its number and the columns that it shares. */
type LineRecord = Pick<CalculatedRecord, "recordId" | "versionId" | "period">;

/** Columns of a line that stand in many, encoded: its source, facility, scope and category; its factor. */
export interface SharedColumns {
  source: Uint8Array;
  factor: Uint8Array;
}

/** What it says: where in a list of texts each is. */
export interface LinePlaces {
  factorQuantity: number;
  /** A JSON text of the list, or one that is made of the list. */
  gasesKg: number | JsonTemplate;
  co2eKg: number;
  co2eKgMarketBased: number | null;
  biogenicCo2Kg: number;
}

export interface LineTexts {
  texts: TextList;
  at: LinePlaces;
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

export function textsOf({ co2eKgMarketBased, ...line }: ResultLine): LineTexts {
  const gasesKg = JSON.stringify(line.gasesKg);
  return {
    texts: listOf([line.factorQuantity!, gasesKg, line.co2eKg, line.biogenicCo2Kg, co2eKgMarketBased ?? ""]),
    at: {
      factorQuantity: 0,
      gasesKg: 1,
      co2eKg: 2,
      biogenicCo2Kg: 3,
      co2eKgMarketBased: co2eKgMarketBased === undefined ? null : 4,
    },
  };
}

/** The columns that a line is given, in the order in which they are encoded; its tenant and run are those of the context. */
const COLUMNS = [
  "line_number",
  "record_id",
  "record_version_id",
  "emission_source_id",
  "facility_id",
  "scope",
  "category",
  "period_start",
  "period_end",
  "factor_id",
  "factor_version",
  "factor_quantity",
  "gases_kg",
  "co2e_kg",
  "co2e_kg_market_based",
  "biogenic_co2_kg",
];

const CHUNK_BYTES = 256 * 1024;

/** Encodes lines as they come. A line has the number of its activity: `a17` is the 17th record of its run. */
export class LineEncoder {
  readonly #encoder = new CopyEncoder();

  add(number: number, record: LineRecord, columns: SharedColumns, { texts, at }: LineTexts): void {
    const encoder = this.#encoder;
    encoder.begin(COLUMNS.length);
    encoder.add("int4", number);
    encoder.add("uuid", record.recordId);
    encoder.add("uuid", record.versionId);
    encoder.addEncoded(columns.source);
    encoder.addEncoded(encodePeriod(record.period));
    encoder.addEncoded(columns.factor);
    this.#addText(texts, at.factorQuantity);
    this.#addGases(texts, at.gasesKg);
    this.#addText(texts, at.co2eKg);
    if (at.co2eKgMarketBased === null) encoder.add("text", null);
    else this.#addText(texts, at.co2eKgMarketBased);
    this.#addText(texts, at.biogenicCo2Kg);
  }

  #addText(texts: TextList, place: number): void {
    const start = this.#encoder.open("text");
    texts.write(place, this.#encoder.buffer);
    this.#encoder.close(start);
  }

  #addGases(texts: TextList, gasesKg: LinePlaces["gasesKg"]): void {
    const start = this.#encoder.open("jsonb");
    if (typeof gasesKg === "number") texts.write(gasesKg, this.#encoder.buffer);
    else gasesKg.write(texts, this.#encoder.buffer);
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
    const columns = columnsOf(activity, { sourceId: record.sourceId, facilityId });
    encoder.add(numberOf(line.activity), record, columns, textsOf(line));
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
