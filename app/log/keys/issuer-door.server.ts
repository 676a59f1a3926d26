import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import type { PublicTx } from "#db/doors.ts";
import { issuerKeys } from "./issuer.server.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";

/**
 * The public door for responses that are signed or contain keys. The keys are opened first, because that can append the key set
 * to the log in a separate transaction, and the embedded engine has no second connection.
 */
export async function asIssuer<T>(request: Request, work: (tx: PublicTx, keys: IssuerKeys) => Promise<T>): Promise<T> {
  const keys = await answerErrors(request, issuerKeys);
  return asPublic(request, (tx) => work(tx, keys));
}
