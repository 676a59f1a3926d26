/** The board of a consultancy's clients. */
const clientBoard = {
  title: "Clients",
  about: (shown: number, all: number) =>
    shown === all
      ? `${all === 1 ? "1 client" : `${all} clients`}: how far each is and what waits`
      : `${shown} of ${all} clients`,
  applyPackage: "Apply a package",
  exportCsv: "Export as CSV",
  emptyTitle: "No clients yet",
  emptyReason: "Clients are the organizations of this workspace and those of companies that engage it.",
  noneTitle: "No client fits",
  noneReason: "Take a word or the stage out of the filter.",
  search: "Name",
  everyStage: "Every stage",
  order: "Order",
  orders: { next: "By next day", name: "By name", stage: "By stage" },
  show: "Show",
  columns: { client: "Client", stage: "Stage", waits: "What waits", next: "Next day" },
  stage: {
    collecting: "Collecting",
    review: "In review",
    calculated: "Calculated",
    draft: "Report draft",
    issued: "Issued",
  },
  year: (year: string) => `Year ${year}`,
  engagedUntil: (day: string) => `engaged until ${day}`,
  tasks: (n: number, owner: string) => `${n === 1 ? "1 task" : `${n} tasks`}${owner ? `: ${owner}` : ""}`,
  requests: (n: number, who: string) => `${n === 1 ? "1 data request" : `${n} data requests`}${who ? `: ${who}` : ""}`,
  toReview: (n: number) => (n === 1 ? "1 record to review" : `${n} records to review`),
  nothing: "Nothing",
  overdue: "overdue",
  csv: {
    nameEn: "Client (English)",
    nameZh: "Client (Chinese)",
    stage: "Stage",
    start: "Period from",
    end: "Period to",
    report: "Report",
    toReview: "Records to review",
    tasks: "Open tasks",
    taskDue: "Next task due",
    taskOwner: "Owner of the next task",
    requests: "Open data requests",
    requestExpires: "Next link ends",
    recipient: "Recipient of it",
    engagedUntil: "Engaged until",
    next: "Next day",
  },
};

export default clientBoard;
