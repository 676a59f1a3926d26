import { sha256Hex } from "#app/encoding/sha256.ts";
import { appendStatement } from "#app/log/log.server.ts";
import { formatKeySet } from "#app/proof/key-set.ts";
import type { PublicTx, SystemTx } from "#db/doors.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";

/** `keys.json` of the installation: all current and retired keys, and the verifier key of the log. */
export async function readKeySet(tx: PublicTx | SystemTx, keys: IssuerKeys): Promise<string> {
  const witnessKeys = (keys.witnesses ?? []).map(({ vkey }) => vkey);
  return formatKeySet(keys.did, keys.published, await originOfLog(tx, keys), witnessKeys);
}

/** A log keeps its first name, even if the installation has moved. */
async function originOfLog(tx: PublicTx | SystemTx, keys: IssuerKeys): Promise<string> {
  return (await tx.selectFrom("log_head").select("origin").executeTakeFirst())?.origin ?? keys.origin;
}

/** Appends the key set to the log whenever it has changed, so that every change is visible. */
export async function stateKeySet(tx: SystemTx, keys: IssuerKeys, now: string): Promise<void> {
  const hash = await sha256Hex(await readKeySet(tx, keys));
  const last = await tx
    .selectFrom("statement")
    .select("facts")
    .where("kind", "=", "key_set")
    .orderBy("log_index", "desc")
    .limit(1)
    .executeTakeFirst();
  if ((last?.facts as { hash?: string } | undefined)?.hash === hash) return;
  await appendStatement(tx, keys.origin, {
    statement: { type: "key_set", id: keys.did, h_keys: hash, ts: now },
    facts: { hash },
  });
}
