import { doors } from "#app/database/doors.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { gatherCosignatures, type WitnessAnswer } from "#app/log/log-cosignature.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { stateExpiries } from "#app/report/report-expiry.server.ts";
import type { Doors } from "#db/doors.ts";
import type { Sweep } from "./sweep.server.ts";

/**
 * Expires reports, adds a checkpoint when the log has grown, and asks witnesses for missing cosignatures, for which a
 * checkpoint does not wait. Costs two small queries when nothing changed.
 */
export const logKeeping: Sweep = {
  failure: "log_keeping_failed",
  everyMilliseconds: 10_000,
  work: async () => report(await keepLog(await doors(), await issuerKeys(), new Date().toISOString())),
};

/**
 * @param now ISO 8601
 * @returns the answers of the witnesses
 */
export async function keepLog({ withSystem, ...rest }: Doors, keys: IssuerKeys, now: string): Promise<WitnessAnswer[]> {
  while ((await withSystem((tx) => stateExpiries(tx, keys.origin, now))) > 0);
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
  return gatherCosignatures({ withSystem, ...rest }, keys.witnesses ?? []);
}

/**
 * A witness that refuses has seen a different history, which someone must investigate. An unreachable one is asked
 * again.
 */
function report(answers: WitnessAnswer[]): void {
  for (const { witness, outcome, detail } of answers) {
    if (outcome === "refused") {
      log.error("witness_refused", undefined, { witness, detail });
    }
  }
}
