/** Usage of the command that verifies files, and of the checker that readers run without the product. */
const verifyCommand = {
  usage: (
    command: string,
  ) => `Usage: ${command} FILE… [--keys jwks.json | --key NAME | --checkpoint FILE] [--disclosure FILE]
       [--offline] [--json] [--language en|zh]

Verifies report PDFs, their bundles (ZIP) and inventory documents (JSON). It checks file hash, issuer's signature, log inclusion
and status, recalculates every total, and generates every printed figure again from the data inside. For report.pdf it looks
for the proofs next to the file, in report.bundle.zip or in report.vc.json, report.tlog-proof, keys.json and status-1.json …
Otherwise it gets them from the address in the report.

  --keys FILE   use these keys (a JWKS), not those that the issuer publishes or that are in the bundle
  --key NAME    the name of a key from another source. It confirms the keys in a bundle
  --checkpoint FILE   a log checkpoint that you kept. It confirms the keys too, and reveals a log with two histories
  --disclosure FILE   also check a disclosed redacted line, or a full package, against the report
  --offline     don't use the network. The status is then known only up to the time of the proofs, and the bundle's own
                keys confirm nothing. Add one of the three options above
  --json        one JSON array on standard output, with an element per file

Exit code 0: all checks passed and the report is current, as far as known · 1: anything else
          2: bad usage or an unreadable file
`,
  more: (program: string) => `
It also checks other files, each explained with --help:
  ${program} pack verify FILE             every file of a verifier's pack or workspace export, against its manifest
  ${program} detail verify DOC RECORDS    the records behind a condensed inventory document
  ${program} trail verify FILE            an exported audit trail, entry by entry
  ${program} log monitor URL              a public log, for forks, gaps and changed entries
`,
};

export default verifyCommand;
