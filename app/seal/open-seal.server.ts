import { createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { utcDay } from "#app/day/day.ts";
import { once } from "#app/encoding/once.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { env } from "#app/environment/env.server.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { checkChain } from "./check-chain.ts";
import { isSignatureOf } from "./check-signature.ts";
import { signByCommand } from "./command-signer.server.ts";
import type { Seal, SealSigner } from "./seal-pdf.ts";
import { askTimestamp } from "./timestamp-authority.server.ts";

/** Where the key of the seal is: in a PEM file, with a password or without one, or behind a program that signs with it. */
export interface SealSettings {
  key: { kind: "file"; file: string; passwordFile: string | undefined } | { kind: "command"; command: string };
  /** PEM: the signer's certificate and those above it. */
  certificateFile: string;
  /** Address of an RFC 3161 authority. */
  timestampUrl: string | undefined;
}

/** The seal of this process, opened at its start, so that a wrong setting stops it there; null without one. */
export const seal = once(() => openSeal(env().seal, new Date()));

/**
 * Opens the seal of the installation, null where it has none. A missing file, a wrong password, a certificate that is
 * expired, for another use or of a weak key prevents the start, and the message states which.
 * @throws Error for people who set the installation up
 */
export async function openSeal(settings: SealSettings | undefined, now: Date): Promise<Seal | null> {
  if (!settings) return null;
  const { key, certificateFile, timestampUrl } = settings;
  try {
    const certificates = readCertificates(await readFile(certificateFile, "utf8"));
    const signer =
      key.kind === "file" ? await openFile(key, certificates) : await openCommand(key.command, certificates);
    checkUse(signer, now);
    await checkChain(signer.certificate, signer.chain);
    return { signer, timestamp: timestampUrl ? (signature) => askTimestamp(timestampUrl, signature) : null };
  } catch (error) {
    const what = key.kind === "file" ? `SEAL_KEY ${key.file}` : `SEAL_COMMAND ${key.command}`;
    throw new Error(
      `The seal of the reports cannot be used (${what}, SEAL_CERTIFICATES ${certificateFile}): ${reasonOf(error)}`,
    );
  }
}

const REASONS: Record<string, string> = {
  wrong_password: "the password in SEAL_PASSWORD_FILE does not open the key",
  no_password: "the key has a password: write it into a file and name that in SEAL_PASSWORD_FILE",
  no_private_key:
    "SEAL_KEY must be a private key in PEM; of a PKCS#12 file, make one with openssl pkcs12 -in FILE -nocerts -out KEY",
  no_certificate: "SEAL_CERTIFICATES holds no certificate of the key in PEM",
  invalid_certificate: "a certificate in it cannot be read",
  broken_chain: "its certificates are no chain from the signer to an issuer",
  key_not_supported:
    "a certificate of its chain is signed by something else than RSA (PKCS #1 v1.5) or ECDSA with SHA-2",
  wrong_signature: "key and certificate do not belong together",
  weak_key: "the key must be RSA of 2048 bits or more, or P-256",
  wrong_use: "the certificate is not for signing documents (key usage or extended key usage)",
  certificate_not_in_force: "the certificate is not in force",
};

function reasonOf(error: unknown): string {
  if (!(error instanceof TransparencyError)) return (error as Error).message;
  const facts = Object.values(error.facts).join(", ");
  return `${REASONS[error.code] ?? error.code}${facts ? ` (${facts})` : ""}`;
}

// pattern: our own text, the certificates of the installation.
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

function readCertificates(pem: string): Uint8Array[] {
  const certificates = (pem.match(CERTIFICATE) ?? []).map((block) => new Uint8Array(new X509Certificate(block).raw));
  if (certificates.length === 0) throw new TransparencyError("no_certificate");
  return certificates;
}

async function openFile(
  { file, passwordFile }: { file: string; passwordFile: string | undefined },
  certificates: Uint8Array[],
): Promise<SealSigner> {
  // Editors end a file with a line end, which is no part of the password.
  const password = passwordFile && (await readFile(passwordFile, "utf8")).replace(/\r?\n$/, "");
  const privateKey = openKey(await readFile(file, "utf8"), password);
  const own = certificates.find((raw) => new X509Certificate(raw).checkPrivateKey(privateKey));
  if (!own) throw new TransparencyError("no_certificate");
  const signer = { ...chainFrom(own, certificates), sign: async (bytes: Uint8Array) => signWith(privateKey, bytes) };
  const bytes = new TextEncoder().encode("probe");
  const probe = { bytes, signature: await signer.sign(bytes) };
  if (!(await isSignatureOf(signer.certificate.publicKey, "SHA-256", probe)))
    throw new TransparencyError("wrong_signature");
  return signer;
}

function openKey(pem: string, password: string | undefined): KeyObject {
  const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (!isEncrypted && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw new TransparencyError("no_private_key");
  if (isEncrypted && password === undefined) throw new TransparencyError("no_password");
  try {
    return createPrivateKey({ key: pem, ...(isEncrypted ? { passphrase: password } : {}) });
  } catch {
    throw new TransparencyError(isEncrypted ? "wrong_password" : "no_private_key");
  }
}

/** RSASSA-PKCS1-v1_5 for RSA keys, DER for elliptic curves: what `node:crypto` does when not told otherwise. */
function signWith(privateKey: KeyObject, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(sign("sha256", bytes, privateKey));
}

async function openCommand(command: string, certificates: Uint8Array[]): Promise<SealSigner> {
  await access(command, constants.X_OK);
  return { ...chainFrom(certificates[0]!, certificates), sign: (bytes) => signByCommand(command, bytes) };
}

/** The signer's certificate and, one issuer after another, those above it; what belongs to no chain stays out. */
function chainFrom(own: Uint8Array, certificates: Uint8Array[]): { certificate: Certificate; chain: Uint8Array[] } {
  const chain: Uint8Array[] = [];
  const others = new Set(certificates.filter((one) => one !== own));
  for (let child = new X509Certificate(own); !child.checkIssued(child); ) {
    const found = [...others].find((raw) => child.checkIssued(new X509Certificate(raw)));
    if (!found) break;
    others.delete(found);
    chain.push(found);
    child = new X509Certificate(found);
  }
  return { certificate: readCertificate(own), chain };
}

const LEAST_RSA_BITS = 2048;

/** Purposes under which readers take a signature on a document: RFC 9336, e-mail, any, and two of reader makers. */
const DOCUMENT_PURPOSES = [
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.4",
  "2.5.29.37.0",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
];

function checkUse({ certificate }: SealSigner, now: Date): void {
  const { publicKey, maySign, purposes, validFrom, validUntil } = certificate;
  const { asymmetricKeyDetails } = new X509Certificate(certificate.raw).publicKey;
  const isStrong =
    publicKey.kind === "rsa" ? (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS : publicKey.kind === "p256";
  if (!isStrong) throw new TransparencyError("weak_key");
  if (!maySign || (purposes && !purposes.oids.some((one) => DOCUMENT_PURPOSES.includes(one))))
    throw new TransparencyError("wrong_use");
  if (now.getTime() < validFrom || now.getTime() > validUntil) {
    const day = (time: number) => utcDay(new Date(time));
    throw new TransparencyError("certificate_not_in_force", { from: day(validFrom), until: day(validUntil) });
  }
}
