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
    about:
      "The report number is reserved. Nothing is public until the file, the signature and the log entry are complete.",
    failed:
      "Issuing stopped because of an error on our side. Nothing was published, and the number is reserved for this report. Try again. If it stops again, send the number to your system administrator.",
    failedFor: {
      unprintable: (code: string) =>
        `Issuing stopped. The report contains the character ${code}, which none of its fonts can print.`,
      press_full: (_: string) => "Issuing stopped. Too many reports were being printed at the same time.",
      press_slow: (_: string) => "Issuing stopped. Printing took too long.",
      press_died: (_: string) => "Issuing stopped. The print process ended twice before the file was ready.",
      process_died: (_: string) => "Issuing stopped. Its process ended twice, usually because it ran out of memory.",
    },
    kept: " Nothing was published, and the number is reserved for this report. Try again; no other number is used. If it stops again, send the number to your system administrator.",
    no_longer_authorised:
      "Issuing stopped. The person who started it no longer has permission to issue here. Nothing was published, and the number is reserved for this report. Another person with permission can continue.",
    plan_lapsed:
      "Issuing stopped. The workspace's plan has ended. Nothing was published, and the number is reserved for this report. Renew the plan and try again.",
    retry: "Try again",
    waits: (what: string) =>
      `Issuing is on hold. ${what} It is retried automatically every five minutes. Until then, nothing is published.`,
    waitsFor: {
      signer_unavailable: "The key of the seal is currently unavailable.",
      certificate_not_in_force:
        "The certificate of the seal is not valid at present. Your system administrator must renew it.",
      timestamp_unavailable: "The timestamp authority is not responding.",
      timestamp_refused: "The timestamp authority rejected the last request.",
      clock_behind:
        "The server clock is earlier than the last signature. Your system administrator must correct the clock.",
      issuer_key_unreadable:
        "The issuer's signing key can't be opened. Your system administrator must restore the account key. You can also replace the signing key.",
    } as Record<string, string>,
    waitsForSeal: "The seal is currently unavailable.",
  },
  validity: {
    label: "Valid until",
    hint: "The last day on which the report is valid (UTC). If empty, it is valid until it is superseded or withdrawn. An expired report stays readable. Anyone who verifies it sees when it expired.",
    none: "No end date; valid until superseded or withdrawn",
    until: (day: string) => `${day} (end of the day, UTC)`,
    errors: { validityDay: "Choose today or a later day, up to ten years from now, or leave it empty." },
    ruleTitle: "Validity of new reports",
    ruleAbout: "Proposed when a report is issued. The issuer can choose another day. Issued reports don't change.",
    ruleLabel: "New reports are valid for",
    ruleSave: "Save",
    months: (count: string) => (count === "1" ? "1 month" : `${count} months`),
  },
  history: {
    title: "Status history",
    issue: (version: string) => `Issued, version ${version}`,
    supersede: "Superseded",
    by: (number: string) => `by ${number}`,
    expire: "Expired",
    withdraw: "Withdrawn",
    assurance: "Verification statement recorded",
    stated: {
      reported: "Verification statement reported by the organization",
      unproved: "Verification statement recorded by an account without a proved identity",
      recorded: "Verification statement recorded by the verification body",
      confirming: "Verification statement confirmed by the verification body",
    },
    assurance_withdrawn: "Verification statement withdrawn",
    assurance_disowned: "Verification statement disowned by the body that it names",
    entry: (index: string) => `log entry ${index}`,
    ends: "Validity ends",
    ended: "Expired; log entry pending",
    now: "Current",
  },
  withdrawal: {
    title: "Withdraw this report",
    about:
      "A withdrawn report stays readable. Anyone who verifies it sees that it is withdrawn, with the date and the reason. A withdrawal can't be undone and needs two people. One proposes it with a reason, and another owner or administrator confirms it.",
    alone:
      "You are the only owner or administrator here. Invite a second one, or give that role to a member, to confirm your proposal.",
    toMembers: "Open members",
    reasonEn: "Reason in English (public once confirmed)",
    reasonZh: "Reason in Chinese (public once confirmed)",
    reasonHint: "One language is enough. Readers see their own language if you enter both.",
    propose: "Propose withdrawal",
    openTitle: "Withdrawal proposed",
    proposedBy: (name: string, day: string) => `Proposed by ${name} on ${day}.`,
    waitsForOther:
      "You proposed this. Another owner or administrator can confirm or decline it. Until then, you can cancel it.",
    waitsForManager: "Another owner or administrator must confirm or decline it.",
    confirm: "Confirm and withdraw",
    confirmQuestion: (number: string) =>
      `Withdraw report ${number}? Everyone who verifies it will see the reason. This can't be undone.`,
    decline: "Decline",
    note: "Reason for declining (shown to the proposer)",
    takeBack: "Cancel proposal",
    ended: {
      confirmed: (name: string, day: string) => `Confirmed by ${name} on ${day}`,
      declined: (name: string, day: string) => `Declined by ${name} on ${day}`,
      taken_back: (name: string, day: string) => `Cancelled by ${name} on ${day}`,
    },
    earlier: "Earlier proposals",
    errors: {
      reason_missing: "Enter a reason in at least one language. Everyone who verifies the report sees it.",
      note_missing: "Enter a reason so that the proposer knows what to do.",
      withdrawal_open: "A withdrawal is already proposed. It is shown on this page.",
      withdrawal_ended: "This proposal has already been decided. This page shows the outcome.",
      own_proposal: "You can't decide on your own proposal. Another person must confirm or decline it.",
      not_own_proposal: "Only the proposer can cancel it. You can decline it.",
      report_issuing: "The report is still being issued. Wait until it is published.",
      report_withdrawn: "The report is already withdrawn.",
      tooLong: "Shorten this to 1,000 characters or fewer.",
      textForbidden: "This text contains invisible control or direction characters. Enter it again without them.",
    },
  },
};

export default reportLife;
