import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Seal } from "#app/seal/seal-pdf.ts";
import { didOf } from "#app/transparency/did-document.ts";
import type { KeyPurpose, PublishedKey } from "#app/transparency/jwks.ts";
import { createWebCryptoSigner, generatePrivateKey, type Signer } from "#app/transparency/signer.ts";

/** What this installation signs with. Private keys stay in their files: never in the database, never in a log. */
export interface IssuerKeys {
  did: string;
  /** Name of the transparency log in its checkpoints. */
  origin: string;
  credential: Signer;
  log: Signer;
  /** Seals the PDF of a report; absent where reports are issued without one. */
  seal?: Seal | null;
  /** Every key that ever signed, with the window in which it did; retired ones stay. */
  published: PublishedKey[];
}

/** A row of `keys.json`; `file` is absent for a retired key. */
interface KeyRecord {
  purpose: KeyPurpose;
  file?: string;
  publicKey: string;
  keyId: string;
  validFrom: string;
  validUntil: string | null;
  revokedAt: string | null;
}

/**
 * Opens the keys of the installation, making them at the first start. The folder holds one PKCS#8 file a key, readable
 * by its owner only, and `keys.json`, which lists current and retired keys with their windows.
 *
 * @param now ISO time that a new key is valid from.
 */
export async function openIssuerKeys(dataDir: string, publicUrl: string, now: string): Promise<IssuerKeys> {
  const folder = join(dataDir, "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const index = join(folder, "keys.json");
  if (!existsSync(index)) {
    const records = [await makeKey(folder, "credential", now), await makeKey(folder, "log", now)];
    writeFileSync(index, `${JSON.stringify(records, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  }
  const records = JSON.parse(readFileSync(index, "utf8")) as KeyRecord[];
  const open = async (purpose: KeyPurpose) => {
    const record = records.find((one) => one.purpose === purpose && one.file && one.validUntil === null);
    if (!record?.file) throw new Error(`keys.json names no current ${purpose} key`);
    return createWebCryptoSigner(fromPem(readFileSync(join(folder, record.file), "utf8")));
  };
  return {
    did: didOf(publicUrl),
    origin: `${new URL(publicUrl).host}/log`,
    credential: await open("credential"),
    log: await open("log"),
    published: records.map(({ keyId, purpose, publicKey, validFrom, validUntil, revokedAt }) => ({
      keyId,
      purpose,
      publicKey: new Uint8Array(Buffer.from(publicKey, "base64")),
      validFrom,
      validUntil,
      revokedAt,
    })),
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
