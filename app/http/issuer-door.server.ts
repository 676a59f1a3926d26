import { issuerKeys } from "#app/issuer.server.ts";
import type { IssuerKeys } from "#app/services/issuer-keys.server.ts";
import type { PublicTx } from "#db/doors.ts";
import { answerErrors, asPublic } from "./actor.server.ts";

/**
 * The public door for answers that are signed or name the keys. The keys are opened first: that may state the key set
 * in the log, in a transaction of its own, for which the embedded engine has no second connection.
 */
export async function asIssuer<T>(request: Request, work: (tx: PublicTx, keys: IssuerKeys) => Promise<T>): Promise<T> {
  const keys = await answerErrors(request, issuerKeys);
  return asPublic(request, (tx) => work(tx, keys));
}
