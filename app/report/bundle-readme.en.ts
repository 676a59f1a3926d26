/** The README of a bundle: for whoever opens it years later, without this server. `page` is the SHA-256 of the offline page. */
export function bundleReadme(facts: {
  number: string;
  publicUrl: string;
  madeAt: string;
  page: string | null;
}): string {
  const page = facts.page === null ? "" : `\n     Its SHA-256 when this was made: ${facts.page}`;
  return `Greenhouse gas report ${facts.number}: bundle for checking it without its issuer

Made on ${facts.madeAt} by ${facts.publicUrl}

What is in it
  report.pdf          the report as issued, byte for byte
  inventory.json      the data package inside the report: every activity, factor and result
  report.vc.json      the record that the issuer signed (W3C Verifiable Credential, eddsa-jcs-2022)
  report.tlog-proof   proof that the record is in the public log (C2SP tlog-proof)
  keys.json           the issuer's keys (JWKS) with DID document and the log's verifier key
  status-1.json …     signed lists of withdrawn and of replaced reports, as of the time above
  assurance-1.* …     where a third party's statement was on record: the signed record of it and its log proof
  verify.py           the checks in forty lines of Python, to be read and run
  SHA256SUMS          the SHA-256 of every file above

Three ways to check, none of which needs its issuer
  1. In a browser, with the network off: open verify-offline.html, saved from ${facts.publicUrl}/verify-offline.html or
     from someone you trust, and drop ${facts.number}.bundle.zip on it. It asks for the name
     of the issuer's key.${page}
  2. With Node.js 20.19 or newer, in a clone of Truetonne after npm ci (PATH is the folder of this archive):
       node app/cli/truetonne.js verify PATH/${facts.number}.bundle.zip --offline --key NAME
     NAME is the name of the issuer's key, from ${facts.publicUrl}/keys or from an earlier report, which prints it.
     Without --offline the current status and the issuer's published keys are asked for.
  3. With Python 3.9 and OpenSSL 3 alone, in the folder of the unpacked files:
       sha256sum --check SHA256SUMS    the files are whole
       python3 verify.py               file, signature, log and status
     Step by step, by openssl and sha256sum: docs/verify-by-hand.md of the program. A calculation of the totals that
     shares nothing with the program: docs/recompute.py, run as python3 recompute.py inventory.json.
     Where hashes.sealedPdf in report.vc.json is not null, the PDF bears a PAdES seal: pdfsig report.pdf, or any PDF
     reader that shows signatures.

Where trust begins
  Whoever made this bundle could have made its keys, this text and the script as well. So nothing is called authentic by
  the keys in keys.json alone: compare their names with ${facts.publicUrl}/keys, if you know that address to be the
  issuer's, or with a copy from another source, and take page and program from elsewhere than from whoever gave you the
  bundle. This text and verify.py bear no signature.

Do not unpack and pack this archive again if it is to be checked as a whole; it must stay as it was handed out.

What this does not prove
  That the activity data are true or complete. Only a third party's assurance statement speaks to that.`;
}
