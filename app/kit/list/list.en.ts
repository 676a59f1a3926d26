const list = {
  filters: "Filters",
  show: "Apply",
  everything: "All",
  clear: "Clear filters",
  file: "Download CSV",
  workbook: "Download XLSX",
  tooLong: (most: string) => `A workbook has up to ${most} rows. Narrow the list with its filters, or download CSV.`,
  pages: (title: string) => `Pages of ${title}`,
  firstPage: "First page",
  sortBy: (column: string) => `Sort by ${column}`,
  noMatch: "No matches",
  noMatchReason: "No rows match these filters. Change or clear them.",
  yes: "yes",
  no: "no",
  /** Column heads that the CSV files of several lists share. */
  heads: {
    id: "ID",
    clientId: "Client ID",
    clientEn: "Client (English)",
    clientZh: "Client (Chinese)",
    currency: "Currency",
    inventoryId: "Inventory ID",
    orderId: "Order ID",
    author: "By",
  },
  faults: {
    choice: "This choice doesn't exist. Choose one from the list.",
    day: "This isn't a valid date. Enter it as YYYY-MM-DD.",
    month: "This isn't a valid month. Enter it as YYYY-MM.",
    reference: "This entry doesn't exist. Choose one from the list.",
    text: "Enter at most 200 characters to search.",
    period: "The end date is before the start date. Swap them.",
    sort: "The list can't be sorted by this. Click a column header instead.",
    place: "This page of the list doesn't exist. Go to the first page.",
  },
};

export default list;
