/**
 * README of a verification bundle, for readers who open it years later without this server. `page` and `checker` are the
 * SHA-256 of the offline page and of the checker. Null if there was none.
 */
export function bundleReadme(facts: {
  language: string;
  number: string;
  publicUrl: string;
  madeAt: string;
  page: string | null;
  checker: string | null;
}): string {
  const page = facts.page === null ? "" : `\n     Its SHA-256 when this bundle was created: ${facts.page}`;
  const checker = facts.checker === null ? "" : `\n     Its SHA-256 when this bundle was created: ${facts.checker}`;
  return `Greenhouse gas inventory report ${facts.number}: bundle for verification without the issuer

Created on ${facts.madeAt} by ${facts.publicUrl}

Contents
  report.pdf          the report as issued in a language (${facts.language}), byte for byte
  inventory.json      the data embedded in the report: every activity, factor and result
  report.vc.json      the record signed by the issuer (W3C Verifiable Credential, eddsa-jcs-2022)
  report.tlog-proof   proof that the record is in the public log (C2SP tlog-proof)
  issuer-key.tlog-proof  proof that the log has the issuer's key, which is in the record
  keys.json           the installation's keys (JWKS) with DID document and the log's verifier key
  status-1.json …     signed lists of withdrawn and superseded reports, as of the time above
  assurance-1.* …     if a verification statement was on record: its signed record and log proof
  verify.py           the checks in sixty lines of Python, for reading and running
  SHA256SUMS          the SHA-256 of every file above

Three ways to verify, none of which needs the issuer
  1. In a browser, offline: open verify-offline.html, saved from ${facts.publicUrl}/verify-offline.html or
     from someone you trust, and drop ${facts.number}-${facts.language}.bundle.zip on it. It asks for the name
     of the log's key.${page}
  2. With Node.js 20 or newer and the checker, one file from ${facts.publicUrl}/verify/truetonne-verify.mjs or
     from someone you trust, in the folder of this archive:
       node truetonne-verify.mjs ${facts.number}-${facts.language}.bundle.zip --offline --key NAME
     NAME is the name of the log's key, from ${facts.publicUrl}/keys, or that of the issuer's key, from an earlier
     report, which prints it. Without --offline, the current status and the published keys are fetched.${checker}
     The public log has an entry with the SHA-256 of each checker: ${facts.publicUrl}/verify/checker
  3. With Python 3.9 and OpenSSL 3 alone, in the folder of the unpacked files:
       sha256sum --check SHA256SUMS    the files are complete
       python3 verify.py               file, signature, log and status
     For the single steps, also on Windows, see ${facts.publicUrl}/verify/verify-by-hand.md. To recalculate the
     totals with independent code, get ${facts.publicUrl}/verify/recompute.py and run
     python3 recompute.py inventory.json.
     If sealedPdf in hashes.editions of report.vc.json is not null, the PDF has a PAdES seal. Check it with
     pdfsig report.pdf or any PDF reader that shows signatures.

What to trust
  Anyone who forges a bundle can also forge its keys, this text and the script. The keys in keys.json alone therefore
  prove nothing. Compare their names with ${facts.publicUrl}/keys, if you know that the issuer uses that address, or with
  a copy from another source. Get the page and the checker from another source than the bundle. This text and verify.py
  are not signed.

To verify this archive as a whole, keep it exactly as you received it. Do not unpack and repack it.

What this does not prove
  It does not prove that the activity data are true or complete. Only a verification statement by a third party covers
  that.`;
}
