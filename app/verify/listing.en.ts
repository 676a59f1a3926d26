/** The public list of an issuer's reports, and the choice to have one. */
const listing = {
  title: "Public list",
  about: "Whether anyone can find this organization's reports in a list, without knowing their numbers.",
  question: "List the reports publicly?",
  no: "No. A report is found only by its number or its file.",
  yes: "Yes. All current reports are listed on one public page.",
  becomesPublic:
    "The public page shows the organization's name and, of each current report, its number, period, standards, language and day of issue, with a link to its verification page. Each verification page then links to the list. Future reports are listed when they are issued. You can turn this off at any time; copies that others made remain.",
  address: "The public page, once a report is issued:",
  saved: "The choice was saved.",
  issuer: {
    titleOf: (name: string) => `Reports of ${name}`,
    lead: "Current reports that this organization chose to list. Replaced, expired and withdrawn reports are not listed.",
    unchecked: "The name is as the organization states it. It was not checked.",
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
    empty: "No current report is listed",
    emptyReason:
      "What this organization listed was replaced or withdrawn, or has expired. A report that you hold can be checked all the same.",
  },
};

export default listing;
