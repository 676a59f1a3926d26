import { sql } from "kysely";
import type { DocumentActivity, ResultLine } from "#app/carbon/inventory-document.ts";
import { copyIn } from "#db/copy.ts";
import { CopyEncoder, type CopyType } from "#db/copy-encoder.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import type { CalculatedRecord } from "./activity.server.ts";

/** What a line that is stored is of, beside its number. */
export interface LineKeys {
  record: Pick<CalculatedRecord, "recordId" | "versionId" | "sourceId" | "period">;
  facilityId: string;
  activity: Pick<DocumentActivity, "scope" | "category">;
  factor: { id: string; version: string };
}

/** What it says, as texts. */
export interface LineTexts {
  factorQuantity: string;
  /** JSON text. */
  gasesKg: string;
  co2eKg: string;
  co2eKgMarketBased: string | null;
  biogenicCo2Kg: string;
}

/** A line of a run with what it came of. */
export interface CalculationLine {
  line: ResultLine;
  activity: DocumentActivity;
  record: CalculatedRecord;
  facilityId: string;
}

/** A factor as it is named in documents, in its parts. */
export function splitReference(reference: string): { id: string; version: string } {
  const at = reference.lastIndexOf("@");
  return { id: reference.slice(0, at), version: reference.slice(at + 1) };
}

export function textsOf(line: ResultLine): LineTexts {
  return {
    factorQuantity: line.factorQuantity!,
    gasesKg: JSON.stringify(line.gasesKg),
    co2eKg: line.co2eKg,
    co2eKgMarketBased: line.co2eKgMarketBased ?? null,
    biogenicCo2Kg: line.biogenicCo2Kg,
  };
}

/** The columns that a line is given; its tenant and run are those of the context. */
const COLUMNS = {
  line_number: "int4",
  record_id: "uuid",
  record_version_id: "uuid",
  emission_source_id: "uuid",
  facility_id: "uuid",
  scope: "int4",
  category: "text",
  period_start: "date",
  period_end: "date",
  factor_id: "text",
  factor_version: "text",
  factor_quantity: "text",
  gases_kg: "jsonb",
  co2e_kg: "text",
  co2e_kg_market_based: "text",
  biogenic_co2_kg: "text",
} as const satisfies Record<string, CopyType>;

const CHUNK_BYTES = 256 * 1024;

/** Encodes lines as they come and numbers them from one. */
export class LineEncoder {
  readonly #encoder = new CopyEncoder(Object.values(COLUMNS));
  #count = 0;

  add({ record, facilityId, activity, factor }: LineKeys, texts: LineTexts): void {
    this.#count += 1;
    this.#encoder.add([
      this.#count,
      record.recordId,
      record.versionId,
      record.sourceId,
      facilityId,
      activity.scope,
      activity.category,
      record.period.start,
      record.period.end,
      factor.id,
      factor.version,
      texts.factorQuantity,
      texts.gasesKg,
      texts.co2eKg,
      texts.co2eKgMarketBased,
      texts.biogenicCo2Kg,
    ]);
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
    encoder.add({ record, facilityId, activity, factor: splitReference(activity.factor) }, textsOf(line));
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
  await actAs(tx, "app_lines", () => copyIn(tx, "calculation_line_part", Object.keys(COLUMNS), chunks));
}
