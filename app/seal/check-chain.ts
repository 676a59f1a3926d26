import { equalBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { isSignatureOf, SIGNATURE_HASHES } from "./check-signature.ts";

/**
 * Checks that the certificates delivered with a signer's are its chain and nothing else: each signed the one below
 * it, and a root that names itself as its issuer signed itself. The displayed issuer name is therefore more than a
 * claim of the certificate. Whether to trust the root is up to the reader.
 * @throws `broken_chain`; `key_not_supported` for a signature of another kind than RSASSA-PKCS1-v1_5 or ECDSA with
 * SHA-2
 */
export async function checkChain(signer: Certificate, chain: readonly Uint8Array[]): Promise<void> {
  const others = chain.map(readCertificate);
  let child = signer;
  while (!child.isSelfIssued && others.length > 0) {
    const at = others.findIndex(({ subjectRaw }) => equalBytes(subjectRaw, child.issuerRaw));
    const [parent] = at < 0 ? [] : others.splice(at, 1);
    if (!parent || !(await isSignedBy(child, parent))) throw new TransparencyError("broken_chain");
    child = parent;
  }
  if (others.length > 0 || (child.isSelfIssued && !(await isSignedBy(child, child))))
    throw new TransparencyError("broken_chain");
}

async function isSignedBy({ body, signatureAlgorithm, signature }: Certificate, issuer: Certificate): Promise<boolean> {
  const hash = SIGNATURE_HASHES[signatureAlgorithm];
  if (!hash) throw new TransparencyError("key_not_supported");
  return isSignatureOf(issuer.publicKey, hash, { bytes: body, signature });
}
