import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { printLine } from "#app/carbon/total/inventory.ts";
import { checkDetail } from "#app/proof/detail/check-detail.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";
import { PlaceBook } from "#app/runs/judged-run.server.ts";
import { numberOf } from "#app/runs/line-number.ts";
import { readDetail } from "#app/runs/run-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";
import { judgeLineRow, selectLineRows } from "./line-row.server.ts";

/**
 * Holds the records behind a condensed document against its lines and root, and the stored lines against the records, piece by
 * piece.
 *
 * @returns the records in their order, without what only their own line knows
 */
export async function checkRecords(
  tx: TenantTx,
  { runId, document, lineCount }: { runId: string; document: InventoryDocument; lineCount: number },
  fault: (text: string) => void,
  inspection: Inspection,
): Promise<{ places: PlaceBook; records: { activity: DocumentActivity; sourceId: string }[] }> {
  const places = new PlaceBook();
  const records: { activity: DocumentActivity; sourceId: string }[] = [];
  const context = openContext(document);
  let found = 0;
  async function* readAndCompare(): AsyncGenerator<string> {
    for await (const text of readDetail(tx, runId)) {
      const piece = JSON.parse(text) as DetailPiece;
      const numbers = piece.records.map(({ id }) => numberOf(id));
      const rows = await selectLineRows(tx, runId)
        .where((where) => where.eb("l.line_number", "=", where.fn.any(where.val(numbers))))
        .execute();
      const rowOf = new Map(rows.map((row) => [row.line_number, row]));
      for (const activity of piece.records) {
        const { line } = calculateActivity(context, activity, 0);
        const row = rowOf.get(numberOf(activity.id));
        if (!line) continue;
        found += 1;
        const wrong = row ? judgeLineRow(row, printLine(line), activity) : `the line of ${activity.id} is not stored`;
        if (wrong) fault(wrong);
        if (!row) continue;
        inspection.count("lines");
        places.add(activity, { sourceId: row.emission_source_id, facilityId: row.facility_id });
        records.push({ activity, sourceId: row.emission_source_id });
      }
      yield text;
    }
  }
  const check = await checkDetail(document, readAndCompare());
  if (!check.ok) fault(`its detail: ${check.fault.code} at piece ${check.fault.at} ${check.fault.line}`.trim());
  if (found !== lineCount) fault(`${lineCount} lines are stated, ${found} records have one`);
  return { places, records: records.toSorted((a, b) => numberOf(a.activity.id) - numberOf(b.activity.id)) };
}
