import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { getDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import type { StatedIntensity } from "#app/report/disclosure/statements.ts";
import { intensityOf } from "#app/report/intensity.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { isSamePer } from "#app/target/reduction-target.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Overview, YearTotals } from "./overview.server.ts";

/** What a year comes to for one unit of what the checklist divides by, and how good its data are. */
export interface YearMeasures {
  /** Null if the checklist of the year states no number to divide by. */
  intensity: { per: StatedIntensity["per"]; tonnes: string; before: { year: string; change: string } | null } | null;
  quality: {
    /** Share of the emissions with primary data, in percent. Null if no record states whether its data are primary. */
    primaryPercent: string | null;
    /** ± percent of the total. Null if it is not stated for every record. */
    uncertaintyPercent: string | null;
  };
}

/** Null without totals. The year before counts only if its checklist divides by the same. */
export async function readYearMeasures(
  tx: TenantTx,
  organizationId: string,
  { inventory, runId, result, previous }: Overview,
): Promise<YearMeasures | null> {
  if (!inventory || !runId || !result?.totals) return null;
  const kept = await findJudged(tx, runId);
  const quality = {
    primaryPercent: kept?.totals.dataQuality?.primary?.byEmissions.percent ?? null,
    uncertaintyPercent: kept?.totals.uncertaintyPercent ?? null,
  };
  const stated = await readStated(tx, organizationId, inventory.id);
  const tonnes = stated && tonnesPer(stated, result.totals);
  if (!stated || !tonnes) return { intensity: null, quality };
  const before = previous && (await readStated(tx, organizationId, previous.inventoryId));
  const tonnesBefore = before && isSamePer(stated.per, before.per) && tonnesPer(before, previous.result.totals);
  const change = tonnesBefore ? percentChange(tonnes, tonnesBefore) : null;
  return {
    intensity: { per: stated.per, tonnes, before: change === null ? null : { year: previous!.year, change } },
    quality,
  };
}

async function readStated(tx: TenantTx, organizationId: string, inventoryId: string): Promise<StatedIntensity | null> {
  const { intensity } = (await getDisclosures(tx, organizationId, inventoryId)).statements;
  return intensity.quantity === "" ? null : intensity;
}

function tonnesPer(stated: StatedIntensity, totals: YearTotals | null): string | null {
  return totals && (intensityOf(stated, totals)?.locationBased ?? null);
}
