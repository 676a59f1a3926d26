import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { printLine } from "#app/carbon/total/inventory.ts";
import { AppError } from "#app/encoding/errors.ts";
import { markOf, PAGE_SIZE, waysOf } from "#app/kit/list-page.ts";
import type { TenantTx } from "#db/doors.ts";
import type { CalculationRun } from "./calculation.server.ts";
import type { LineRecordsData } from "./line-records-page.tsx";
import { toRow } from "./results-view.ts";
import { readLine } from "./run-detail.server.ts";

/**
 * A page of the records behind a line of a run, each with its own result.
 *
 * @param search `after`: how many records come before the page
 * @throws AppError `not_found` where the run has no such line
 */
export async function loadLineRecords(
  tx: TenantTx,
  { id: runId, document }: Pick<CalculationRun, "id" | "document">,
  { lineId, search }: { lineId: string; search: URLSearchParams },
): Promise<LineRecordsData> {
  const line = document.activities.findIndex(({ id }) => id === lineId);
  const activity = document.activities[line];
  if (!activity) throw new AppError("not_found");
  const count = recordsOf(activity);
  const mark = markOf(search);
  const skip = /^[1-9][0-9]{0,8}$/.test(mark.after) && Number(mark.after) < count ? Number(mark.after) : 0;
  const records = await readLine(tx, runId, { line, skip, limit: PAGE_SIZE });
  const recordOf = await readRecordIds(
    tx,
    records.map(({ version }) => version),
  );
  const context = openContext(document);
  const places = {
    previous: skip === 0 ? null : String(Math.max(0, skip - PAGE_SIZE) || ""),
    next: skip + PAGE_SIZE < count ? String(skip + PAGE_SIZE) : null,
  };
  return {
    line: toRow(document, activity, undefined),
    records: records.map(({ activity: one, version }) => {
      const { line: exact } = calculateActivity(context, one, 0);
      const row = toRow(document, one, exact ? printLine(exact) : undefined);
      return { ...row, recordId: recordOf.get(version) ?? null, evidence: one.evidence ?? "" };
    }),
    count,
    ways: waysOf({ ...mark, number: skip === 0 ? 1 : Math.floor(skip / PAGE_SIZE) + 1 }, places, count, PAGE_SIZE),
  };
}

/** The records of some versions, by the id of the version. */
export async function readRecordIds(tx: TenantTx, versions: string[]): Promise<Map<string, string>> {
  if (versions.length === 0) return new Map();
  const rows = await tx.selectFrom("activity_record").select(["id", "record_id"]).where("id", "in", versions).execute();
  return new Map(rows.map((row) => [row.id, row.record_id]));
}
