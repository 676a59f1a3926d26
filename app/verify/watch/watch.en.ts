import section from "./watch-section.en.ts";

/** Watching a report by email, without an account. */
const watch = {
  section,
  page: {
    title: (number: string) => `Watch report ${number}`,
    follow: "If the report is replaced, you then watch the new version.",
    over: "This report is no longer current, so there is nothing to watch. Open it to see its status and the way to the current report.",
    report: "Open report",
    sentTitle: "Check your email",
    sentLead:
      "If this address doesn't watch the report yet, it gets an email with a link. Open the link and confirm within 48 hours.",
  },
  link: {
    title: "Watch report",
    confirmTitle: (number: string) => `Watch report ${number}?`,
    confirm: "Confirm",
    refuse: "Don't watch, delete address",
    watchingTitle: (number: string) => `You are watching report ${number}`,
    stop: "Stop watching, delete address",
    stoppedTitle: (number: string) => `You no longer watch report ${number}`,
    stoppedLead: "Your address was deleted. You get no more emails about this report.",
    endedTitle: (number: string) => `Report ${number} is no longer current`,
    endedLead:
      "There is nothing left to watch, so your address was deleted. The report shows the way to the current one.",
    deadTitle: "This link no longer works",
    deadLead:
      "It was not confirmed within 48 hours, or the watch has ended. We keep no address for it. You can watch a report again on its verification page.",
    find: "Verify a report",
  },
  feed: {
    title: (number: string) => `Status of report ${number}`,
    issue: "Issued",
    issued: (version: string, period: string) => `Version ${version}, ${period}.`,
    totals: (location: string, market: string) =>
      `Total, location-based: ${location} tCO₂e. Total, market-based: ${market} tCO₂e.`,
    supersede: "Replaced",
    superseded: (number: string) => `Replaced by ${number}.`,
    location: (change: string) => `Change of the total, location-based: ${change} tCO₂e.`,
    market: (change: string) => `Change of the total, market-based: ${change} tCO₂e.`,
    withdraw: "Withdrawn by the issuer",
    withdrawn: (reason: string) => (reason ? `Reason given by the issuer: ${reason}` : "No reason was given."),
    expire: "Expired",
    expired: (day: string) => `Valid until ${day}.`,
    assurance: "Third-party statement recorded",
    assured: "The page of the report shows who made the statement, and what is proved of it.",
    stated: {
      reported: "Third-party statement reported by the organization",
      unproved: "Third-party statement recorded by an account without a proved identity",
      recorded: "Third-party statement recorded by the verification body",
      confirming: "Third-party statement confirmed by the verification body",
    },
    assurance_withdrawn: "Third-party statement withdrawn",
    assurance_disowned: "Third-party statement disowned by the body that it names",
  },
  mail: {
    confirm: {
      subject: (number: string) => `Confirm that you want to watch report ${number}`,
      body: (number: string) =>
        `Someone asked us to email you when greenhouse gas report ${number} is replaced, withdrawn or expires. To confirm, open this link:`,
      otherwise: "If you didn't ask for this, do nothing. We delete the address after 48 hours.",
    },
    superseded: {
      subject: (number: string) => `Report ${number} was replaced`,
      body: (number: string, organization: string, successor: string) =>
        `Greenhouse gas report ${number} of ${organization} was replaced by ${successor}.`,
      location: (before: string, after: string, change: string) =>
        `Total, location-based: ${before} tCO₂e before, ${after} tCO₂e now, change ${change}`,
      market: (before: string, after: string, change: string) =>
        `Total, market-based: ${before} tCO₂e before, ${after} tCO₂e now, change ${change}`,
      next: "You now watch the new version. Open it here:",
      stop: "To stop and delete your address, open this link:",
    },
    withdrawn: {
      subject: (number: string) => `Report ${number} was withdrawn`,
      body: (number: string, organization: string) =>
        `Greenhouse gas report ${number} of ${organization} was withdrawn by its issuer. Don't use its figures.`,
      reason: (reason: string) => `Reason given by the issuer: ${reason}`,
      later: (number: string) => `The newest public version is ${number}.`,
      noLater: "No newer version is public. Ask the issuer for the current report.",
    },
    expired: {
      subject: (number: string) => `Report ${number} has expired`,
      body: (number: string, organization: string, day: string) =>
        `Greenhouse gas report ${number} of ${organization} was valid until ${day}. It was not replaced. Ask the issuer for a current report.`,
    },
    open: "Open the report:",
    over: "Your watch has ended, and we deleted your address.",
  },
};

export default watch;
