/** Words that every list has. */
const list = {
  filters: "Filters",
  show: "Show",
  everything: "All",
  clear: "Clear filters",
  file: "Download CSV",
  pages: (title: string) => `Pages of ${title}`,
  firstPage: "First page",
  sortBy: (column: string) => `Sort by ${column}`,
  noMatch: "No matches",
  noMatchReason: "No row fits these filters. Change or clear them.",
  yes: "yes",
  no: "no",
  /** Of columns that files of several lists have. */
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
    choice: "This isn't one of the choices. Choose one from the list.",
    day: "This isn't a day. Enter it as YYYY-MM-DD.",
    month: "This isn't a month. Enter it as YYYY-MM.",
    reference: "This isn't one of the entries. Choose one from the list.",
    text: "Search with at most 200 characters.",
    period: "The last day is before the first. Swap them.",
    sort: "The list can't be sorted by this. Click a column head instead.",
    place: "This page of the list can't be found. Start at the first page.",
  },
};

export default list;
