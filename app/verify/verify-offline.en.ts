/** The page that is saved and opened from disk; the checks themselves speak through `verify.ts`. */
const offline = {
  pageTitle: "Check a report without a network · Truetonne",
  title: "Check a report without a network",
  lead: "This page is one file that asks nobody and sends nothing; its own rules forbid it the network. Save it, go offline, open it from your disk, and drop what you were given.",
  drop: "Drop the bundle, or the PDF and its bundle",
  dropMore: "Drop more files, or others",
  help: "A bundle (.bundle.zip) holds all that is needed. Its unpacked files do as well. Keys (jwks.json) or a checkpoint of the log that you kept from elsewhere make the answer stronger.",
  given: "Files given",
  startAgain: "Start again",
  kinds: {
    bundle: "bundle",
    pdf: "report PDF",
    record: "signed record",
    proof: "log proof",
    status: "status list",
    keys: "keys",
    checkpoint: "checkpoint of the log",
    document: "inventory document",
    unknown: "nothing that this page knows",
    damaged: "no bundle as it was handed out",
  },
  working: "Checking …",
  tooLarge: (name: string) => `${name} is larger than any report. It was not read.`,
  unreadable: (name: string) => `${name} could not be read. Choose it once more.`,
  failed:
    "This browser could not do the checks. Nothing is confirmed. Try a newer browser, or truetonne verify on the command line.",
  needsEvidence:
    "The signed record of this PDF is not among the files. Drop its bundle too; it is offered on the report's verification page.",
  onDisk: "Read from your disk, sent nowhere",
  checks: "The checks, done here",
  trust: {
    title: "Whose keys",
    carried:
      "These checks used the keys that came with the files. Whoever forges a report forges its keys too. Until the key is confirmed, nothing is called authentic.",
    confirmed: "These checks used the keys that came with the files; what you gave from elsewhere confirms them.",
    given:
      "These checks used the keys that you gave, not those in the bundle. They confirm the report only if you had them from the issuer or kept them from before, not from whoever gave you the bundle.",
    none: "There were no keys to judge by.",
    credentialKey: "Key of the issuer",
    logKeys: "Key of the log",
    publishedAt: (host: string) => `Published at ${host}/.well-known/jwks.json`,
  },
  confirm: {
    title: "Confirm the key",
    text: (host: string) =>
      `Type ${host}/keys into a browser, if you know that this is the issuer's own address, and copy the name of the key for reports from there; or take it from an earlier report that you trust: it is printed there under “How to verify this report”. A jwks.json or a checkpoint of the log that you kept does as well: drop it above.`,
    label: "Name of the issuer's key, from elsewhere",
    compare: "Compare",
    given: (files: string) =>
      `You gave ${files}. That confirms the key only if you had it from the issuer or kept it from before: whoever forges a report can send keys and a checkpoint with it.`,
    own: "I did not get it with the report",
    separator: ", ",
    other: "This is not the name of the key that signed. Was it copied whole? If it was, do not rely on the file.",
  },
  checkpoint: {
    title: "The checkpoint that you kept",
    equal: (size: string) => `It is the same as the one in the proof: ${size} entries under the same root.`,
    fork: (size: string) =>
      `It shows another root for the same ${size} entries: the log has shown two histories. Keep both files, do not rely on this report, and tell others.`,
    sameKey: (kept: string, size: string) =>
      `It was signed by the same key, at ${kept} entries; the proof is for ${size}. If you kept it yourself, that confirms the key. Whether one history leads to the other takes the log itself: truetonne log monitor.`,
    noMatch: "It is of another log, or no key at hand signed it. It says nothing about this report.",
  },
  states: "What the record states",
  page: {
    title: "Is this page itself genuine?",
    text: "Take it from the issuer's site or from someone you trust, and compare its SHA-256 with the one in a bundle's README or with a copy from elsewhere. Whoever gave you a forged report could give you a forged page.",
  },
  noScript: "This page checks files by JavaScript in your own browser. Turn it on, or use the command line.",
};

export default offline;
