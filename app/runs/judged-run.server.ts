import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import type { JudgedRun } from "./judged-run-shape.ts";
import { findPiece, keepPiece, packValue } from "./kept-piece.server.ts";

/** What a checklist asks of a run with totals, kept with it; it grows with sources and factors, not with records. */
export interface KeptJudged {
  judged: JudgedRun;
  totals: ResultTotals;
  /** Ids of emission sources and facilities by their numbers in the document, such as `s3` and `f1`. */
  sources: Record<string, string>;
  facilities: Record<string, string>;
}

export function keepJudged(judged: JudgedRun, totals: ResultTotals, places: PlaceBook): KeptJudged {
  return { judged, totals, sources: places.sources, facilities: places.facilities };
}

/** Keeps it, in the transaction that stores the run. */
export async function storeJudged(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  kept: KeptJudged,
): Promise<void> {
  await keepPiece(tx, of, "judged", await packValue(kept));
}

/** Null of a run with issues, of which none is kept. */
export async function findJudged(tx: TenantTx, runId: string): Promise<KeptJudged | null> {
  return findPiece<KeptJudged>(tx, runId, "judged");
}

/** Numbers of the document with the ids behind them, of activities that were told with both. */
export class PlaceBook {
  readonly sources: Record<string, string> = {};
  readonly facilities: Record<string, string> = {};

  add(
    activity: { emissionSource?: string; facility: string },
    { sourceId, facilityId }: { sourceId: string; facilityId: string },
  ): void {
    if (activity.emissionSource) this.sources[activity.emissionSource] = sourceId;
    this.facilities[activity.facility] = facilityId;
  }
}
