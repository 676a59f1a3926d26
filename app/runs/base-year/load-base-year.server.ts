import type { Actor } from "#app/access/actor.server.ts";
import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { doors } from "#app/database/doors.server.ts";
import { viewBridge } from "#app/runs/comparison/bridge-view.tsx";
import {
  type ComparableRun,
  compareSides,
  type LoadedRun,
  listComparableRuns,
  loadRun,
} from "#app/runs/run-comparison.server.ts";
import { type BaseYearInputs, checkBaseYear, loadBaseYear } from "./base-year.server.ts";

/** Everything the page shows, calculated outside the transaction that reads it. */
export async function loadBaseYearPage(actor: Actor) {
  const { withTenant } = await doors();
  const { inputs, runs, newest } = await withTenant(actor, async (tx) => {
    const loaded = await loadBaseYear(tx, actor.organizationId);
    const all = await listComparableRuns(tx, actor.organizationId);
    const last = loaded && newestOtherYear(all, loaded.base);
    return { inputs: loaded, runs: all, newest: last ? await loadRun(tx, actor.organizationId, last.runId) : null };
  });
  const shared = { runs: runs.map(({ createdAt, ...run }) => ({ ...run, createdAt: createdAt.toISOString() })) };
  if (!inputs) return { ...shared, baseYear: null };
  return { ...shared, baseYear: viewBaseYear(inputs, { runs, newest }) };
}

function newestOtherYear(runs: ComparableRun[], { run }: LoadedRun): ComparableRun | undefined {
  return runs.find(({ inventoryId }) => inventoryId !== run.inventoryId);
}

function viewBaseYear(inputs: BaseYearInputs, { runs, newest }: { runs: ComparableRun[]; newest: LoadedRun | null }) {
  const { state, base } = inputs;
  const check = checkBaseYear(inputs);
  const totals = base.run.document.results!.totals!;
  const latestOfYear = [...new Map([...runs].reverse().map((run) => [run.inventoryId, run])).values()];
  return {
    policy: state.policy,
    policies: state.policies,
    decisions: state.decisions,
    pendingRunId: state.pendingRunId,
    run: {
      id: base.run.id,
      inventoryId: base.run.inventoryId,
      createdAt: base.run.createdAt.toISOString(),
      period: base.run.document.period,
      gwpSet: base.run.document.gwp.set,
      co2eKg: totals.co2eKg,
      co2eKgMarketBased: totals.co2eKgMarketBased,
    },
    check: check.kind === "checked" ? { ...check, bridge: viewBridge(check.bridge) } : check,
    decided:
      check.kind === "checked"
        ? (state.decisions.find((one) => one.inputsHash === check.inputsHash && one.originalRunId === base.run.id) ??
          null)
        : null,
    years: latestOfYear
      .filter(({ inventoryId }) => inventoryId !== base.run.inventoryId)
      .sort((a, b) => (a.period.start < b.period.start ? 1 : -1))
      .map(({ inventoryId, period, co2eKg }) => ({
        inventoryId,
        period,
        co2eKg,
        percent: percentChange(co2eKg, totals.co2eKg),
      })),
    structure: newest && viewStructure(base, newest),
  };
}

/** Sources in only one of the two years: acquired or opened, sold or closed, which only a person knows. */
function viewStructure(base: LoadedRun, newest: LoadedRun) {
  const { printed } = compareSides(base.side, newest.side);
  const of = (causes: readonly string[]) =>
    printed.sources
      .filter(({ lines }) => lines.some(({ effects }) => effects.some(({ cause }) => causes.includes(cause))))
      .map(({ source, description, facility, category, difference }) => ({
        source,
        description,
        facility,
        category,
        difference,
      }));
  return {
    period: newest.run.document.period,
    added: of(["source_added", "facility_added"]),
    removed: of(["source_removed", "facility_removed"]),
  };
}

export type BaseYearView = ReturnType<typeof viewBaseYear>;
