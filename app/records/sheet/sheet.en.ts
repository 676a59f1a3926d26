const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);

const sheet = {
  sort: "Sort",
  ownOrder: "Order of entry",
  ascending: (column: string) => `${column}, ascending`,
  descending: (column: string) => `${column}, descending`,
  orderBy: (column: string) => `Sort by ${column}`,
  words: "Search",
  wordsHint: "Name, quantity, evidence, note",
  resize: "Drag to resize. Double-click to reset.",
  selectAll: "Select all rows",
  insertRows: (count: number) => (count === 1 ? "Insert row above" : `Insert ${count} rows above`),
  nextFault: "Next error",
  noFault: "No errors.",
  faultAt: (row: number, count: number) => `Row ${row}. ${rows(count)} with errors.`,
  fix: {
    use: (text: string) => `Use ${text}`,
    convert: (amount: string) => `Convert to ${amount}`,
    conversion: (from: string, to: string, ratio: string, basis: "net" | "gross") =>
      `${from} × ${ratio} (${basis} heating value) = ${to}.`,
    state: (temperature: string, pressure: string, standard: string) =>
      `The volume is taken at ${temperature} and ${pressure} (${standard}).`,
    source: (title: string, published: string) => `Heating value: ${published}, ${title}.`,
    density: (value: string, title: string, perLitre: string, perTonne: string) =>
      `Assumption: density ${value} kg/L, that of UK fuel. It follows from ${perLitre} and ${perTonne} (${title}). If your supplier states a density, enter tonnes instead.`,
    keep: (amount: string) => `Keep ${amount}`,
    share: (days: number, allDays: number, period: string) =>
      `${days} of the bill's ${allDays} days are in the inventory (${period}). The quantity is split by days.`,
    convertedNote: (from: string, why: string) => `Converted from ${from}. ${why}`,
    shareNote: (from: string, bill: string, days: number, allDays: number) =>
      `Share of a bill by days: ${days} of ${allDays} days of ${bill}. Total of the bill: ${from}.`,
    original: "The original value is kept in the note. You can undo this.",
    chooseUnit: "Choose another unit",
    openSource: "Choose a heating value",
    byMethod: "Use a calculation method",
  },
  fixAll: (count: number) => `Fix all ${count} rows`,
  fixed: (count: number) => `${rows(count)} fixed`,
  undone: "Undone",
  redone: "Redone",
  tooManyRows: (limit: string) =>
    `The clipboard contains more than ${limit} rows. Save them as a CSV file and import it.`,
  part: (shown: string, count: string) =>
    `This page shows ${shown} of ${count} records. Filter by facility, source, period or search text to see the others.`,
  partOfMore: (shown: string, count: string) =>
    `This page shows ${shown} of more than ${count} records. Filter by facility, source, period or search text to see the others.`,
  showWhole: "Search and sort all records",
  loadingPart: "Loading records…",
  totalShown: "Total of these rows",
  savedAt: (time: string) => `Saved at ${time}`,
  waiting: (count: number) => `Offline. ${rows(count)} kept in this browser`,
  state: "Status",
  reviewState: { draft: "Draft", submitted: "In review", returned: "Returned", approved: "Approved" },
  locked: "Locked",
  stands: (name: string) => `by ${name || "a former member"}`,
  lockedBy: (start: string, end: string, name: string, day: string) =>
    `${name || "A former member"} approved and locked ${start} to ${end} on ${day}. An admin can unlock the period under Review.`,
  lockedLeft: (count: number) => `${rows(count)} not changed because the period is locked.`,
  estimate: "Estimation method",
  estimateMethod: {
    previous_year: "Same months of the previous year",
    neighbours: "Average of the adjacent months",
    per_output: "By production output",
    per_floor_area: "By floor area",
    other: "Other",
  } as Record<string, string>,
  estimateUnsaid: "The estimation method is missing. Enter it before you submit this record for review.",
  review: {
    submit: (count: number) => `Submit ${rows(count)} for review`,
    approve: (count: number) => `Approve ${rows(count)}`,
    return: (count: number) => `Return ${rows(count)} for changes`,
    returnQuestion: (count: number) => `Return ${rows(count)} to the editor for changes? The editor sees the reason.`,
    reason: "Changes needed",
    done: (act: "submit" | "approve" | "return", count: number) =>
      `${rows(count)} ${{ submit: "submitted for review", approve: "approved", return: "returned for changes" }[act]}.`,
    failed: "Nothing was changed. The server could not be reached or refused the request. Try again.",
  },
  keys: {
    title: "Keyboard shortcuts",
    open: "All shortcuts",
    close: "Close",
    groups: { move: "Move and select", type: "Edit", change: "Change rows", help: "Find and help" },
    move: {
      arrows: "Adjacent cell",
      tab: "Next cell; Enter returns to the start of the next row",
      edge: "Edge of the data",
      page: "One screen up or down",
      home: "First or last column; with Ctrl also first or last row",
      extend: "Extend the selection",
      row: "Select whole rows",
      all: "Select all",
    },
    type: {
      letters: "Replace the cell's content",
      edit: "Edit the cell's content",
      list: "Open the list of options",
      end: "Confirm and move down or up",
      fill: "Fill all selected cells",
      cancel: "Discard the edit",
    },
    change: {
      copy: "Copy, cut and paste, including with Excel or WPS",
      down: "Fill down from the first selected row",
      clear: "Clear the cells",
      insert: "Insert empty rows above",
      delete: "Delete rows (reason required)",
      undo: "Undo or redo",
    },
    help: {
      fault: "Next or previous cell with an error",
      fixes: "Suggested fixes for this cell",
      width: "Make the column narrower or wider",
      leave: "Leave the sheet",
      keys: "Show this list",
    },
  },
};

export default sheet;
