/** The page about the checker, the file with which readers verify reports on their own computer. */
const checker = {
  title: "Check reports on your own computer",
  lead: "The checker is a single file. It repeats all checks of this site for report PDFs, verification bundles and inventory documents. It works offline and needs nothing but Node.js 20 or newer.",
  missing: "This installation has no checker yet. Its operator has to build the product first.",
  download: "Download the checker",
  file: "File",
  size: "Size",
  sha256: "SHA-256",
  logEntry: "Entry in the public log",
  entry: (position: string) => `Entry ${position}`,
  noEntry: "Not in the log yet. Don't use this file until it is.",
  run: {
    title: "Run it",
    text: "Save the checker next to the report, open a terminal in that folder, and run:",
    online: "The checker gets keys and status from the address in the report.",
    offlineText: "To work offline, use the verification bundle and the name of the log's key:",
    offline: "node truetonne-verify.mjs REPORT.bundle.zip --offline --key NAME",
    key: "You find the name on the keys page. The name of the issuer's key from an earlier report works too. Exit code 0 means that every check passed. The output is in the language of your terminal, or in another one with --language en or --language zh.",
  },
  genuine: {
    title: "Is the checker genuine?",
    text: "Compare the SHA-256 of your file with the one above:",
    log: "This installation records each new checker in its public log. The entry reads:",
    source:
      "A fake page can show any hash. Compare it with the log entry that other people see, or get the file from someone you trust.",
  },
  others: {
    title: "Other files",
    pack: "a verifier's pack or a workspace export, against its manifest",
    trail: "an exported audit trail, entry by entry",
    detail: "the records behind a condensed inventory document",
    log: "a public log, for forks, gaps and changed entries",
  },
  without: {
    title: "Without Node.js",
    offlinePage: "In a browser: a page for offline use",
    byHand: "Manually, step by step, also on Windows",
    script: "The checks in sixty lines of Python",
    recompute: "An independent calculation in Python",
  },
};

export default checker;
