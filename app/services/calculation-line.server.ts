import { sql } from "kysely";
import type { DocumentActivity, ResultLine } from "#app/carbon/inventory-document.ts";
import { copyIn } from "#db/copy.ts";
import { CopyEncoder, type CopyType } from "#db/copy-encoder.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import type { ActivityRecord } from "./activity.server.ts";

/** A line of a run with what it came of. */
export interface CalculationLine {
  line: ResultLine;
  activity: DocumentActivity;
  record: ActivityRecord;
  facilityId: string;
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

  add({ line, activity, record, facilityId }: CalculationLine): void {
    const at = activity.factor.lastIndexOf("@");
    this.#count += 1;
    this.#encoder.add([
      this.#count,
      record.recordId,
      record.versionId,
      record.sourceId,
      facilityId,
      activity.scope,
      activity.category,
      activity.period.start,
      activity.period.end,
      activity.factor.slice(0, at),
      activity.factor.slice(at + 1),
      line.factorQuantity!,
      JSON.stringify(line.gasesKg),
      line.co2eKg,
      line.co2eKgMarketBased ?? null,
      line.biogenicCo2Kg,
    ]);
  }

  get isFull(): boolean {
    return this.#encoder.length >= CHUNK_BYTES;
  }

  take(): Uint8Array {
    return this.#encoder.take();
  }
}

export async function* encodeLines(lines: Iterable<CalculationLine>): AsyncGenerator<Uint8Array> {
  const encoder = new LineEncoder();
  for (const line of lines) {
    encoder.add(line);
    if (encoder.isFull) yield encoder.take();
  }
  yield encoder.take();
}

/** Adds the lines of a run that this transaction has added; the database takes them for no other. */
export async function copyLines(tx: TenantTx, runId: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await sql`select set_config('app.run_id', ${runId}, true)`.execute(tx);
  await actAs(tx, "app_lines", () => copyIn(tx, "calculation_line_part", Object.keys(COLUMNS), chunks));
}
