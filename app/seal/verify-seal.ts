import { equalBytes } from "#app/encoding/bytes.ts";
import { sha256, sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type FoundSeal, findSeal, signedBytes } from "#app/pdf/pdf-update.ts";
import type { Certificate } from "./certificate.ts";
import { checkChain } from "./check-chain.ts";
import { isSignatureOf } from "./check-signature.ts";
import { readFirstDer } from "./der.ts";
import { decodeSignedData, encodeSignedAttributes, type SignedData } from "./signed-data.ts";
import { verifyTimestamp } from "./timestamp.ts";

/** Whose certificate a seal names. Whether to trust it is the reader's to decide: we hold no list of trusted ones. */
export interface SealFinding {
  kind: "intact";
  /** SHA-256 of the report before its seal. */
  unsealedSha256: string;
  subject: string;
  /** The organization of the certificate, or empty. */
  organization: string;
  issuer: string;
  isSelfIssued: boolean;
  /** SHA-256 of the certificate. */
  fingerprint: string;
  /** As the seal claims, ISO 8601. */
  signedAt: string;
  /** As an authority states, where a timestamp was added. */
  timestamp: { at: string; authority: string } | null;
}

/** By how much a clock may run ahead of the authority's. */
const CLOCK_DRIFT_MILLISECONDS = 5 * 60_000;

/**
 * Looks for the seal of a report and checks all of it: that it covers the whole file but its own value, the digest, the
 * signature, that it names this certificate, its chain, that it was made while in force, and the timestamp. Absent is not broken.
 */
export async function verifySeal(
  file: Uint8Array,
): Promise<SealFinding | { kind: "absent" } | { kind: "broken"; fault: string }> {
  try {
    const found = await findSeal(file);
    return found === null ? { kind: "absent" } : await check(found);
  } catch (error) {
    if (error instanceof TransparencyError) return { kind: "broken", fault: error.code };
    throw error;
  }
}

async function check(found: FoundSeal): Promise<SealFinding> {
  const data = await decodeSignedData(withoutFilling(found.contents));
  const { signer, contentHash, signature } = data;
  if (!equalBytes(contentHash, await sha256(signedBytes(found.prepared))))
    throw new TransparencyError("seal_of_other_content");
  const bytes = await encodeSignedAttributes(contentHash, signer);
  if (!(await isSignatureOf(signer.publicKey, "SHA-256", { bytes, signature })))
    throw new TransparencyError("wrong_signature");
  await checkChain(signer, data.chain);
  const signedAt = Date.parse(found.signedAt);
  if (!(signedAt >= signer.validFrom && signedAt <= signer.validUntil) || !signer.maySign)
    throw new TransparencyError("certificate_not_in_force");
  return {
    kind: "intact",
    unsealedSha256: await sha256Hex(found.unsealed),
    ...(await describe(signer)),
    signedAt: found.signedAt,
    timestamp: await checkTimestamp(data, signedAt),
  };
}

async function describe(
  signer: Certificate,
): Promise<Pick<SealFinding, "subject" | "organization" | "issuer" | "isSelfIssued" | "fingerprint">> {
  const { subject, organization, issuer, isSelfIssued, raw } = signer;
  return { subject, organization, issuer, isSelfIssued, fingerprint: await sha256Hex(raw) };
}

async function checkTimestamp(
  { timestamp, signature }: SignedData,
  signedAt: number,
): Promise<SealFinding["timestamp"]> {
  if (timestamp === null) return null;
  const { at, authority } = await verifyTimestamp(timestamp, signature, null);
  if (at < signedAt - CLOCK_DRIFT_MILLISECONDS) throw new TransparencyError("timestamp_before_seal");
  return { at: new Date(at).toISOString(), authority: authority.subject };
}

/** Zeros fill up the room; anything else behind the CMS would be unsigned content of unknown origin. */
function withoutFilling(contents: Uint8Array): Uint8Array {
  const { raw } = readFirstDer(contents);
  if (contents.subarray(raw.length).some((byte) => byte !== 0)) throw new TransparencyError("not_a_seal");
  return raw;
}
