import { gzipSync } from "node:zlib";
import type { ResultTotals } from "#app/carbon/inventory-document.ts";
import type { JudgedRun } from "#app/disclosure/judged-run.ts";
import { parsePiece } from "#app/spool/json-spool.server.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { TenantTx } from "#db/doors.ts";
import { readPiece } from "./calculation-document.server.ts";

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
  { tenantId, runId }: { tenantId: string; runId: string },
  kept: KeptJudged,
): Promise<void> {
  const content = gzipSync(canonicalJson(kept));
  await tx
    .insertInto("calculation_piece")
    .values({ tenant_id: tenantId, run_id: runId, part: "judged", number: 1, content })
    .execute();
}

/** Null where it was not kept: of a run with issues, or of before. */
export async function findJudged(tx: TenantTx, runId: string): Promise<KeptJudged | null> {
  const piece = await readPiece(tx, { runId, part: "judged", number: 1 });
  return piece && ((await parsePiece<KeptJudged>(piece))[0] ?? null);
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
