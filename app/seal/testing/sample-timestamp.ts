import { createHash, sign } from "node:crypto";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { contextTag, der, integer, Members, octets, oid, readDer, sequence, setOf, TAG } from "../der.ts";
import { OID } from "../object-ids.ts";
import type { SampleIdentity } from "./sample-certificates.ts";

export interface SampleToken {
  imprint: Uint8Array;
  /** An encoded INTEGER, as in the request; none where absent. */
  nonce?: Uint8Array;
  at?: string;
  authority: SampleIdentity;
  /** Certificate that the signed attributes name; the authority's by default. */
  named?: Uint8Array;
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const SHA256 = sequence(oid(OID.sha256), der(TAG.null));

/** A token as an authority makes it (RFC 3161), for tests. */
export function makeToken({ imprint, nonce, at = "2026-03-02T09:15:01Z", authority, named }: SampleToken): Uint8Array {
  const { certificate, privateKey, chain } = authority;
  const info = sequence(
    integer(1),
    oid("1.3.6.1.4.1.99999.1"),
    sequence(SHA256, octets(imprint)),
    integer(7),
    der(TAG.generalizedTime, encodeUtf8(`${at.replace(/[-:T]/g, "").slice(0, 14)}Z`)),
    ...(nonce ? [nonce] : []),
  );
  const attribute = (type: string, value: Uint8Array) => sequence(oid(type), der(TAG.set, value));
  const attributes = [
    attribute(OID.contentType, oid(OID.tstInfo)),
    attribute(OID.messageDigest, octets(sha256(info))),
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(octets(sha256(named ?? certificate.raw)))))),
  ];
  const signature = new Uint8Array(sign("sha256", setOf(TAG.set, ...attributes), privateKey));
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerRaw, certificate.serialRaw),
    SHA256,
    setOf(contextTag(0), ...attributes),
    sequence(oid(OID.rsaEncryption), der(TAG.null)),
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    der(TAG.set, SHA256),
    sequence(oid(OID.tstInfo), der(contextTag(0), octets(info))),
    setOf(contextTag(0), certificate.raw, ...chain),
    der(TAG.set, signerInfo),
  );
  return sequence(oid(OID.signedData), der(contextTag(0), signedData));
}

/** What an authority answers to a request. */
export function answerRequest(
  request: Uint8Array,
  authority: SampleIdentity,
  change: Partial<SampleToken> = {},
): Uint8Array {
  const members = new Members(readDer(request));
  members.take(TAG.integer);
  const imprint = members.enter();
  imprint.take();
  const token = {
    imprint: imprint.take(TAG.octetString).content,
    nonce: members.take(TAG.integer).raw,
    authority,
    ...change,
  };
  return sequence(sequence(integer(0)), makeToken(token));
}
