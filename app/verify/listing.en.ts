/** The public list of an issuer's reports, and the setting that turns it on. */
const listing = {
  title: "Public list",
  about: "Choose whether anyone can find this organization's reports in a list, without knowing their numbers.",
  question: "List the reports publicly?",
  no: "No. A report can only be found by its number or its file.",
  yes: "Yes. All current reports are listed on one public page.",
  becomesPublic:
    "The public page shows the organization's name and all current reports. Each has its number, period, standards, language, issue date and a link to its verification page. Verification pages link back to the list. Future reports are listed when they are issued. You can turn this off at any time, but copies made by others remain.",
  address: "Public page, available once a report is issued:",
  saved: "Your choice was saved.",
  issuer: {
    titleOf: (name: string) => `Reports of ${name}`,
    lead: "These are the current reports that this organization chose to list. Replaced, expired and withdrawn reports are not listed.",
    unchecked: "The organization provided this name. It was not checked.",
    issuerOfNewest: "Issuer of the newest report",
    caption: "Current reports",
    report: "Report",
    period: "Period",
    standards: "Standards",
    language: "Language",
    issued: "Issued",
    status: "Status",
    current: "Current",
    number: "Report number",
    issuedFrom: "Issued from",
    issuedTo: "Issued until",
    empty: "No current reports are listed",
    emptyReason:
      "The reports that this organization listed were replaced or withdrawn, or have expired. You can still verify a report that you have.",
  },
};

export default listing;
