import { type Bytes, equalBytes, ownBytes } from "#app/encoding/bytes.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { childrenOf, contextTag, der, integer, Members, octets, oid, readDer, sequence, setOf, TAG } from "./der.ts";
import { OID } from "./object-ids.ts";

/**
 * The CMS of a seal (RFC 5652) as PAdES baseline requires it (ETSI EN 319 142-1, 6.3): detached, SHA-256 throughout,
 * the signed attributes content-type, message-digest and signing-certificate-v2 and no other. The time of signing is
 * in the signature dictionary (/M), not here.
 */
export interface SignedData {
  /** SHA-256 of the signed ranges of the file. */
  contentHash: Uint8Array;
  signer: Certificate;
  /** The other certificates of the chain. */
  chain: Uint8Array[];
  signature: Uint8Array;
  /** RFC 3161, or null. */
  timestamp: Uint8Array | null;
}

const SHA256 = sequence(oid(OID.sha256));
const RSA = sequence(oid(OID.sha256WithRsa), der(TAG.null));
const ECDSA = sequence(oid(OID.ecdsaWithSha256));

/** The bytes to be signed: the signed attributes as a set (RFC 5652, 5.4). */
export async function encodeSignedAttributes(contentHash: Uint8Array, signer: Certificate): Promise<Bytes> {
  return setOf(TAG.set, ...(await signedAttributes(contentHash, signer)));
}

async function signedAttributes(contentHash: Uint8Array, signer: Certificate): Promise<Bytes[]> {
  // ESSCertIDv2 with its default hash, SHA-256 (RFC 5035): the signature holds for this certificate and no other.
  const certificateId = sequence(octets(await sha256(signer.raw)));
  return [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(contentHash)),
    attribute(OID.signingCertificateV2, sequence(sequence(certificateId))),
  ];
}

function attribute(type: string, value: Uint8Array): Bytes {
  return sequence(oid(type), der(TAG.set, value));
}

export async function encodeSignedData(data: SignedData): Promise<Bytes> {
  const { signer, signature, timestamp } = data;
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuerRaw, signer.serialRaw),
    SHA256,
    setOf(contextTag(0), ...(await signedAttributes(data.contentHash, signer))),
    signer.publicKey.kind === "rsa" ? RSA : ECDSA,
    octets(signature),
    ...(timestamp ? [der(contextTag(1), attribute(OID.timeStampToken, timestamp))] : []),
  );
  const signedData = sequence(
    integer(1),
    der(TAG.set, SHA256),
    sequence(oid(OID.data)),
    setOf(contextTag(0), signer.raw, ...data.chain),
    der(TAG.set, signerInfo),
  );
  return sequence(oid(OID.signedData), der(contextTag(0), signedData));
}

/**
 * Reads what `encodeSignedData` wrote, and nothing else: the result is encoded again and must give the same bytes. It
 * can't contain any other algorithm, attribute, signer or certificate, and none can be missing. The signature itself
 * is not checked here.
 * @throws `not_a_seal`
 */
export async function decodeSignedData(bytes: Uint8Array): Promise<SignedData> {
  try {
    const data = read(bytes);
    if (equalBytes(await encodeSignedData(data), bytes)) return data;
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
  }
  throw new TransparencyError("not_a_seal");
}

function read(bytes: Uint8Array): SignedData {
  const content = new Members(readDer(bytes));
  content.take(TAG.oid);
  const signedData = content.enter(contextTag(0)).enter();
  for (const tag of [TAG.integer, TAG.set, TAG.sequence]) signedData.take(tag);
  const certificates = childrenOf(signedData.take(contextTag(0))).map(({ raw }) => readCertificate(raw));
  const signerInfo = signedData.enter(TAG.set).enter();
  signerInfo.take(TAG.integer);
  const signerId = signerInfo.take(TAG.sequence);
  signerInfo.take(TAG.sequence);
  const contentHash = messageDigestOf(
    signerInfo
      .enter(contextTag(0))
      .rest()
      .map((child) => new Members(child)),
  );
  signerInfo.take(TAG.sequence);
  const signature = signerInfo.take(TAG.octetString).content;
  const timestamp = signerInfo.takeOptional(contextTag(1));
  const isSigner = ({ issuerRaw, serialRaw }: Certificate) => equalBytes(sequence(issuerRaw, serialRaw), signerId.raw);
  const signer = certificates.find(isSigner);
  if (!signer) throw new TransparencyError("not_a_seal");
  return {
    contentHash,
    signer,
    chain: certificates.filter((one) => one !== signer).map(({ raw }) => raw),
    signature,
    timestamp: timestamp && tokenOf(new Members(timestamp, contextTag(1)).enter()),
  };
}

function messageDigestOf(attributes: Members[]): Uint8Array {
  const name = oid(OID.messageDigest);
  const found = attributes.find((one) => equalBytes(one.take(TAG.oid).raw, name));
  if (!found) throw new TransparencyError("not_a_seal");
  return found.enter(TAG.set).take(TAG.octetString).content;
}

function tokenOf(attributes: Members): Uint8Array {
  attributes.take(TAG.oid);
  return ownBytes(attributes.enter(TAG.set).take(TAG.sequence).raw);
}
