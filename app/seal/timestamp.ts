import { type Bytes, equalBytes, ownBytes } from "#app/encoding/bytes.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { type HashName, isSignatureOf, SIGNATURE_HASHES } from "./check-signature.ts";
import {
  childrenOf,
  contextTag,
  type Der,
  der,
  integer,
  Members,
  octets,
  oid,
  readDer,
  readOid,
  readTime,
  sequence,
  TAG,
} from "./der.ts";
import { OID } from "./object-ids.ts";

/** What a timestamp proves: these bytes existed at that time, in the word of that authority. */
export interface Timestamp {
  /** Milliseconds since 1970. */
  at: number;
  authority: Certificate;
}

const SHA256 = sequence(oid(OID.sha256), der(TAG.null));
const TRUE = der(TAG.boolean, Uint8Array.of(0xff));
const IMPLICIT_KEY_ID = 0x80;

/** A TimeStampReq (RFC 3161, 2.4.1) for the SHA-256 of a signature, asking for the authority's certificate. */
export function encodeTimestampRequest(imprint: Uint8Array, nonce: Uint8Array): Bytes {
  return sequence(integer(1), sequence(SHA256, octets(imprint)), integer(nonce), TRUE);
}

/** The token of a TimeStampResp that grants one. @throws `timestamp_refused`, `not_a_timestamp` */
export function readTimestampResponse(response: Uint8Array): Bytes {
  return asTimestamp(() => {
    const members = new Members(readDer(response));
    const status = members.enter().take(TAG.integer).content;
    const isGranted = status.length === 1 && (status[0] === 0 || status[0] === 1);
    if (!isGranted) throw new TransparencyError("timestamp_refused", { status: status.join(".") });
    const token = members.take(TAG.sequence);
    members.end();
    return ownBytes(token.raw.slice());
  });
}

/**
 * Checks a token (RFC 3161, 2.4.2): imprint, nonce where one was sent, content digest, the authority's signature,
 * that the signature names this certificate, that it is for timestamps alone, and that it was in force at the time it
 * states. Whether to trust the authority is up to the reader.
 * @throws `not_a_timestamp`, `timestamp_of_something_else`, `wrong_timestamp_signature`,
 * `not_a_timestamp_certificate`, `key_not_supported`
 */
export async function verifyTimestamp(
  token: Uint8Array,
  signature: Uint8Array,
  nonce: Uint8Array | null,
): Promise<Timestamp> {
  const parts = asTimestamp(() => readToken(token));
  const { info, authority } = parts;
  const isOfThis = equalBytes(info.imprint, await sha256(signature));
  const isAnswer = nonce === null || (info.nonce !== null && equalBytes(info.nonce, integer(nonce)));
  if (!isOfThis || !isAnswer) throw new TransparencyError("timestamp_of_something_else");
  await checkAttributes(parts);
  const signed = { bytes: parts.signedAttributes, signature: parts.signature };
  if (!(await isSignatureOf(authority.publicKey, parts.signatureHash, signed)))
    throw new TransparencyError("wrong_timestamp_signature");
  const { purposes, maySign, validFrom, validUntil } = authority;
  // RFC 3161, 2.3: the one purpose, and critical.
  const isForThis = purposes?.isCritical && purposes.oids.length === 1 && purposes.oids[0] === OID.timeStamping;
  if (!isForThis || !maySign || info.at < validFrom || info.at > validUntil)
    throw new TransparencyError("not_a_timestamp_certificate");
  return { at: info.at, authority };
}

interface Token {
  content: Uint8Array;
  info: { imprint: Uint8Array; at: number; nonce: Uint8Array | null };
  authority: Certificate;
  digestHash: HashName;
  /** As a set, the form in which they are signed. */
  signedAttributes: Bytes;
  attributes: Map<string, Der>;
  signatureHash: HashName;
  signature: Uint8Array;
}

function readToken(token: Uint8Array): Token {
  const outer = new Members(readDer(token));
  if (readOid(outer.take()) !== OID.signedData) throw notATimestamp();
  const signedData = outer.enter(contextTag(0)).enter();
  signedData.take(TAG.integer);
  signedData.take(TAG.set);
  const encapsulated = signedData.enter();
  if (readOid(encapsulated.take()) !== OID.tstInfo) throw notATimestamp();
  const content = encapsulated.enter(contextTag(0)).take(TAG.octetString).content;
  const certificates = childrenOf(signedData.take(contextTag(0))).filter(({ tag }) => tag === TAG.sequence);
  signedData.takeOptional(contextTag(1));
  const signers = signedData.enter(TAG.set);
  const signer = signers.enter();
  signers.end();
  signer.take(TAG.integer);
  const authority = findSigner(
    certificates.map(({ raw }) => readCertificate(raw)),
    signer.take(),
  );
  const digestHash = hashOf(signer.enter());
  const attributes = signer.take(contextTag(0));
  const signatureHash = signatureHashOf(signer.enter(), digestHash);
  return {
    content,
    info: readInfo(content),
    authority,
    digestHash,
    signedAttributes: der(TAG.set, attributes.content),
    attributes: readAttributes(attributes),
    signatureHash,
    signature: signer.take(TAG.octetString).content,
  };
}

function readInfo(content: Uint8Array): Token["info"] {
  const info = new Members(readDer(content));
  info.take(TAG.integer);
  info.take(TAG.oid);
  const imprint = info.enter();
  if (hashOf(imprint.enter()) !== "SHA-256") throw notATimestamp();
  const hash = imprint.take(TAG.octetString).content;
  info.take(TAG.integer);
  const at = readTime(info.take(TAG.generalizedTime));
  info.takeOptional(TAG.sequence);
  info.takeOptional(TAG.boolean);
  return { imprint: hash, at, nonce: info.takeOptional(TAG.integer)?.raw ?? null };
}

function findSigner(certificates: Certificate[], id: Der): Certificate {
  const isSigner = ({ issuerRaw, serialRaw, subjectKeyId }: Certificate) =>
    id.tag === IMPLICIT_KEY_ID
      ? subjectKeyId !== null && equalBytes(subjectKeyId, id.content)
      : equalBytes(sequence(issuerRaw, serialRaw), id.raw);
  const found = certificates.find(isSigner);
  if (!found) throw notATimestamp();
  return found;
}

/** One value of each attribute (RFC 5652, 11): a second one could be read by others than the one that we check. */
function readAttributes(element: Der): Map<string, Der> {
  const attributes = new Map<string, Der>();
  for (const child of childrenOf(element)) {
    const members = new Members(child);
    const type = readOid(members.take());
    const values = members.enter(TAG.set);
    if (attributes.has(type)) throw notATimestamp();
    attributes.set(type, values.take());
    values.end();
  }
  return attributes;
}

async function checkAttributes({ attributes, content, digestHash, authority }: Token): Promise<void> {
  const type = attributes.get(OID.contentType);
  const digest = attributes.get(OID.messageDigest);
  const expected = new Uint8Array(await crypto.subtle.digest(digestHash, ownBytes(content)));
  const holds = type && readOid(type) === OID.tstInfo && digest && equalBytes(digest.content, expected);
  if (!holds) throw new TransparencyError("wrong_timestamp_signature");
  if (!(await namesCertificate(attributes, authority))) throw new TransparencyError("not_a_timestamp_certificate");
}

/** The certificate identifier of RFC 5816 (any SHA-2), or the one of RFC 3161 (SHA-1), which authorities still write. */
async function namesCertificate(attributes: Map<string, Der>, { raw }: Certificate): Promise<boolean> {
  const newer = attributes.get(OID.signingCertificateV2);
  const older = attributes.get(OID.signingCertificate);
  const value = newer ?? older;
  if (!value) return false;
  const id = new Members(new Members(new Members(value).take(TAG.sequence)).take(TAG.sequence));
  const algorithm = newer ? id.takeOptional(TAG.sequence) : null;
  const hash = newer ? (algorithm ? hashOf(new Members(algorithm)) : "SHA-256") : "SHA-1";
  const named = id.take(TAG.octetString).content;
  return equalBytes(named, new Uint8Array(await crypto.subtle.digest(hash, raw)));
}

const HASHES: Record<string, HashName> = { [OID.sha256]: "SHA-256", [OID.sha384]: "SHA-384", [OID.sha512]: "SHA-512" };

function hashOf(algorithm: Members): HashName {
  const hash = HASHES[readOid(algorithm.take())];
  if (!hash) throw new TransparencyError("key_not_supported");
  return hash;
}

function signatureHashOf(algorithm: Members, digestHash: HashName): HashName {
  const name = readOid(algorithm.take());
  const hash = name === OID.rsaEncryption ? digestHash : SIGNATURE_HASHES[name];
  if (!hash) throw new TransparencyError("key_not_supported");
  return hash;
}

function asTimestamp<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TransparencyError && (error.code === "not_der" || error.code === "invalid_certificate"))
      throw notATimestamp();
    throw error;
  }
}

function notATimestamp(): TransparencyError {
  return new TransparencyError("not_a_timestamp");
}
