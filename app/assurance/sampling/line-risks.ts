import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { MONEY } from "#app/carbon/method/dimensions.ts";
import { dimensionOf, isUnitCode } from "#app/carbon/unit/unit.ts";
import type { SampledLine } from "./draw-sample.ts";
import type { Risk } from "./sampling.ts";

/**
 * The lines of a calculation with the risks that its document shows. Credits and emissions of later years are in no
 * total, so they are left out.
 *
 * @param corrected ids of lines with a record that was corrected before the calculation
 */
export function sampledLines(document: InventoryDocument, corrected: ReadonlySet<string>): SampledLine[] {
  const results = new Map((document.results?.lines ?? []).map(({ activity, co2eKg }) => [activity, co2eKg]));
  const recordsOfSource = new Map<string, number>();
  for (const activity of document.activities) {
    const source = activity.emissionSource ?? activity.id;
    recordsOfSource.set(source, (recordsOfSource.get(source) ?? 0) + recordsOf(activity));
  }
  return document.activities.flatMap((activity) => {
    const co2eKg = results.get(activity.id);
    if (co2eKg === undefined || activity.entry?.kind === "credit" || activity.entry?.kind === "lifetime") return [];
    const applies: Record<Risk, boolean> = {
      estimated: activity.dataQuality === "estimated",
      spend_based: isSpend(activity),
      no_evidence: !isEvidenced(activity),
      single_record: recordsOfSource.get(activity.emissionSource ?? activity.id) === 1,
      corrected: corrected.has(activity.id),
    };
    const risks = (Object.keys(applies) as Risk[]).filter((risk) => applies[risk]);
    return [{ id: activity.id, scope: activity.scope, co2eKg, risks }];
  });
}

function isSpend({ method, merged, unit }: DocumentActivity): boolean {
  if (method?.name === "spend_based" || merged?.method === "spend_based") return true;
  return unit !== undefined && isUnitCode(unit) && MONEY.some((dimension) => dimension === dimensionOf(unit));
}

/** Whether every record behind a line names evidence. */
function isEvidenced({ evidence, merged }: DocumentActivity): boolean {
  return merged ? merged.evidenced === merged.records : Boolean(evidence);
}
