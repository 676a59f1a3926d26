import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import type { PublicTx } from "#db/doors.ts";
import { issuerKeys } from "./issuer.server.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";

/**
 * The public door for answers that are signed or name the keys. The keys are opened first: that may state the key set
 * in the log, in a transaction of its own, for which the embedded engine has no second connection.
 */
export async function asIssuer<T>(request: Request, work: (tx: PublicTx, keys: IssuerKeys) => Promise<T>): Promise<T> {
  const keys = await answerErrors(request, issuerKeys);
  return asPublic(request, (tx) => work(tx, keys));
}
