/** What the public pages for checking a report say around the checks themselves, which are in `verify.ts`. */
const page = {
  titleFind: "Verify a report",
  titleReport: (number: string) => `Report ${number}`,
  findTitle: "Verify a report",
  findLead:
    "Type the number from the first page, or drop the file. A file is read in this browser and never leaves your computer; no account is needed.",
  orDrop: "or check the file itself",
  notFoundTitle: "Nothing public under this number",
  record: {
    word: "On record",
    current: (number: string, issuer: string, day: string) =>
      `Report ${number} was issued by ${issuer} on ${day}. It is the current version. Your own file has not been compared yet.`,
    superseded: (number: string, successor: string, day: string) =>
      `Report ${number} was replaced${successor ? ` by ${successor}` : ""}${day ? ` on ${day}` : ""}. Do not use it as the current figures.`,
    withdrawn: (number: string, day: string, reason: string) =>
      `Report ${number} was withdrawn by the issuer${day ? ` on ${day}` : ""}${reason ? `: ${reason}` : "."}`,
    altered: (number: string) => `The evidence for report ${number} does not hold. Do not rely on it.`,
    expired: (number: string, day: string) =>
      `The validity of report ${number} ended on ${day}. It was not replaced or withdrawn.`,
    compare: "Compare your file",
    compareText:
      "A number proves that a report exists, not that the paper or file before you is that report. Drop the file to find out; it is read in this browser only.",
  },
  meta: {
    byServer: "Looked up by number",
    byServerChecked: "Checked by this server",
    inBrowser: "Checked in this browser",
    notUploaded: "Read in this browser, not uploaded",
  },
  reading: (name: string) => `Reading ${name} …`,
  tooLarge: (name: string, size: string) => `${name} is ${size}: larger than any report of ours. Nothing was read.`,
  unreadable: (name: string) => `${name} could not be read. Choose it once more.`,
  offline: "The register could not be reached. Check the connection and drop the file once more; nothing is confirmed.",
  insecure:
    "This browser checks signatures only on secure addresses (https). Open the page under https, or check the file with the command line.",
  newer: "Go to the current report",
  getIssued: "Get the issued file",
  statement: {
    title: "What the report states",
    organization: "Organization",
    registeredAs: "Registered as",
    noLegalId: "No registration number stated",
    period: "Period",
    standards: "Standard",
    boundary: "Boundary",
    gwp: "GWP set",
    gwpValue: (set: string) => `IPCC ${set}, 100 years`,
    gwpNote: "one set for the whole inventory",
    issuer: "Issued by",
    issued: "Issued",
    version: (version: string) => `version ${version}`,
    language: "Language",
    languageName: { en: "English", zh: "Chinese" },
    replaces: "Replaces",
    number: "Number",
    total: "Total",
    assurance: "Assurance",
  },
  listSeparator: ", ",
  totals: {
    title: "Totals",
    location: "Total, location-based",
    market: "Total, market-based",
    scopeColumn: "Scope",
    share: "Share",
    caption: "Totals by scope, scope 2 by location",
    bar: (one: string, two: string, three: string) =>
      `Share of the total: scope 1 ${one}, scope 2 ${two}, scope 3 ${three}.`,
    about: {
      "1": "direct emissions",
      "2": "location-based",
      "3": (count: string) => (count === "1" ? "1 of 15 categories" : `${count} of 15 categories`),
    },
    withMarket: (value: string) => `With scope 2 market-based (${value})`,
    rounding: "Each figure is rounded once, so rows may not add up to the last digit.",
  },
  assurance: {
    title: "Assurance",
    notVerified: "Not verified by a third party",
    notVerifiedText:
      "The organization made this statement itself. No verification body has given an opinion on it. The checks below show that it is unchanged and adds up, not that the activity data are true.",
    note: "Truetonne records statements made by others and does not verify inventories.",
  },
  checks: {
    titleServer: "Five checks",
    titleBrowser: "Five checks, done in this browser",
    byServer:
      "The signature, log and status were checked by this server. A browser with JavaScript repeats them by itself; without it, use the bundle and the command line.",
    running: "Your browser is repeating the checks …",
    done: (time: string) => `Repeated in this browser, ${time}. The file check needs your file.`,
    doneFile: (time: string) => `All done in this browser, ${time}.`,
    failedToRun: "This browser could not repeat the checks; what stands here was checked by the server.",
    yourFile: "Your file",
    registered: "Registered",
    registeredFor: (number: string) => `Registered for ${number}`,
    prefixOnly: "Only the first eight characters were sent to find candidates; the rest was compared here.",
    fileWaiting: "Drop the file to compare it with the issued one.",
    totalsWaiting: "Computed again in your browser, from the data inside the issued PDF.",
    totalsTooLarge: (size: string) =>
      `The issued PDF has ${size}, so it is not loaded unasked. Drop your file to compute its totals again.`,
    keyName: "Key",
    logPlace: "Entry of the log",
    totalsFrom: "Computed from the data inside the issued PDF, which this browser loaded.",
  },
  history: {
    title: "Status history",
    issued: (version: string) => `Issued, version ${version}`,
    logEntry: (index: string) => `log entry ${index}`,
    superseded: "Replaced",
    by: (number: string) => `by ${number}`,
    withdrawn: "Withdrawn by the issuer",
    current: "Current",
    currentDetail: "not replaced, not withdrawn",
  },
  differs: {
    title: "What differs",
    where: "Where",
    issued: "As issued",
    yours: "In your file",
    size: "Size",
    bytes: (count: string) => `${count} bytes`,
    firstByte: "First byte that differs",
    atByte: (position: string) => `byte ${position}`,
    changedBytes: (count: string) => (count === "1" ? "1 byte differs" : `${count} bytes differ`),
    sha: "SHA-256",
    dataSame:
      "The data embedded in your file are the issued ones. The change is elsewhere: in the pages as they are shown, or in how the file was saved.",
    dataDiffer:
      "The data embedded in your file are not the issued ones. The last line with a path names the first place that differs.",
    dataMissing:
      "No inventory data of ours could be read from your file, so its figures could not be compared one by one.",
    noIssued: "The issued file could not be loaded to compare the two.",
    comparing: "Comparing your file with the issued one …",
    none: "nothing",
    figures: {
      locationBasedCo2eKg: "Total, location-based, kg CO₂e",
      marketBasedCo2eKg: "Total, market-based, kg CO₂e",
      biogenicCo2Kg: "Biogenic CO₂, kg",
      scope1Co2eKg: "Scope 1, kg CO₂e",
      scope2LocationBasedCo2eKg: "Scope 2, location-based, kg CO₂e",
      scope2MarketBasedCo2eKg: "Scope 2, market-based, kg CO₂e",
      scope3Co2eKg: "Scope 3, kg CO₂e",
    },
    todo: "What to do now",
    todoUse: "Use the issued file, not this one.",
    todoAsk:
      "Ask whoever sent it where they got it. A file can also change by being re-saved, printed to PDF or merged.",
    todoTell: "If you think someone is misusing the report, tell the issuer.",
    theIssued: "The issued report",
  },
  other: {
    title: "Check another file",
    compareTitle: "Compare your file",
    drop: "Drop the PDF or bundle here",
    privacy: "Read in your browser; it never leaves your computer.",
    orNumber: "or type a report number",
  },
  without: {
    title: "Check it without us",
    text: "Everything needed to repeat all five checks, also on a machine that never met our server.",
    pdf: "Report, PDF/A-3",
    record: "Signed record",
    proof: "Log proof",
    keys: "Keys",
    checkpoint: "Checkpoint of the log",
    revocation: "Withdrawn reports, signed list",
    superseded: "Replaced reports, signed list",
    bundle: "Download bundle",
    command: "Needs Node.js. With the bundle beside the file it works offline: add --offline.",
  },
  eye: {
    title: "Compare by eye",
    text: "Page 1 as issued prints these. Number, organization, total and issuer must be the same on yours.",
    label: "What the first page of the issued report prints",
    issued: (day: string, version: string) => `Issued ${day} · version ${version}`,
    unit: "tonnes CO₂e, location-based",
  },
  address: {
    title: "Came here from a QR code?",
    before: "Compare the address bar: it must read",
    after: "A look-alike page can show anything. You can also type the address and the number yourself.",
  },
  notOurs: {
    title: "What could be checked",
    text: "The file carries no number of ours and its hash is not in the register. That says nothing about whether its content is true.",
    next: "If it should be a report of ours, ask for the file as it was issued, or type the number on its first page.",
    comparedWith: (number: string) => `You came from report ${number}; this file is not it.`,
    back: (number: string) => `Back to ${number}`,
    document: "An inventory document without a signature",
  },
  bundleReadme: (facts: {
    number: string;
    publicUrl: string;
    madeAt: string;
  }) => `Greenhouse gas report ${facts.number}: bundle for checking it without its issuer

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
  3. Compare the keys in keys.json with ${facts.publicUrl}/.well-known/jwks.json, or with a copy from another source:
     a bundle can only vouch for itself as far as you trust its keys.

Do not unpack and pack this archive again if it is to be checked as a whole; it must stay as it was handed out.

What this does not prove
  That the activity data are true or complete. Only a third party's assurance statement speaks to that.`,
};

export default page;
