import { sha256Hex } from "#app/encoding/sha256.ts";
import { appendStatement } from "#app/log/log.server.ts";
import { issuerDidOf } from "#app/proof/did-document.ts";
import { formatKeySet, type RevokedIssuerKey } from "#app/proof/key-set.ts";
import type { AnyTx, SystemTx, TenantTx } from "#db/doors.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";

/** `keys.json` of the installation: all current and retired keys, and the verifier key of the log. */
export async function readKeySet(tx: AnyTx, keys: IssuerKeys): Promise<string> {
  const witnessKeys = (keys.witnesses ?? []).map(({ vkey }) => vkey);
  const origin = await originOfLog(tx, keys);
  const revokedIssuerKeys = await listRevoked(tx, keys.did);
  return formatKeySet(keys.did, keys.published, origin, { witnessKeys, revokedIssuerKeys });
}

/** In the order of their entries in the log. */
async function listRevoked(tx: AnyTx, did: string): Promise<RevokedIssuerKey[]> {
  const rows = await tx
    .selectFrom("issuer_key_end as e")
    .innerJoin("issuer_key as k", "k.key_id", "e.key_id")
    .select(["k.key_id", "k.identity_id", "e.since", "e.log_size"])
    .where("e.kind", "=", "revoked")
    .orderBy("e.log_index")
    .execute();
  return rows.map(({ key_id: keyId, identity_id: id, since, log_size: size }) => ({
    keyId,
    issuer: issuerDidOf(did, id),
    revokedAt: since!.toISOString(),
    revokedSize: size!,
  }));
}

/** A log keeps its first name, even if the installation has moved. */
async function originOfLog(tx: AnyTx, keys: IssuerKeys): Promise<string> {
  return (await tx.selectFrom("log_head").select("origin").executeTakeFirst())?.origin ?? keys.origin;
}

/** Appends the key set to the log whenever it has changed, so that every change is visible. */
export async function stateKeySet(tx: TenantTx | SystemTx, keys: IssuerKeys, now: string): Promise<void> {
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
