/** The life of an issued report: validity, status history, withdrawal by two people. */
const reportLife = {
  states: {
    issuing: "Being issued",
    issued: "Current",
    superseded: "Superseded",
    expired: "Expired",
    withdrawn: "Withdrawn",
  },
  issuing: {
    title: "This report is being issued",
    steps: "Rendering, signing and publishing",
    about: "Its number is taken. Nothing is public until file, signature and log entry are all there.",
    failed:
      "Issuing stopped because of a fault on our side. Nothing was published, and the number is kept for this report. Try again; if it stops again, tell the operator of this installation, with the number.",
    failedFor: {
      unprintable: (code: string) =>
        `Issuing stopped: a text of the report holds the character ${code}, which no typeface of the report draws.`,
      press_full: (_: string) => "Issuing stopped: too many reports were being printed at once.",
      press_slow: (_: string) => "Issuing stopped: printing took too long and was ended.",
      press_died: (_: string) => "Issuing stopped: the printing program ended twice before the file was ready.",
      process_died: (_: string) =>
        "Issuing was given up: its process ended twice, usually because it ran out of memory.",
    },
    kept: " Nothing was published, and the number is kept for this report. Try again; it takes no other number. If it stops again, tell the operator of this installation, with the number.",
    no_longer_authorised:
      "Issuing was stopped: whoever asked for it may no longer issue here. Nothing was published, and the number is kept for this report. Somebody who may issue can go on with it.",
    plan_lapsed:
      "Issuing was stopped: the plan of the workspace has ended. Nothing was published, and the number is kept for this report. Renew the plan, then try again.",
    retry: "Try again",
    waits: (what: string) =>
      `The report waits: ${what} It is tried again every five minutes by itself; until then nothing is published.`,
    waitsFor: {
      signer_unavailable: "the key of the seal can't be reached at present.",
      certificate_not_in_force:
        "the certificate of the seal is not in force; the operator of this installation renews it.",
      timestamp_unavailable: "the timestamp authority does not answer at present.",
      timestamp_refused: "the timestamp authority refused the last request.",
      clock_behind:
        "the clock of the machine is behind what it has signed already; the operator of this installation sets it.",
    } as Record<string, string>,
    waitsForSeal: "the seal can't be had at present.",
  },
  validity: {
    label: "Valid until",
    hint: "The last day on which the report counts as valid, by UTC. Left empty, it holds until it is replaced or withdrawn. An expired report stays readable; whoever checks it reads since when it is no longer valid.",
    none: "No end; until replaced or withdrawn",
    until: (day: string) => `${day} (end of the day, UTC)`,
    errors: { validityDay: "Choose today or a later day, at most ten years ahead, or leave it empty." },
    ruleTitle: "How long new reports hold",
    ruleAbout:
      "Proposed when a report is issued; whoever issues it may choose another day. Issued reports don't change.",
    ruleLabel: "A new report holds for",
    ruleSave: "Save the rule",
    months: (count: string) => (count === "1" ? "1 month" : `${count} months`),
  },
  history: {
    title: "Status history",
    issue: (version: string) => `Issued, version ${version}`,
    supersede: "Replaced",
    by: (number: string) => `by ${number}`,
    expire: "No longer valid",
    withdraw: "Withdrawn",
    assurance: "Third party's statement recorded",
    assurance_withdrawn: "Third party's statement withdrawn",
    entry: (index: string) => `log entry ${index}`,
    ends: "Validity ends",
    ended: "No longer valid; the log entry follows",
    now: "Current",
  },
  withdrawal: {
    title: "Withdraw this report",
    about:
      "A withdrawn report stays readable and is shown as withdrawn, with the date and the reason, to everyone who checks it. This can't be undone, so two people do it: one proposes with a reason, another owner or administrator confirms.",
    alone:
      "You are the only owner or administrator here. Invite a second person, or give a member that role, and they can confirm what you propose.",
    toMembers: "Open Members",
    reasonEn: "Reason in English, public once confirmed",
    reasonZh: "Reason in Chinese, public once confirmed",
    reasonHint: "One language is enough. Readers see their own language where it is given.",
    propose: "Propose withdrawal",
    openTitle: "Withdrawal proposed",
    proposedBy: (name: string, day: string) => `Proposed by ${name} on ${day}.`,
    waitsForOther:
      "You proposed this. Another owner or administrator confirms or declines it; until then you can take it back.",
    waitsForManager: "An owner or administrator other than the proposer confirms or declines it.",
    confirm: "Confirm and withdraw",
    confirmQuestion: (number: string) =>
      `Withdraw report ${number}? Everyone who checks it will read the reason. This can't be undone.`,
    decline: "Decline",
    note: "Why it is declined, for the proposer",
    takeBack: "Take the proposal back",
    ended: {
      confirmed: (name: string, day: string) => `Confirmed by ${name} on ${day}`,
      declined: (name: string, day: string) => `Declined by ${name} on ${day}`,
      taken_back: (name: string, day: string) => `Taken back by ${name} on ${day}`,
    },
    earlier: "Earlier proposals",
    errors: {
      reason_missing: "State the reason in at least one language. Everyone who checks the report reads it.",
      note_missing: "Say why, so that the proposer knows what to do.",
      withdrawal_open: "A withdrawal is already proposed; it is shown on this page.",
      withdrawal_ended: "This proposal was already decided. The page shows how.",
      own_proposal: "You proposed this withdrawal, so another person has to confirm or decline it.",
      not_own_proposal: "Only the person who proposed it can take it back. You can decline it.",
      report_issuing: "The report is still being issued. Wait until it is published.",
      report_withdrawn: "The report is withdrawn already.",
      tooLong: "Shorten this to 1,000 characters.",
      textForbidden: "This text contains invisible control or direction characters. Type it again without them.",
    },
  },
};

export default reportLife;
