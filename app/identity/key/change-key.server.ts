import { AppError } from "#app/encoding/errors.ts";
import { encodeMultikey } from "#app/encoding/multikey.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { stateKeySet } from "#app/log/keys/key-set.server.ts";
import { appendStatement } from "#app/log/log.server.ts";
import { findSizeBefore } from "#app/log/log-listing.server.ts";
import { issuerDidOf } from "#app/proof/did-document.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { addKey, admitName, findCurrent, findIdentity, listIssuerKeys, lockIssuer } from "./issuer-key.server.ts";

/**
 * Replaces the current key and deletes its private half. What it signed stays valid.
 *
 * @throws AppError `not_found` if no report was issued yet
 */
export async function rotateIssuerKey(tx: TenantTx, keys: IssuerKeys, author: ChangeAuthor): Promise<string> {
  const identityId = await lockIssuer(tx);
  const current = await findCurrent(tx, identityId);
  if (!current) throw new AppError("not_found");
  const keyId = await replaceKey(tx, keys, author, { identityId, keyId: current.keyId });
  await recordChange(tx, author, {
    action: "issuer_key.replaced",
    subject: "issuer_key",
    subjectId: keyId,
    before: { name: current.keyId },
    after: { name: keyId },
  });
  return keyId;
}

/**
 * Marks a key as compromised since a time. What it signed counts only if it was signed before then and is among the entries
 * that the log had then. A current key is replaced.
 *
 * @param since ISO 8601; counted in whole seconds
 * @throws AppError `not_found` for a key of another workspace, an unknown or a revoked one
 */
export async function revokeIssuerKey(
  tx: TenantTx,
  keys: IssuerKeys,
  author: ChangeAuthor,
  { keyId, since: asked }: { keyId: string; since: string },
): Promise<{ size: number; since: string }> {
  const identityId = await lockIssuer(tx);
  const key = (await listIssuerKeys(tx, identityId)).find((one) => one.keyId === keyId && one.revokedSince === null);
  if (!key) throw new AppError("not_found");
  if (key.endedAt === null) await replaceKey(tx, keys, author, { identityId, keyId });
  const since = new Date(Math.floor(Date.parse(asked) / 1000) * 1000).toISOString();
  const size = await findSizeBefore(tx, since);
  const now = new Date();
  const issuer = issuerDidOf(keys.did, identityId);
  const logIndex = await appendStatement(tx, keys.origin, {
    statement: {
      type: "issuer_key_revoked",
      issuer,
      key: encodeMultikey(key.publicKey),
      since,
      size,
      ts: now.toISOString(),
    },
    facts: { key: keyId },
  });
  const end = { key_id: keyId, kind: "revoked" as const, ended_at: now, since, log_size: size, log_index: logIndex };
  await actAs(tx, "app_log", () => tx.insertInto("issuer_key_end").values(end).execute());
  await stateKeySet(tx, keys, now.toISOString());
  await recordChange(tx, author, {
    action: "issuer_key.revoked",
    subject: "issuer_key",
    subjectId: keyId,
    after: { name: keyId, since },
  });
  return { size, since };
}

/** Ends the current key of a workspace that is erased. Its public half stays. */
export async function endIssuerKey(tx: TenantTx): Promise<void> {
  const current = await findCurrent(tx, await findIdentity(tx));
  if (current) await retire(tx, current.keyId, new Date());
}

/** @returns the id of the new key, which signs under the newest name of the old one */
async function replaceKey(
  tx: TenantTx,
  keys: IssuerKeys,
  { tenantId }: ChangeAuthor,
  { identityId, keyId }: { identityId: string; keyId: string },
): Promise<string> {
  await retire(tx, keyId, new Date());
  const fresh = await addKey(tx, keys, tenantId, identityId);
  const newest = await tx
    .selectFrom("issuer_key_name")
    .select("name")
    .where("key_id", "=", keyId)
    .orderBy("log_index", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest) await admitName(tx, keys, { ...fresh, identityId, name: newest.name });
  return fresh.keyId;
}

async function retire(tx: TenantTx, keyId: string, at: Date): Promise<void> {
  await actAs(tx, "app_log", async () => {
    await tx.deleteFrom("issuer_key_secret").where("key_id", "=", keyId).execute();
    await tx.insertInto("issuer_key_end").values({ key_id: keyId, kind: "retired", ended_at: at }).execute();
  });
}
