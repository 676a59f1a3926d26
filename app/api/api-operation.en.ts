/** What each operation of the API does: a title, and a sentence or two on what is not obvious. */
export const operation = {
  readKey: {
    title: "Read about the key",
    text: "Which key this is, what it may do now and until when. A good first request.",
  },
  listOrganizations: {
    title: "List organizations",
    text: "The organizations that the key reaches: one, or all of the tenant.",
  },
  getOrganization: { title: "Get an organization", text: "The reporting company and the rules of its inventory." },
  listFacilities: { title: "List facilities", text: "Sites of the organization, with country, grid region and share." },
  getFacility: { title: "Get a facility", text: "One site of the organization." },
  listSources: {
    title: "List emission sources",
    text: "What emits, or is bought, at each facility. Activities name a source by its id.",
  },
  getSource: {
    title: "Get an emission source",
    text: "One source, the unit it is entered in and how its factor is found.",
  },
  createActivity: {
    title: "Record an activity",
    text: "Adds one record. It passes the same checks as one entered on the page; units may be written as on a bill, 万千瓦时 included.",
  },
  listActivities: {
    title: "List activities",
    text: "The newest version of each record of an inventory, in the order of entry. Deleted records are left out.",
  },
  getActivity: {
    title: "Get an activity",
    text: "The newest version. Its ETag is the version that a correction or deletion has to name.",
  },
  correctActivity: {
    title: "Correct an activity",
    text: "Adds a version; the older ones stay. Fields that are left out keep their value. The quantity of a record worked out by a method can't be changed here.",
  },
  getActivityHistory: {
    title: "Get the history of an activity",
    text: "Every version, newest first, with who made it and from where. A deletion is the last version, with its reason.",
  },
  changeActivities: {
    title: "Change many activities",
    text: "Up to 5,000 additions, corrections, deletions and restorations in one transaction: all of them, or none with every fault by its place.",
  },
  deleteActivity: {
    title: "Delete an activity",
    text: "Adds a last version that says so, with the reason. Nothing entered is lost: a batch can restore it.",
  },
  searchFactors: {
    title: "Search the factor library",
    text: "Published factors by words in English or Chinese and by filters, best first.",
  },
  getFactor: { title: "Get a factor", text: "Every published edition of one factor, oldest first, with its source." },
  listInventories: { title: "List inventories", text: "One inventory for each reporting period, newest first." },
  getInventory: { title: "Get an inventory", text: "The reporting period that records and runs belong to." },
  startRun: {
    title: "Start a calculation run",
    text: "Freezes the inputs and calculates. The answer comes at once with a job to watch; the run takes the job's id. A run of more than 50,000 records can't be compared or reported.",
  },
  getJob: {
    title: "Get a job",
    text: "How far a run or a report is. Ask again after the seconds in Retry-After until it is done or failed.",
  },
  listRuns: { title: "List runs", text: "Finished runs of an inventory with their totals, newest first." },
  getRun: {
    title: "Get a run",
    text: "Totals, hashes, issues, and whether the inventory still has the inputs of the run.",
  },
  getRunDocument: {
    title: "Get the inventory document",
    text: "Inputs and results of a run, byte for byte as they were frozen. `truetonne calculate` recomputes them. The ETag is the SHA-256 of the bytes.",
  },
  getDisclosures: {
    title: "Read what the report states",
    text: "The statements of a year, in their newest version. The ETag is that version; 0 before the first.",
  },
  stateDisclosures: {
    title: "State what the report says",
    text: "Adds a version with the fields that are sent; the others stay. Each text is asked for in both languages, and the checklist says which are missing.",
  },
  getChecklist: {
    title: "Get the checklist of a report",
    text: "Each requirement of the standard and of the chosen programmes: its state, what the report says, and what is missing. A report is issued only when nothing is.",
  },
  issueReport: {
    title: "Issue a report",
    text: "Takes the next number and freezes what the report states; a job renders, signs and publishes it. The statements stand under the name of the responsible person.",
  },
  listReports: { title: "List reports", text: "Reports of the organization, newest first." },
  getReport: { title: "Get a report", text: "Its number, state and public address." },
  getReportFile: { title: "Get the report as PDF", text: "The issued bytes. The ETag is their SHA-256." },
  verifyReport: {
    title: "Verify a report",
    text: "What anyone may know of a report by its number, without a key. The record's own evidence is checked: signature, log, status.",
  },
  findReportsByHash: {
    title: "Find a report by its hash",
    text: "Reports whose PDF or inventory document has this SHA-256. The file stays with you.",
  },
};
