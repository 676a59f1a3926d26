import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import { readOrMakeSecrets } from "#app/environment/secret-file.server.ts";
import type { Witness } from "#app/log/log-cosignature.server.ts";
import { type LogSigner, openCheckpointKeeper } from "#app/log/log-keeper.server.ts";
import { didOf } from "#app/proof/did-document.ts";
import type { KeyPurpose, PublishedKey } from "#app/proof/jwks.ts";
import { createWebCryptoSigner, generatePrivateKey, type Signer } from "#app/proof/signer.ts";
import type { Seal } from "#app/seal/seal-pdf.ts";

/** Keys of this installation. Their private halves are only in their files, never in the database or in logs. */
export interface IssuerKeys {
  did: string;
  /** Name of the transparency log in its checkpoints. */
  origin: string;
  /** Signs status lists, and notes on what third parties state. Reports are signed by their issuers. */
  credential: Signer;
  log: LogSigner;
  /** Encrypt the private keys of issuers in the database. */
  secrets: AccountSecrets;
  /** Witnesses that cosign checkpoints. */
  witnesses?: Witness[];
  /** Seals PDFs of reports. Absent if reports are issued without a seal. */
  seal?: Seal | null;
  /** All current and retired keys with their validity periods. */
  published: PublishedKey[];
}

/** Keys, and the public address where their signatures are verified. */
export interface IssuerIdentity {
  keys: IssuerKeys;
  publicUrl: string;
}

/** A row of `keys.json`. `file` is absent for a retired key. */
interface KeyRecord extends Omit<PublishedKey, "publicKey" | "revokedSize"> {
  file?: string;
  publicKey: string;
  revokedSize?: number;
}

/** Grace period of a retired key, so that signatures made during the replacement stay valid. */
const GRACE_MINUTES = 10;

/**
 * Opens the keys of the installation and creates them at the first start. The folder contains one PKCS#8 file per key, readable
 * only by its owner, and `keys.json`, which lists current and retired keys with their validity periods.
 *
 * @param now ISO time from which a new key is valid
 * @param secrets those of the settings; by default those of the folder
 */
export async function openIssuerKeys(
  dataDir: string,
  publicUrl: string,
  now: string,
  secrets?: AccountSecrets,
): Promise<IssuerKeys> {
  const folder = join(dataDir, "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(join(folder, INDEX))) {
    writeRecords(folder, [await makeKey(folder, "credential", now), await makeKey(folder, "log", now)]);
  }
  const records = readRecords(folder);
  const open = async (purpose: KeyPurpose) => {
    const record = records.find((one) => one.purpose === purpose && one.file && one.validUntil === null);
    if (!record?.file) throw new Error(`keys.json names no current ${purpose} key`);
    return createWebCryptoSigner(fromPem(readFileSync(join(folder, record.file), "utf8")));
  };
  return {
    did: didOf(publicUrl),
    origin: `${new URL(publicUrl).host}/log`,
    credential: await open("credential"),
    log: { ...(await open("log")), kept: openCheckpointKeeper(checkpointFileOf(dataDir)) },
    secrets: secrets ?? readOrMakeSecrets(folder),
    published: records.map(toPublished),
  };
}

/** File whose modification time shows a change of the keys. It is checked before use. */
export function keyIndexOf(dataDir: string): string {
  return join(dataDir, "keys", INDEX);
}

/** The last checkpoint that any process of this installation signed. */
export function checkpointFileOf(dataDir: string): string {
  return join(dataDir, "keys", "checkpoint");
}

/** The published keys, oldest first. Private keys are not read. */
export function listKeys(dataDir: string): PublishedKey[] {
  return readRecords(join(dataDir, "keys")).map(toPublished);
}

/**
 * Replaces the current key of a purpose. The old key stays published, its validity ends after a short grace period, and its
 * private key is deleted.
 *
 * @returns the new key's id
 */
export async function rotateKey(dataDir: string, purpose: KeyPurpose, now: string): Promise<string> {
  const folder = join(dataDir, "keys");
  const records = readRecords(folder);
  const fresh = await makeKey(folder, purpose, wholeSecond(now, 0));
  const retired = records.filter((one) => one.purpose === purpose && one.validUntil === null);
  for (const record of retired) record.validUntil = wholeSecond(now, GRACE_MINUTES * 60);
  dropPrivateKeys(folder, [...records, fresh], retired);
  return fresh.keyId;
}

/**
 * Marks a key as compromised since a time. Its signatures count only if they are among the first `size` entries of the log. A
 * current key is replaced immediately, without a grace period.
 *
 * @returns the id of the new key, or null if the key was already retired
 * @throws Error for an unknown or revoked key
 */
export async function revokeKey(
  dataDir: string,
  keyId: string,
  { since, size, now }: { since: string; size: number; now: string },
): Promise<string | null> {
  const folder = join(dataDir, "keys");
  const records = readRecords(folder);
  const record = records.find((one) => one.keyId === keyId);
  if (!record || record.revokedAt !== null) throw new Error(`${keyId} is no key that can be revoked`);
  const fresh = record.validUntil === null ? await makeKey(folder, record.purpose, wholeSecond(now, 0)) : null;
  record.validUntil ??= wholeSecond(now, 1);
  record.revokedAt = wholeSecond(since, 0);
  record.revokedSize = size;
  dropPrivateKeys(folder, fresh ? [...records, fresh] : records, [record]);
  return fresh?.keyId ?? null;
}

/** Published times are in seconds, so records use seconds too. */
function wholeSecond(time: string, later: number): string {
  return new Date((Math.floor(Date.parse(time) / 1000) + later) * 1000).toISOString();
}

const INDEX = "keys.json";

function readRecords(folder: string): KeyRecord[] {
  return JSON.parse(readFileSync(join(folder, INDEX), "utf8")) as KeyRecord[];
}

/** Atomic write: other processes read either the old list or the new one. */
function writeRecords(folder: string, records: KeyRecord[]): void {
  const draft = join(folder, `${INDEX}.new`);
  writeFileSync(draft, `${JSON.stringify(records, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, INDEX));
}

function dropPrivateKeys(folder: string, records: KeyRecord[], retired: KeyRecord[]): void {
  const files = retired.flatMap(({ file }) => file ?? []);
  for (const record of retired) delete record.file;
  writeRecords(folder, records);
  for (const file of files) rmSync(join(folder, file), { force: true });
}

function toPublished(record: KeyRecord): PublishedKey {
  const { keyId, purpose, publicKey, validFrom, validUntil, revokedAt, revokedSize } = record;
  return {
    keyId,
    purpose,
    publicKey: new Uint8Array(Buffer.from(publicKey, "base64")),
    validFrom,
    validUntil,
    revokedAt,
    ...(revokedSize === undefined ? {} : { revokedSize }),
  };
}

async function makeKey(folder: string, purpose: KeyPurpose, now: string): Promise<KeyRecord> {
  const privateKey = await generatePrivateKey();
  const { keyId, publicKey } = await createWebCryptoSigner(privateKey);
  const file = `${purpose}-${keyId.slice(0, 8)}.pem`;
  writeFileSync(join(folder, file), toPem(privateKey), { mode: 0o600, flag: "wx" });
  const encoded = Buffer.from(publicKey).toString("base64");
  return { purpose, file, publicKey: encoded, keyId, validFrom: now, validUntil: null, revokedAt: null };
}

function toPem(bytes: Uint8Array): string {
  return `-----BEGIN PRIVATE KEY-----\n${Buffer.from(bytes).toString("base64")}\n-----END PRIVATE KEY-----\n`;
}

function fromPem(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/-----[A-Z ]+-----|\s/g, ""), "base64"));
}
