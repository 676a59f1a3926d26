import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { Decimal } from "#app/number/decimal.ts";
import { checkDetail } from "#app/proof/detail/check-detail.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";
import type { Places } from "#app/runs/inventory-document.server.ts";
import { readDetail } from "#app/runs/run-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

interface DetailedRun {
  runId: string;
  document: InventoryDocument;
  places: Places;
  recordIds: Record<string, string>;
}

/** Compares the records behind a document with its lines and root, and with their stored versions, piece by piece. */
export async function checkRecords(
  tx: TenantTx,
  { runId, document, places, recordIds }: DetailedRun,
  fault: (text: string) => void,
  inspection: Inspection,
): Promise<void> {
  async function* readAndCompare(): AsyncGenerator<string> {
    for await (const { text, versions } of readDetail((work) => work(tx), runId)) {
      const { records } = JSON.parse(text) as DetailPiece;
      const rows = await selectVersions(tx, versions);
      for (const [at, activity] of records.entries()) {
        inspection.count("lines");
        const row = rows.get(versions[at]!);
        const wrong = row ? judgeRecord(activity, row, places) : `${activity.id} comes of a record that is not there`;
        if (wrong) fault(wrong);
        const named = recordIds[activity.id];
        if (named !== undefined && row && named !== row.record_id)
          fault(`${activity.id} is assigned to another record`);
      }
      yield text;
    }
  }
  const check = await checkDetail(document, readAndCompare());
  if (!check.ok) fault(`its detail: ${check.fault.code} at piece ${check.fault.at} ${check.fault.line}`.trim());
}

async function selectVersions(tx: TenantTx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom("activity_record")
    .select(["id", "record_id", "emission_source_id", "quantity", "unit", "method", "period_start", "period_end"])
    .where((where) => where.eb("id", "=", where.fn.any(where.val([...ids]))))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type VersionRow = Awaited<ReturnType<typeof selectVersions>> extends Map<string, infer Row> ? Row : never;

/** The error of a record, or null if it matches its version. */
function judgeRecord(activity: DocumentActivity, row: VersionRow, { sources }: Places): string | null {
  if (sources[activity.emissionSource ?? ""] !== row.emission_source_id) return `${activity.id} is of another source`;
  const { start, end } = activity.period;
  if (start !== row.period_start || end !== row.period_end || !isQuantity(activity, row))
    return `${activity.id} was calculated with another quantity, unit or period than its record states`;
  return null;
}

/** A calculated quantity is for lists only. The calculation used the method and its inputs. */
function isQuantity(activity: DocumentActivity, row: VersionRow): boolean {
  if (activity.method) return canonicalJson(activity.method) === canonicalJson(row.method);
  return activity.unit === row.unit && new Decimal(activity.quantity!).eq(row.quantity ?? "NaN");
}
