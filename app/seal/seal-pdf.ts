import type { Bytes } from "#app/encoding/bytes.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { fillSeal, prepareSeal, signedBytes } from "#app/pdf/pdf-update.ts";
import type { Certificate } from "./certificate.ts";
import { isSignatureOf } from "./check-signature.ts";
import { encodeSignedAttributes, encodeSignedData } from "./signed-data.ts";
import { verifySeal } from "./verify-seal.ts";

/** The seam to the key of the seal: a PKCS#12 file here, a program before a token or a key service elsewhere. */
export interface SealSigner {
  /** The signer's certificate; its key is RSA or P-256. */
  certificate: Certificate;
  /** The rest of the chain, DER. */
  chain: Uint8Array[];
  /** RSASSA-PKCS1-v1_5 or ECDSA in DER, with SHA-256, over exactly these bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface Seal {
  signer: SealSigner;
  /** Asks an authority for a token over a signature, checked (RFC 3161); null where none is asked for. */
  timestamp: ((signature: Uint8Array) => Promise<Uint8Array>) | null;
}

/** Space for attributes, names and signature of the CMS, in addition to the certificates. */
const ROOM = 2048;
/** Tokens carry the certificates of their authority: 5 to 8 kB with the ones in use. */
const TIMESTAMP_ROOM = 16_384;

/**
 * Seals a report: a PAdES baseline signature (B-B, or B-T with a timestamp) in one incremental update. The file without a
 * seal stays its exact beginning. With an RSA key, a given time and no timestamp the same file gives the same bytes.
 *
 * @param signedAt ISO 8601, the time of signing.
 * @throws `no_signature_field`, `seal_too_large`; `certificate_not_in_force` at that time; `wrong_signature` where what
 *   the signer gave is not its certificate's over what it was given; whatever the timestamp or `verifySeal` finds
 */
export async function sealPdf(unsealed: Uint8Array, { signer, timestamp }: Seal, signedAt: string): Promise<Bytes> {
  const { certificate, chain } = signer;
  const time = Date.parse(signedAt);
  if (time < certificate.validFrom || time > certificate.validUntil)
    throw new TransparencyError("certificate_not_in_force", { at: signedAt });
  const certificateBytes = [certificate.raw, ...chain].reduce((sum, { length }) => sum + length, 0);
  const reservedBytes = certificateBytes + ROOM + (timestamp ? TIMESTAMP_ROOM : 0);
  const prepared = await prepareSeal(unsealed, { signedAt, reservedBytes });
  const contentHash = await sha256(signedBytes(prepared));
  const bytes = await encodeSignedAttributes(contentHash, certificate);
  const signature = await signer.sign(bytes);
  // Before an authority is asked to stamp it.
  if (!(await isSignatureOf(certificate.publicKey, "SHA-256", { bytes, signature })))
    throw new TransparencyError("wrong_signature");
  const token = timestamp ? await timestamp(signature) : null;
  const data = { contentHash, signer: certificate, chain, signature, timestamp: token };
  const sealed = fillSeal(prepared, await encodeSignedData(data));
  // What goes out must hold by the same check that a reader makes.
  const found = await verifySeal(sealed);
  if (found.kind === "broken") throw new TransparencyError(found.fault);
  return sealed;
}
