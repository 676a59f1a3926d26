import { type Bytes, equalBytes, ownBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import {
  childrenOf,
  contextTag,
  type Der,
  Members,
  readBits,
  readBoolean,
  readDer,
  readOid,
  readTime,
  TAG,
} from "./der.ts";
import { OID } from "./object-ids.ts";

/** The parts of an X.509 certificate that we read (RFC 5280). Whether to trust it is up to the reader. */
export interface Certificate {
  raw: Bytes;
  /** What its issuer signed, by which algorithm (object identifier), and the signature. */
  body: Uint8Array;
  signatureAlgorithm: string;
  signature: Uint8Array;
  /** Common name, or the organization's if missing. */
  subject: string;
  /** The organization of the subject, or empty. */
  organization: string;
  issuer: string;
  /** Encoded name of the issuer and serial number: what CMS calls a certificate by. */
  issuerRaw: Uint8Array;
  subjectRaw: Uint8Array;
  serialRaw: Uint8Array;
  subjectKeyId: Uint8Array | null;
  isSelfIssued: boolean;
  /** Milliseconds since 1970, both inclusive. */
  validFrom: number;
  validUntil: number;
  publicKey: PublicKey;
  /** Whether the key may sign documents or tokens; true where the certificate does not limit it. */
  maySign: boolean;
  /** Purposes by object identifier; null where the certificate does not limit them. */
  purposes: { oids: string[]; isCritical: boolean } | null;
}

export interface PublicKey {
  spki: Bytes;
  kind: "rsa" | "p256" | "p384" | "p521" | "other";
}

/** @throws `invalid_certificate` */
export function readCertificate(raw: Uint8Array): Certificate {
  try {
    return read(raw);
  } catch (error) {
    if (error instanceof TransparencyError) throw new TransparencyError("invalid_certificate");
    throw error;
  }
}

function read(raw: Uint8Array): Certificate {
  const outer = new Members(readDer(raw));
  const signed = outer.take(TAG.sequence);
  const signatureAlgorithm = readOid(outer.enter().take());
  const signature = readBits(outer.take()).bytes;
  outer.end();
  const body = new Members(signed);
  body.takeOptional(contextTag(0));
  const serial = body.take(TAG.integer);
  body.take(TAG.sequence);
  const issuer = body.take(TAG.sequence);
  const validity = body.enter();
  const subject = body.take(TAG.sequence);
  const key = body.take(TAG.sequence);
  const extensions = readExtensions(body.rest().find(({ tag }) => tag === contextTag(3)));
  const usage = extensions.get(OID.keyUsage);
  const purposes = extensions.get(OID.extendedKeyUsage);
  const keyId = extensions.get(OID.subjectKeyIdentifier);
  return {
    raw: ownBytes(raw),
    body: signed.raw,
    signatureAlgorithm,
    signature,
    subject: nameOf(subject),
    organization: partsOf(subject).get(OID.organizationName) ?? "",
    issuer: nameOf(issuer),
    issuerRaw: issuer.raw,
    subjectRaw: subject.raw,
    serialRaw: serial.raw,
    subjectKeyId: keyId ? readDer(keyId.value).content : null,
    isSelfIssued: equalBytes(issuer.raw, subject.raw),
    validFrom: readTime(validity.take()),
    validUntil: readTime(validity.take()),
    publicKey: { spki: ownBytes(key.raw.slice()), kind: kindOf(key) },
    maySign: usage === undefined || ((readBits(readDer(usage.value)).bytes[0] ?? 0) & 0xc0) !== 0,
    purposes: purposes
      ? { oids: childrenOf(readDer(purposes.value)).map(readOid), isCritical: purposes.isCritical }
      : null,
  };
}

function kindOf(key: Der): PublicKey["kind"] {
  const algorithm = new Members(key).enter();
  const name = readOid(algorithm.take());
  if (name === OID.rsaEncryption) return "rsa";
  if (name !== OID.ecPublicKey) return "other";
  const curve = algorithm.take();
  const curves: Record<string, PublicKey["kind"]> = { [OID.p256]: "p256", [OID.p384]: "p384", [OID.p521]: "p521" };
  return curve.tag === TAG.oid ? (curves[readOid(curve)] ?? "other") : "other";
}

interface Extension {
  isCritical: boolean;
  value: Uint8Array;
}

/** An extension may occur once (RFC 5280, 4.2). */
function readExtensions(element: Der | undefined): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  if (element === undefined) return extensions;
  for (const child of childrenOf(readDer(element.content))) {
    const members = new Members(child);
    const name = readOid(members.take());
    const critical = members.takeOptional(TAG.boolean);
    const value = members.take(TAG.octetString).content;
    if (extensions.has(name)) throw new TransparencyError("invalid_certificate");
    extensions.set(name, { isCritical: critical !== null && readBoolean(critical), value });
  }
  return extensions;
}

function nameOf(name: Der): string {
  const parts = partsOf(name);
  return parts.get(OID.commonName) ?? parts.get(OID.organizationName) ?? "";
}

function partsOf(name: Der): Map<string, string> {
  const parts = new Map<string, string>();
  for (const group of childrenOf(name)) {
    for (const part of childrenOf(group)) {
      const [type, value] = childrenOf(part);
      if (type && value) parts.set(readOid(type), textOf(value));
    }
  }
  return parts;
}

const BMP_STRING = 0x1e;

function textOf({ tag, content }: Der): string {
  const encoding = tag === TAG.utf8 ? "utf-8" : tag === BMP_STRING ? "utf-16be" : "latin1";
  return new TextDecoder(encoding).decode(content);
}
