/** The page that is saved and opened from disk. The words of the checks are in `verify.ts`. */
const offline = {
  pageTitle: "Verify a report offline · Truetonne",
  title: "Verify a report offline",
  lead: "Save this page, disconnect from the network, open the page from your disk, and drop the files you received. The page is a single file that sends and requests nothing. Its own rules block network access.",
  drop: "Drop the verification bundle, or the PDF and its bundle",
  dropMore: "Drop more or other files",
  help: "A verification bundle (.bundle.zip) contains everything needed. Its unpacked files work too. The result is stronger with keys (jwks.json) or a log checkpoint that you kept from another source.",
  given: "Your files",
  startAgain: "Start over",
  kinds: {
    bundle: "verification bundle",
    pdf: "report PDF",
    record: "signed record",
    proof: "log proof",
    status: "status list",
    keys: "keys",
    checkpoint: "log checkpoint",
    document: "inventory document",
    unknown: "unknown file type",
    damaged: "altered or damaged bundle",
  },
  working: "Checking …",
  tooLarge: (name: string) => `${name} is larger than any report. It was not read.`,
  unreadable: (name: string) => `${name} could not be read. Choose it again.`,
  failed:
    "This browser could not run the checks. Nothing is confirmed. Try a newer browser, or run the checker truetonne-verify.mjs.",
  needsEvidence:
    "The signed record of this PDF is missing. Drop its verification bundle too. You can download it from the report's verification page.",
  onDisk: "Read from your disk, sent nowhere",
  checks: "Checks, done on this page",
  trust: {
    title: "Whose keys were used",
    carried:
      "These checks used the keys that came with the files. Anyone who forges a report forges its keys too. Until the key is confirmed, no report is called authentic.",
    confirmed: "These checks used the keys that came with the files. What you provided from elsewhere confirms them.",
    given:
      "These checks used the keys you provided, not those in the bundle. They confirm the report only if you got them from the issuer or already had them. Keys from the sender of the bundle confirm nothing.",
    none: "There were no keys to check with.",
    credentialKey: "Issuer's key",
    held: (host: string, day: string) =>
      `Logged on ${day} (UTC) by ${host}, which holds this key for the issuer. The key separates this issuer from others on ${host}. It is no protection against ${host}.`,
    logKeys: "Log key",
    publishedAt: (host: string) => `Published at ${host}/.well-known/jwks.json`,
  },
  confirm: {
    title: "Confirm the key",
    text: (host: string) =>
      `If you know that ${host} is the address that the issuer uses, type ${host}/keys into a browser. Copy the name of the key for log checkpoints. An earlier report that you trust prints the name of the issuer's key under “How to verify this report”. A jwks.json or log checkpoint that you kept works too. Drop it above.`,
    label: "Name of the log's or the issuer's key, from another source",
    compare: "Compare",
    given: (files: string) =>
      `You provided ${files}. This confirms the key only if you got it from the issuer or already had it. Anyone who forges a report can send keys and a checkpoint with it.`,
    own: "I did not get it with the report",
    separator: ", ",
    other:
      "This is neither the name of the log's key nor of the key that signed the report. Check that you copied it completely. If you did, do not rely on the file.",
  },
  checkpoint: {
    title: "Checkpoint you kept",
    equal: (size: string) => `It matches the checkpoint in the proof: ${size} entries with the same root.`,
    fork: (size: string) =>
      `It has a different root for the same ${size} entries, so the log has shown two histories. Keep both files, do not rely on this report, and tell others.`,
    sameKey: (kept: string, size: string) =>
      `It was signed by the same key, at ${kept} entries. The proof is for ${size} entries. If you kept the checkpoint yourself, it confirms the key. Only the log itself can show that both belong to one history. Run node truetonne-verify.mjs log monitor with the address of the log.`,
    noMatch: "It belongs to another log, or none of the available keys signed it. It shows nothing about this report.",
  },
  states: "What the record states",
  page: {
    title: "Is this page genuine?",
    text: "Get this page from the issuer's site or from someone you trust. Compare its SHA-256 with the one in a bundle's README or with a copy from another source. Someone who gave you a forged report could also give you a forged page.",
  },
  noScript:
    "This page needs JavaScript to check files in your own browser. Turn on JavaScript, or run the checker truetonne-verify.mjs.",
};

export default offline;
