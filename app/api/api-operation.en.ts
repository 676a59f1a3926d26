export const operation = {
  readKey: {
    title: "Get the key",
    text: "Which key this is, what it can do now and when it ends. A good first request.",
  },
  listOrganizations: {
    title: "List organizations",
    text: "The organizations that the key can access: one, or all of the workspace.",
  },
  getOrganization: { title: "Get an organization", text: "The reporting company and the rules of its inventory." },
  listFacilities: { title: "List facilities", text: "Sites of the organization, with country, grid region and share." },
  getFacility: { title: "Get a facility", text: "One site of the organization." },
  listSources: {
    title: "List emission sources",
    text: "What emits, or is bought, at each facility. Activity records name a source by its id.",
  },
  getSource: {
    title: "Get an emission source",
    text: "One source, its unit of entry and how its factor is found.",
  },
  createActivity: {
    title: "Create an activity record",
    text: "Adds one record. It passes the same checks as on the page. Units can be written as on a bill, including 万千瓦时.",
  },
  listActivities: {
    title: "List activity records",
    text: "The newest version of each record of an inventory, in the order of entry. Deleted records are left out.",
  },
  getActivity: {
    title: "Get an activity record",
    text: "The newest version. Its ETag is the version to send with a correction or deletion.",
  },
  correctActivity: {
    title: "Correct an activity record",
    text: "Adds a version and keeps the older ones. Omitted fields keep their value. A quantity calculated by a method can't be changed here.",
  },
  getActivityHistory: {
    title: "Get the history of an activity record",
    text: "Every version, newest first, with author and origin. A deletion is the last version, with its reason.",
  },
  changeActivities: {
    title: "Change many activity records",
    text: "Up to 5,000 additions, corrections, deletions and restorations in one transaction. Either all are made or none, and every error is listed by its place.",
  },
  deleteActivity: {
    title: "Delete an activity record",
    text: "Adds a last version with the reason. Nothing entered is lost, and a batch can restore it.",
  },
  createInstrument: {
    title: "Add a contractual instrument",
    text: "Adds certificates or a contract to the register, with the checks of the page. Each certificate can be in a register of this installation once.",
  },
  listInstruments: {
    title: "List contractual instruments",
    text: "The register of the organization, newest first. Withdrawn entries are included.",
  },
  getInstrument: {
    title: "Get a contractual instrument",
    text: "One entry of the register, and how much of it is allocated.",
  },
  allocateInstrument: {
    title: "Allocate a contractual instrument",
    text: "Covers the records of a source in one inventory, in the order of their days. It ends when the quantity or the consumption is used up.",
  },
  listAllocations: {
    title: "List allocations",
    text: "The records that an instrument covers now, in the order of their days.",
  },
  searchFactors: {
    title: "Search the factor library",
    text: "Finds published factors by words in English or Chinese and by filters, best match first.",
  },
  getFactor: { title: "Get a factor", text: "Every published release of one factor, oldest first, with its source." },
  listInventories: { title: "List inventories", text: "One inventory for each reporting period, newest first." },
  getInventory: {
    title: "Get an inventory",
    text: "The reporting period that records and calculations belong to.",
  },
  startRun: {
    title: "Start a calculation",
    text: "Freezes the inputs and calculates. The response comes immediately with a job to poll. The calculation gets the job's id. A calculation of more than 50,000 records can't be compared or reported.",
  },
  getJob: {
    title: "Get a job",
    text: "Progress of a calculation or a report. Repeat after the seconds in Retry-After until it is done or failed.",
  },
  listRuns: {
    title: "List calculations",
    text: "Finished calculations of an inventory with their totals, newest first.",
  },
  getRun: {
    title: "Get a calculation",
    text: "Totals, hashes, issues, and whether the inventory still has the same inputs.",
  },
  getRunDocument: {
    title: "Get the inventory document",
    text: "Inputs and results of a calculation, byte for byte as frozen. `node truetonne-verify.mjs FILE` recalculates them (see /verify/checker). The ETag is the SHA-256 of the bytes.",
  },
  getDisclosures: {
    title: "Get the answers of a report",
    text: "The answers to the reporting requirements of a year, newest version. The ETag is that version, 0 before the first.",
  },
  stateDisclosures: {
    title: "Save the answers of a report",
    text: "Adds a version with the fields that are sent and keeps the others. Each text is needed in both languages. The checklist shows which are missing.",
  },
  getChecklist: {
    title: "Get the checklist of a report",
    text: "Each requirement of the standard and the chosen programmes: its status, the answer, and what is missing. A report can be issued only when nothing is missing.",
  },
  issueReport: {
    title: "Issue a report",
    text: "Takes the next number and freezes the content of the report. A job renders, signs and publishes it. Its statements are made in the name of the responsible person.",
  },
  listReports: { title: "List reports", text: "Reports of the organization, newest first." },
  getReport: { title: "Get a report", text: "Its number, status and public address." },
  getReportFile: { title: "Get the report as PDF", text: "The issued bytes. The ETag is their SHA-256." },
  verifyReport: {
    title: "Verify a report",
    text: "Returns what is public about a report by its number, without a key. The record's proofs are checked: signature, log and status.",
  },
  findReportsByHash: {
    title: "Find a report by its hash",
    text: "Reports whose PDF or inventory document has this SHA-256. The file itself is not sent.",
  },
  listStandings: {
    title: "Check many reports",
    text: "The status and totals of up to 100 reports by their numbers, without a key. Names are claims: no name is checked. The proofs of the records are not checked here.",
  },
};
