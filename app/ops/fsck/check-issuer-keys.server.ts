import { sql } from "kysely";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { encodeMultikey } from "#app/encoding/multikey.ts";
import { openKey } from "#app/identity/key/sealed-key.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { type ReportFacts, verifyCredential } from "#app/proof/credential.ts";
import { issuerDidOf } from "#app/proof/did-document.ts";
import { deriveKeyEntry } from "#app/proof/issuer-key.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import { encodeLogEntry, type OpenEntry } from "#app/proof/log-entry.ts";
import { createWebCryptoSigner } from "#app/proof/signer.ts";
import type { AnyTx, PublicTx, SystemTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** The key that signed a report is on record as its issuer's under this name, and in the log before the report. */
export async function checkSigner(
  tx: PublicTx,
  credential: JsonObject,
  { number, issuer }: ReportFacts,
  fault: (text: string) => void,
): Promise<void> {
  const multikey = issuer.key.publicKeyMultibase;
  const rows = await tx
    .selectFrom("issuer_key as k")
    .innerJoin("issuer_key_name as n", "n.key_id", "k.key_id")
    .select(["k.key_id", "k.identity_id", "k.public_key", "n.log_index"])
    .where("n.name", "=", issuer.name)
    .where("k.identity_id", "=", sql<string>`(select identity_id from report_issuer where number = ${number})`)
    .execute();
  const row = rows.find(({ public_key: key }) => encodeMultikey(new Uint8Array(key)) === multikey);
  if (!row) return fault("the key that signed it is not on record for its issuer under this name");
  if (!issuer.did.endsWith(`:${row.identity_id}`)) fault("the credential names another issuer");
  const key = { keyId: row.key_id, purpose: "credential" as const, publicKey: new Uint8Array(row.public_key) };
  // Whether a revoked key counts for it is for readers to check: what is stored may be true all the same.
  await verifyCredential(credential, [{ ...key, validFrom: issuer.key.since, validUntil: null, revokedAt: null }]);
  if (!(await isLeaf(tx, row.log_index, deriveKeyEntry(issuer)))) fault("the log entry of its issuer's key differs");
  const issue = await tx
    .selectFrom("statement")
    .select("log_index")
    .where("number", "=", number)
    .where("kind", "=", "issue")
    .executeTakeFirst();
  if (issue && issue.log_index <= row.log_index) fault("its issuer's key entered the log after it");
}

/** Every key of an issuer, its names and its end, as the log has them, and the private half of each current one. */
export async function checkIssuerKeys(tx: SystemTx, keys: IssuerKeys, inspection: Inspection): Promise<void> {
  const issuers = await tx.selectFrom("issuer_key").selectAll().orderBy("created_at").execute();
  for (const { key_id: keyId, identity_id: id, public_key: publicKey } of issuers) {
    if ((await keyIdOf(new Uint8Array(publicKey))) !== keyId)
      inspection.fault(`issuer_key ${keyId}`, "its id is not the thumbprint of the key");
    const tenant = await tx.selectFrom("tenant").select("id").where("identity_id", "=", id).executeTakeFirst();
    if (!tenant) inspection.fault(`issuer_key ${keyId}`, "its workspace does not exist");
  }
  await checkNames(tx, keys, inspection);
  await checkEnds(tx, keys, inspection);
  await checkSecrets(tx, keys, inspection);
}

async function checkNames(tx: SystemTx, { did }: IssuerKeys, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("issuer_key_name as n")
    .innerJoin("issuer_key as k", "k.key_id", "n.key_id")
    .select(["n.key_id", "n.name", "n.since", "n.log_index", "k.identity_id", "k.public_key"])
    .orderBy("n.log_index")
    .execute();
  for (const row of rows) {
    const key = { publicKeyMultibase: encodeMultikey(new Uint8Array(row.public_key)), since: row.since.toISOString() };
    const entry = deriveKeyEntry({ did: issuerDidOf(did, row.identity_id), name: row.name, key });
    if (!(await isLeaf(tx, row.log_index, entry)))
      inspection.fault(`issuer_key_name ${row.key_id}/${row.name}`, "the log entry differs");
  }
}

async function checkEnds(tx: SystemTx, { did }: IssuerKeys, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("issuer_key_end as e")
    .innerJoin("issuer_key as k", "k.key_id", "e.key_id")
    .innerJoin("statement as s", "s.log_index", "e.log_index")
    .select(["e.key_id", "e.since", "e.log_size", "e.log_index", "k.identity_id", "k.public_key", "s.stated_at"])
    .orderBy("e.log_index")
    .execute();
  for (const row of rows) {
    const entry: OpenEntry = {
      type: "issuer_key_revoked",
      issuer: issuerDidOf(did, row.identity_id),
      key: encodeMultikey(new Uint8Array(row.public_key)),
      since: row.since!.toISOString(),
      size: row.log_size!,
      ts: row.stated_at.toISOString(),
    };
    if (!(await isLeaf(tx, row.log_index!, entry)))
      inspection.fault(`issuer_key_end ${row.key_id}`, "the log entry differs");
  }
}

/** Exactly the keys that have not ended have a private half, in the workspace of their issuer. */
async function checkSecrets(tx: SystemTx, { secrets }: IssuerKeys, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ keyId: string; sealed: Uint8Array | null; isCurrent: boolean; isOwn: boolean }>`
    select k.key_id as "keyId", s.sealed, coalesce(s.workspace_id = t.id, false) as "isOwn",
           not exists (select from issuer_key_end e where e.key_id = k.key_id) as "isCurrent"
      from issuer_key k left join issuer_key_secret s on s.key_id = k.key_id
      left join tenant t on t.identity_id = k.identity_id
     order by k.key_id`.execute(tx);
  for (const { keyId, sealed, isCurrent, isOwn } of rows) {
    const fault = (text: string) => inspection.fault(`issuer_key_secret ${keyId}`, text);
    if ((sealed !== null) !== isCurrent) fault(isCurrent ? "it is missing" : "its key has ended");
    else if (sealed !== null && !isOwn) fault("it is in another workspace");
    else if (sealed !== null && !(await opens(sealed, keyId, secrets))) fault("no secret of the installation opens it");
  }
}

async function opens(sealed: Uint8Array, keyId: string, secrets: IssuerKeys["secrets"]): Promise<boolean> {
  const privateKey = openKey(sealed, keyId, secrets);
  return privateKey !== null && (await createWebCryptoSigner(privateKey)).keyId === keyId;
}

async function isLeaf(tx: AnyTx, index: number, entry: OpenEntry): Promise<boolean> {
  const leaf = await tx.selectFrom("log_leaf").select("entry").where("index", "=", index).executeTakeFirst();
  return leaf !== undefined && Buffer.from(encodeLogEntry(entry)).equals(Buffer.from(leaf.entry));
}
