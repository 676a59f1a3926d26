/** The messages before a file is dropped. */
const shell = {
  privacy: "Read in this tab. Nothing is sent, not even the file name.",
  enforced: "The page's security policy blocks all connections of its scripts.",
  dropTitle: "Drop a ledger or bill list (CSV, XLSX)",
  needsScript: "The estimate needs JavaScript, because it is made in your browser.",
  typeFigures: "Type three figures",
  trySample: "Try a sample ledger",
  loading: "Loading the factors…",
  failed: "The estimate could not be loaded. Check your connection, then try again.",
};

export default shell;
