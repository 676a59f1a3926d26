/** What a reader may go by beyond the checks: what this browser saw before, who stands behind a report, a QR code. */
const trust = {
  many: "Check many numbers at once",
  continuity: {
    first: "This browser saw this log for the first time; from now on it compares.",
    same: (seen: string) => `It is the checkpoint of ${seen} entries that this browser saw before.`,
    grown: (seen: string, now: string) =>
      `It follows from the checkpoint of ${seen} entries that this browser saw before: the log, now of ${now}, was only added to.`,
    older: (seen: string, now: string) =>
      `It is a view of ${now} entries, from before the ${seen} that this browser saw; both belong to the same log.`,
    how: "Repeat it with truetonne log monitor, which keeps the checkpoint in a file and compares at every run.",
  },
  conflict: {
    title: "The log contradicts what this browser saw before",
    text: {
      forked:
        "Two checkpoints, both signed by the log, cannot belong to one history: an entry was changed or taken out, or different people are shown different logs.",
      shrunk: "The log no longer has entries that it had signed: something was taken out.",
      key_gone: "The key that signed what this browser saw is no longer one of the log's.",
    },
    todo: "Nothing that this log proves can be relied on. Save this page: both signatures together are evidence. Tell the issuer, and compare with others.",
    before: (time: string) => `Seen on ${time}`,
    after: (time: string) => `Shown on ${time}`,
    forget: "Forget what was seen",
  },
  kept: {
    text: (size: string, time: string) =>
      `This browser keeps the checkpoint of ${size} entries seen on ${time} and compares the next one with it.`,
    forget: "Forget it",
  },
  totals: {
    compute: (size: string) => `Compute every total again in this browser (loads the issued PDF, ${size})`,
    waiting:
      "Computed on request: this browser loads the issued PDF and computes every total again from the data inside it.",
  },
  qr: {
    choose: "Take or choose a picture of the QR code",
    noReader: "This browser cannot read a QR code from a picture. Type the number printed beside it.",
    none: (name: string) => `No QR code of ours was found in ${name}. Type the number printed beside it.`,
    elsewhere: (host: string) =>
      `The QR code leads to ${host}, which is not this site. Do not follow it; type the number here.`,
  },
  authority: {
    title: "Who stands behind it",
    issuer: "Issued by",
    did: "Signs as",
    seal: "Seal in the PDF",
    sealYes: "yes; whose certificate it is shows when you drop the file",
    sealNo: "issued without",
    operator: "This page is run by",
    operatorText: (host: string) =>
      `${host}. It keeps the register and the log; it did not make the report and states no opinion on it.`,
    verifier: "Verified by",
    accreditation: "Accredited by",
    external: (host: string) => `${host} (leaves this site)`,
    none: "Nobody outside the organization has stated an opinion.",
    register: "Look the verifier up in the accreditor's own register, not here.",
  },
  history: {
    expired: "Validity ended",
    expiredDetail: "by its own terms; neither replaced nor withdrawn",
    assurance: "Statement by a third party recorded",
    assurance_withdrawn: "Third party's statement withdrawn",
  },
  expiry: {
    label: "Valid until",
    ended: (day: string) => `${day} (ended)`,
  },
};

export default trust;
