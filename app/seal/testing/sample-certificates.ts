import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { type Certificate, readCertificate } from "../certificate.ts";
import { contextTag, der, integer, octets, oid, sequence, setOf, TAG } from "../der.ts";
import { OID } from "../object-ids.ts";
import type { SealSigner } from "../seal-pdf.ts";

export interface SampleIdentity {
  certificate: Certificate;
  privateKey: KeyObject;
  chain: Uint8Array[];
}

export interface SampleOptions {
  kind?: "rsa" | "p256";
  issuer?: SampleIdentity;
  from?: string;
  /** The last moment that a UTCTime can tell where none is given, since some seals are made by the clock. */
  until?: string;
  /** First byte of the key usage; null for none. 0x80 digitalSignature, 0x40 contentCommitment, 0x06 CA. */
  usage?: number | null;
  purposes?: string[];
  serial?: number;
  organization?: string;
}

const KEYS = new Map<string, KeyObject>();

/** RSA keys take long to make: one for each name in a run. */
function keyFor(name: string, kind: "rsa" | "p256"): KeyObject {
  const known = KEYS.get(`${kind}:${name}`);
  const make = () =>
    kind === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
      : generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const key = known ?? make();
  KEYS.set(`${kind}:${name}`, key);
  return key;
}

/** A certificate made here, for tests: self-signed, or by an issuer. */
export function makeIdentity(name: string, options: SampleOptions = {}): SampleIdentity {
  const { kind = "rsa", issuer, usage = 0xc0, purposes } = options;
  const privateKey = keyFor(name, kind);
  const part = (type: string, value: string) => setOf(TAG.set, sequence(oid(type), der(TAG.utf8, encodeUtf8(value))));
  const subject = sequence(
    ...(options.organization ? [part(OID.organizationName, options.organization)] : []),
    part(OID.commonName, name),
  );
  const signer = issuer?.privateKey ?? privateKey;
  const algorithm =
    signer.asymmetricKeyType === "rsa"
      ? sequence(oid(OID.sha256WithRsa), der(TAG.null))
      : sequence(oid(OID.ecdsaWithSha256));
  const critical = der(TAG.boolean, Uint8Array.of(0xff));
  const extensions = [
    ...(usage === null
      ? []
      : [sequence(oid(OID.keyUsage), critical, octets(der(TAG.bitString, Uint8Array.of(0, usage))))]),
    ...(purposes ? [sequence(oid(OID.extendedKeyUsage), critical, octets(sequence(...purposes.map(oid))))] : []),
    ...(usage === 0x06 ? [sequence(oid("2.5.29.19"), critical, octets(sequence(critical)))] : []),
  ];
  const body = sequence(
    der(contextTag(0), integer(2)),
    integer(options.serial === undefined ? randomBytes(8) : options.serial),
    algorithm,
    issuer ? subjectOf(issuer.certificate) : subject,
    sequence(time(options.from ?? "2026-01-01T00:00:00Z"), time(options.until ?? "2049-12-31T23:59:59Z")),
    subject,
    new Uint8Array(createPublicKey(privateKey).export({ type: "spki", format: "der" })),
    ...(extensions.length > 0 ? [der(contextTag(3), sequence(...extensions))] : []),
  );
  const signature = new Uint8Array(sign("sha256", body, signer));
  const raw = sequence(body, algorithm, der(TAG.bitString, Uint8Array.of(0), signature));
  return {
    certificate: readCertificate(raw),
    privateKey,
    chain: issuer ? [issuer.certificate.raw, ...issuer.chain] : [],
  };
}

export function signerOf({ certificate, chain, privateKey }: SampleIdentity): SealSigner {
  return { certificate, chain, sign: async (bytes) => new Uint8Array(sign("sha256", bytes, privateKey)) };
}

function subjectOf(certificate: Certificate): Uint8Array {
  return sequence(setOf(TAG.set, sequence(oid(OID.commonName), der(TAG.utf8, encodeUtf8(certificate.subject)))));
}

function time(iso: string): Uint8Array {
  return der(TAG.utcTime, encodeUtf8(`${iso.replace(/[-:T]/g, "").slice(2, 14)}Z`));
}
