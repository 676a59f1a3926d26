import { type Bridge, type BridgeSide, computeBridge } from "#app/carbon/comparison/bridge.ts";
import type { BridgeKeys } from "#app/carbon/comparison/bridge-keys.ts";
import { type PrintedBridge, printBridge } from "#app/carbon/comparison/print-bridge.ts";
import type { DocumentActivity, Issue, Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type CalculationRun, getRun } from "./calculation.server.ts";
import { collectInputs } from "./inventory-document.server.ts";

/** A run that can be compared: it has totals. */
export interface ComparableRun {
  runId: string;
  inventoryId: string;
  period: Period;
  createdAt: Date;
  co2eKg: string;
}

/** A run ready to be compared: what has to be read is read, so that no transaction waits for the calculation. */
export interface LoadedRun {
  run: CalculationRun;
  side: BridgeSide;
}

/** Every run of the organization that has totals, newest year and newest run first. */
export async function listComparableRuns(tx: TenantTx, organizationId: string): Promise<ComparableRun[]> {
  const rows = await tx
    .selectFrom("calculation_run")
    .innerJoin("inventory", "inventory.id", "calculation_run.inventory_id")
    .select(["calculation_run.id", "inventory_id", "period_start", "period_end"])
    .select(["calculation_run.created_at", "co2e_kg"])
    .where("calculation_run.organization_id", "=", organizationId)
    .where("issue_count", "=", 0)
    .where("co2e_kg", "is not", null)
    .orderBy("period_start", "desc")
    .orderBy("calculation_run.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    runId: row.id,
    inventoryId: row.inventory_id,
    period: { start: row.period_start, end: row.period_end },
    createdAt: row.created_at,
    co2eKg: row.co2e_kg!,
  }));
}

/**
 * Reads a run with the record, source and facility behind each of its lines, by which lines are found in another run.
 *
 * @throws AppError `not_found`
 */
export async function loadRun(tx: TenantTx, organizationId: string, runId: string): Promise<LoadedRun> {
  const run = await getRun(tx, organizationId, runId);
  return { run, side: { document: run.document, keys: keysOf(run) } };
}

/** The inputs of a new run of the inventory, and what prevents it. Nothing is stored. */
export async function loadInventoryNow(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<{ side: BridgeSide; selectionIssues: Issue[] }> {
  const inventory = await getInventory(tx, organizationId, inventoryId);
  const { document, selectionIssues, ...known } = await collectInputs(tx, organizationId, inventory);
  return { side: { document, keys: keysOf(known) }, selectionIssues };
}

/** A record keeps its id over its versions, a source and a facility theirs over the years. */
function keysOf({ places, recordIds }: Pick<CalculationRun, "places" | "recordIds">): BridgeKeys {
  const known = (id: string | undefined, { id: activity }: DocumentActivity): string => {
    if (id === undefined) throw new AppError("invalid", { details: { activity, reason: "line_missing" } });
    return id;
  };
  return {
    facility: (activity) => known(places.facilities[activity.facility], activity),
    source: (activity) => known(places.sources[activity.emissionSource ?? ""], activity),
    entry: (activity) => known(recordIds[activity.id], activity),
  };
}

/**
 * The bridge from one side to the other, exact and as text. Call it outside a transaction: it calculates both.
 *
 * @throws AppError `invalid` when a side has issues, and so no total
 */
export function compareSides(before: BridgeSide, after: BridgeSide): { bridge: Bridge; printed: PrintedBridge } {
  try {
    const bridge = computeBridge(before, after);
    return { bridge, printed: printBridge(bridge, { before: before.document, after: after.document }) };
  } catch (error) {
    if (error instanceof CarbonError) throw new AppError("invalid", { cause: error, details: { ...error.facts } });
    throw error;
  }
}
