import { sql } from "kysely";
import { encodeMultikey } from "#app/encoding/multikey.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { appendStatement } from "#app/log/log.server.ts";
import type { CredentialIssuer } from "#app/proof/credential.ts";
import { issuerDidOf } from "#app/proof/did-document.ts";
import { deriveKeyEntry } from "#app/proof/issuer-key.ts";
import { createWebCryptoSigner, generatePrivateKey, type Signer } from "#app/proof/signer.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { type AnyTx, actAs, type SystemTx, type TenantTx } from "#db/doors.ts";
import { openKey, sealKey } from "./sealed-key.ts";

/** A key of an issuer, and what became of it. */
export interface IssuerKey {
  /** RFC 7638 thumbprint. */
  keyId: string;
  publicKey: Uint8Array;
  createdAt: Date;
  /** Null while it signs. */
  endedAt: Date | null;
  /** Since when it is compromised; null for one that is not. */
  revokedSince: Date | null;
  /** How many entries the log had then. */
  revokedSize: number | null;
  /** Under which it signs, oldest first. */
  names: string[];
}

/** What signs a report: the issuer as the record states it, and where the log has the key. */
export interface IssuerSigner {
  issuer: CredentialIssuer;
  signer: Signer;
  /** Index of the entry in the log. */
  logIndex: number;
}

/**
 * The current key of the workspace in context, for reports under a name. The first time it is created, and each new name of it
 * becomes an entry in the log. The entry has to be in a checkpoint before the key signs.
 *
 * @throws TransparencyError `issuer_key_unreadable` if no secret of the installation opens it
 */
export async function openIssuerKey(
  tx: TenantTx,
  keys: IssuerKeys,
  author: ChangeAuthor,
  name: string,
): Promise<IssuerSigner> {
  const identityId = await lockIssuer(tx);
  const known = await findCurrent(tx, identityId);
  const current = known ?? (await addKey(tx, keys, author.tenantId, identityId));
  const { since, logIndex } = await admitName(tx, keys, { ...current, identityId, name });
  if (!known) await recordCreated(tx, author, current.keyId);
  const key = { publicKeyMultibase: encodeMultikey(current.publicKey), since };
  const signer = await openSigner(tx, keys, current.keyId);
  return { issuer: { did: issuerDidOf(keys.did, identityId), name, key }, signer, logIndex };
}

/** Refuses a report if its key was revoked while it was made. The log is locked, so that none is revoked from now on. */
export async function assertNotRevoked(tx: TenantTx, keyId: string): Promise<void> {
  const end = await tx
    .selectFrom("issuer_key_end")
    .select("key_id")
    .where("key_id", "=", keyId)
    .where("kind", "=", "revoked")
    .executeTakeFirst();
  if (end) throw new TransparencyError("key_revoked", { keyId });
}

/** The workspace of a key. Null for a key that no issuer has. */
export async function findTenantOfKey(tx: SystemTx, keyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("issuer_key as k")
    .innerJoin("tenant as t", "t.identity_id", "k.identity_id")
    .select("t.id")
    .where("k.key_id", "=", keyId)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The keys of an issuer, oldest first. */
export async function listIssuerKeys(tx: AnyTx, identityId: string): Promise<IssuerKey[]> {
  const keys = await tx
    .selectFrom("issuer_key")
    .selectAll()
    .where("identity_id", "=", identityId)
    .orderBy("created_at")
    .orderBy("key_id")
    .execute();
  const ids = ["", ...keys.map(({ key_id: id }) => id)];
  const ends = await tx.selectFrom("issuer_key_end").selectAll().where("key_id", "in", ids).execute();
  const names = await tx
    .selectFrom("issuer_key_name")
    .select(["key_id", "name"])
    .where("key_id", "in", ids)
    .orderBy("log_index")
    .execute();
  return keys.map((row) => {
    const endOf = (kind: "retired" | "revoked") => ends.find((one) => one.key_id === row.key_id && one.kind === kind);
    const revoked = endOf("revoked");
    return {
      keyId: row.key_id,
      publicKey: new Uint8Array(row.public_key),
      createdAt: row.created_at,
      endedAt: endOf("retired")?.ended_at ?? null,
      revokedSince: revoked?.since ?? null,
      revokedSize: revoked?.log_size ?? null,
      names: names.filter(({ key_id: id }) => id === row.key_id).map(({ name }) => name),
    };
  });
}

export async function findIdentity(tx: TenantTx): Promise<string> {
  return (await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow()).identity_id;
}

/**
 * One change of the keys of a workspace at a time. The log is locked after this, and the trail last, as when a report is
 * published: two locks in another order could wait for each other.
 */
export async function lockIssuer(tx: TenantTx): Promise<string> {
  const identityId = await findIdentity(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`issuer-key ${identityId}`}, 0))`.execute(tx);
  return identityId;
}

interface CurrentKey {
  keyId: string;
  publicKey: Uint8Array;
}

export async function findCurrent(tx: TenantTx, identityId: string): Promise<CurrentKey | null> {
  const row = await tx
    .selectFrom("issuer_key as k")
    .leftJoin("issuer_key_end as e", "e.key_id", "k.key_id")
    .select(["k.key_id", "k.public_key"])
    .where("k.identity_id", "=", identityId)
    .where("e.key_id", "is", null)
    .executeTakeFirst();
  return row ? { keyId: row.key_id, publicKey: new Uint8Array(row.public_key) } : null;
}

async function recordCreated(tx: TenantTx, author: ChangeAuthor, keyId: string): Promise<void> {
  await recordChange(tx, author, {
    action: "issuer_key.created",
    subject: "issuer_key",
    subjectId: keyId,
    after: { name: keyId },
  });
}

export async function addKey(
  tx: TenantTx,
  keys: IssuerKeys,
  tenantId: string,
  identityId: string,
): Promise<CurrentKey> {
  const privateKey = await generatePrivateKey();
  const { keyId, publicKey } = await createWebCryptoSigner(privateKey);
  const { sealed, version } = sealKey(privateKey, keyId, keys.secrets);
  const row = { key_id: keyId, identity_id: identityId, public_key: publicKey, created_at: new Date() };
  await actAs(tx, "app_log", async () => {
    await tx.insertInto("issuer_key").values(row).execute();
    await tx
      .insertInto("issuer_key_secret")
      .values({ key_id: keyId, workspace_id: tenantId, sealed, secret_version: version })
      .execute();
  });
  return { keyId, publicKey };
}

export async function admitName(
  tx: TenantTx,
  keys: IssuerKeys,
  { keyId, publicKey, identityId, name }: CurrentKey & { identityId: string; name: string },
): Promise<{ since: string; logIndex: number }> {
  const known = await tx
    .selectFrom("issuer_key_name")
    .select(["since", "log_index"])
    .where("key_id", "=", keyId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (known) return { since: known.since.toISOString(), logIndex: known.log_index };
  const since = new Date().toISOString();
  const key = { publicKeyMultibase: encodeMultikey(publicKey), since };
  const logIndex = await appendStatement(tx, keys.origin, {
    statement: deriveKeyEntry({ did: issuerDidOf(keys.did, identityId), name, key }),
    facts: { key: keyId, name },
  });
  const row = { key_id: keyId, name, since, log_index: logIndex };
  await actAs(tx, "app_log", () => tx.insertInto("issuer_key_name").values(row).execute());
  return { since, logIndex };
}

async function openSigner(tx: TenantTx, keys: IssuerKeys, keyId: string): Promise<Signer> {
  const row = await actAs(tx, "app_log", () =>
    tx.selectFrom("issuer_key_secret").select("sealed").where("key_id", "=", keyId).executeTakeFirst(),
  );
  const privateKey = row && openKey(row.sealed, keyId, keys.secrets);
  if (!privateKey) throw new TransparencyError("issuer_key_unreadable", { keyId });
  return createWebCryptoSigner(privateKey);
}
