/** Further grounds for trust: what this browser saw of the log before, who is responsible for a report, a QR code. */
const trust = {
  many: "Check many report numbers at once",
  verifiers: "Directory of verification bodies",
  continuity: {
    first: "This is the first time this browser saw this log. It will compare the next checkpoint with this one.",
    same: (seen: string) => `This is the checkpoint of ${seen} entries that this browser saw before.`,
    grown: (seen: string, now: string) =>
      `This browser saw a checkpoint of ${seen} entries before. The log now has ${now} entries, and earlier entries are unchanged.`,
    older: (seen: string, now: string) =>
      `This is an older checkpoint of ${now} entries. This browser has seen ${seen} entries. Both belong to the same log.`,
    how: "Repeat this with node truetonne-verify.mjs log monitor. It keeps the checkpoint in a file and compares it at every run.",
  },
  conflict: {
    title: "The log contradicts what this browser saw before",
    text: {
      forked:
        "The log signed two checkpoints that can't belong to one history. Either an entry was changed or removed, or different people are shown different logs.",
      shrunk: "The log no longer has entries that it had signed. Something was removed.",
      key_gone: "The key that signed what this browser saw before is no longer one of the log's keys.",
    },
    todo: "Do not rely on anything that this log proves. Save this page, because the two signatures together are proof. Tell the issuer, and compare with others.",
    before: (time: string) => `Seen on ${time}`,
    after: (time: string) => `Shown on ${time}`,
    forget: "Delete saved checkpoint",
  },
  kept: {
    text: (size: string, time: string) =>
      `This browser keeps the checkpoint of ${size} entries seen on ${time}. It will compare the next one with it.`,
    forget: "Delete",
  },
  totals: {
    compute: (size: string) => `Recalculate all totals in this browser (downloads the issued PDF, ${size})`,
    waiting: "On request, this browser downloads the issued PDF and recalculates all totals from the data inside it.",
  },
  qr: {
    choose: "Take or choose a picture of the QR code",
    none: (name: string) => `${name} contains no QR code of this site. Type the number printed next to the code.`,
    elsewhere: (host: string) =>
      `This QR code leads to ${host}, which is not this site. Do not open it. Type the number here.`,
  },
  authority: {
    title: "Who is responsible",
    issuer: "Issued by",
    did: "Signing identity",
    key: "Signing key",
    keyOf: (name: string, day: string, host: string, entry: string) =>
      `Key of ${name}, logged on ${day} by ${host} as entry ${entry}.`,
    keyHeld: (host: string) =>
      `${host} holds this key for the issuer. It separates this issuer from others on ${host}. It is no protection against ${host}.`,
    seal: "Seal in the PDF",
    sealYes: "yes, drop the file to see the certificate holder",
    sealNo: "issued without a seal",
    operator: "This page is run by",
    operatorText: (host: string) =>
      `${host}. It keeps the register and the log. It did not prepare the report and gives no opinion on it.`,
    verifier: "Verified by",
    accreditation: "Accredited by",
    external: (host: string) => `${host} (external site)`,
    none: "No one outside the organization has given an opinion.",
    register: "Look up the verifier in the accreditation body's own register, not here.",
  },
  history: {
    expired: "Expired",
    expiredDetail: "as set when issued, neither replaced nor withdrawn",
    assurance: "Third-party statement recorded",
    stated: {
      reported: "Third-party statement reported by the organization",
      unproved: "Third-party statement recorded by an account without a proved identity",
      recorded: "Third-party statement recorded by the verification body",
      confirming: "Third-party statement confirmed by the verification body",
    },
    assurance_withdrawn: "Third-party statement withdrawn",
    assurance_disowned: "Third-party statement disowned by the body that it names",
  },
  expiry: {
    label: "Valid until",
    ended: (day: string) => `${day} (expired)`,
  },
};

export default trust;
