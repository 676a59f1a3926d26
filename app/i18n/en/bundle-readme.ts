/** The README of a bundle: for whoever opens it years later, without this server. */
export function bundleReadme(facts: { number: string; publicUrl: string; madeAt: string }): string {
  return `Greenhouse gas report ${facts.number}: bundle for checking it without its issuer

Made on ${facts.madeAt} by ${facts.publicUrl}

What is in it
  report.pdf          the report as issued, byte for byte
  inventory.json      the data package inside the report: every activity, factor and result
  report.vc.json      the record that the issuer signed (W3C Verifiable Credential, eddsa-jcs-2022)
  report.tlog-proof   proof that the record is in the public log (C2SP tlog-proof)
  keys.json           the issuer's keys (JWKS) with DID document and the log's verifier key
  status-1.json …     signed lists of withdrawn and of replaced reports, as of the time above

How to check
  1. With Node.js 20.19 or newer, in the folder of this archive:
       npx truetonne verify ${facts.number}.bundle.zip --offline
     Without --offline the current status and the issuer's published keys are asked for.
  2. By hand:
       sha256sum report.pdf            must be hashes.unsignedPdf or hashes.sealedPdf in report.vc.json
       sha256sum inventory.json        must be hashes.inventory
       npx truetonne calculate inventory.json    must give the totals of the report
     The signature and the log proof are checked by any tool for the formats named above.
     Where hashes.sealedPdf is not null, the PDF bears a PAdES seal: pdfsig report.pdf, or any PDF reader that shows signatures.
  3. Compare the keys in keys.json with ${facts.publicUrl}/.well-known/jwks.json, or with a copy from another source:
     a bundle can only vouch for itself as far as you trust its keys.

Do not unpack and pack this archive again if it is to be checked as a whole; it must stay as it was handed out.

What this does not prove
  That the activity data are true or complete. Only a third party's assurance statement speaks to that.`;
}
