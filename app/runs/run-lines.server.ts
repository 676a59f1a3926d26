import type { TenantTx } from "#db/doors.ts";
import type { CalculationRun } from "./calculation.server.ts";
import { numberOf } from "./line-number.ts";

/**
 * Stored lines behind those of a run's document, each numbered as its activity. A line that stands for several records has the
 * number of the first.
 */
export function selectLines(tx: TenantTx, { id, document, isCondensed }: CalculationRun) {
  const lines = tx.selectFrom("calculation_line").where("run_id", "=", id);
  if (!isCondensed) return lines;
  const numbers = document.activities.map((activity) => numberOf(activity.id));
  return lines.where((where) => where.eb("line_number", "=", where.fn.any(where.val(numbers))));
}
