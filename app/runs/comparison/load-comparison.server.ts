import { requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { findBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { type ComparableRun, compareSides, listComparableRuns, loadRun } from "#app/runs/run-comparison.server.ts";

type Params = { organizationId?: string | undefined; inventoryId?: string | undefined };

/**
 * What the address asks to compare: `with` is the run before, `run` the run of this inventory after. Without them the
 * newest run, and the base year, the year before or an earlier run of the same year, the first of these that is there.
 */
export async function loadComparison(request: Request, params: Params) {
  const actor = await requireActor(request, params, "organization.view");
  const { withTenant } = await doors();
  const search = new URL(request.url).searchParams;
  const loaded = await withTenant(actor, async (tx) => {
    const inventory = await getInventory(tx, actor.organizationId, requireId(params.inventoryId));
    const runs = await listComparableRuns(tx, actor.organizationId);
    const baseYearRunId = (await findBaseYear(tx, actor.organizationId))?.referenceRunId ?? null;
    const afterId = chosen(search.get("run")) ?? runs.find(({ inventoryId }) => inventoryId === inventory.id)?.runId;
    const beforeId = chosen(search.get("with")) ?? chooseBefore(runs, inventory, { afterId, baseYearRunId });
    const facts = { actor, inventory, runs, baseYearRunId };
    if (!afterId || !beforeId) return { ...facts, pair: null };
    const after = await loadRun(tx, actor.organizationId, afterId);
    if (after.run.inventoryId !== inventory.id) throw new AppError("not_found");
    return { ...facts, pair: { after, before: await loadRun(tx, actor.organizationId, beforeId) } };
  });
  const { pair } = loaded;
  return { ...loaded, pair: pair && { ...pair, ...compareSides(pair.before.side, pair.after.side) } };
}

function chosen(id: string | null): string | undefined {
  return id === null || id === "" ? undefined : requireId(id);
}

function chooseBefore(
  runs: ComparableRun[],
  inventory: { id: string; period: { start: string } },
  { afterId, baseYearRunId }: { afterId: string | undefined; baseYearRunId: string | null },
): string | undefined {
  const others = runs.filter(({ runId }) => runId !== afterId);
  const baseYear = others.find(({ runId, inventoryId }) => runId === baseYearRunId && inventoryId !== inventory.id);
  const earlier = others.find(({ period }) => period.start < inventory.period.start);
  return (baseYear ?? earlier ?? others.find(({ inventoryId }) => inventoryId === inventory.id) ?? others[0])?.runId;
}
