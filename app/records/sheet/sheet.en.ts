const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);

/** The sheet of activities: what can be done with it, and what it says meanwhile. */
const sheet = {
  sort: "Sort",
  ownOrder: "As recorded",
  ascending: (column: string) => `${column}, ascending`,
  descending: (column: string) => `${column}, descending`,
  orderBy: (column: string) => `Sort by ${column}`,
  words: "Words",
  wordsHint: "Name, quantity, evidence, note",
  resize: "Drag to set the width; press twice for the usual one",
  selectAll: "Select all rows",
  insertRows: (count: number) => (count === 1 ? "Insert a row above" : `Insert ${count} rows above`),
  nextFault: "Next fault",
  noFault: "No row needs you.",
  faultAt: (row: number, count: number) => `Row ${row}. ${rows(count)} to put right.`,
  fix: {
    use: (text: string) => `Use ${text}`,
    convert: (amount: string) => `Convert to ${amount}`,
    conversion: (from: string, to: string, ratio: string, basis: "net" | "gross") =>
      `${from} × ${ratio} (${basis} heating value) = ${to}.`,
    state: (temperature: string, pressure: string, standard: string) =>
      `The volume is read at ${temperature} and ${pressure} (${standard}).`,
    source: (title: string, published: string) => `Heating value: ${published}, ${title}.`,
    keep: (amount: string) => `Keep ${amount}`,
    share: (days: number, allDays: number, period: string) =>
      `${days} of the bill's ${allDays} days are in the inventory (${period}). They get their share of the quantity by days.`,
    convertedNote: (from: string, why: string) => `Converted from ${from}. ${why}`,
    shareNote: (from: string, bill: string, days: number, allDays: number) =>
      `Share of a bill by days: ${days} of ${allDays} days of ${bill}, ${from} in all.`,
    original: "The original stays in the note, and you can undo this.",
    chooseUnit: "Choose another unit",
    openSource: "Choose a heating value",
    byMethod: "Work it out by a method",
  },
  fixAll: (count: number) => `In all ${count} rows`,
  fixed: (count: number) => `${rows(count)} put right`,
  undone: "Undone",
  redone: "Done again",
  tooManyRows: (limit: string) =>
    `The clipboard holds more than ${limit} rows. Save them as a CSV file and import it: there it is checked as a whole.`,
  part: (shown: string, count: string) =>
    `${shown} of ${count} records are on this page. Narrow the list by facility, source, period or words to reach the others.`,
  partOfMore: (shown: string, count: string) =>
    `${shown} of more than ${count} records are on this page. Narrow the list by facility, source, period or words to reach the others.`,
  showWhole: "Search and order all records",
  loadingPart: "Fetching the records…",
  totalShown: "Total of these rows",
  savedAt: (time: string) => `Saved at ${time}`,
  waiting: (count: number) => `Waiting for the network: ${rows(count)} kept in this browser`,
  state: "State",
  reviewState: { draft: "Draft", submitted: "In review", returned: "Returned", approved: "Approved" },
  locked: "Locked",
  stands: (name: string) => `by ${name || "a former member"}`,
  lockedBy: (start: string, end: string, name: string, day: string) =>
    `${start} to ${end} was approved and locked by ${name || "a former member"} on ${day}. An administrator can unlock it under Review.`,
  lockedLeft: (count: number) => `${rows(count)} left as they were: the period is locked.`,
  estimate: "How it was estimated",
  estimateMethod: {
    previous_year: "From the same months a year before",
    neighbours: "Average of the months beside it",
    per_output: "By output",
    per_floor_area: "By floor area",
    other: "Another way",
  } as Record<string, string>,
  estimateUnsaid: "Nobody has said how yet: it can't be handed in before that.",
  review: {
    submit: (count: number) => `Hand in ${rows(count)}`,
    approve: (count: number) => `Approve ${rows(count)}`,
    return: (count: number) => `Return ${rows(count)}`,
    returnQuestion: (count: number) => `Return ${rows(count)} to who entered them? They read the reason.`,
    reason: "What is to be put right",
    done: (act: "submit" | "approve" | "return", count: number) =>
      `${rows(count)} ${{ submit: "handed in", approve: "approved", return: "returned" }[act]}.`,
    failed: "Nothing was changed: the server was not reached or refused it. Try again.",
  },
  keys: {
    title: "Keys",
    open: "All keys",
    close: "Close",
    groups: { move: "Move and select", type: "Type", change: "Change rows", help: "Find and help" },
    move: {
      arrows: "The next cell",
      tab: "The next cell; Enter then goes to beneath the first",
      edge: "To the edge of the data",
      page: "A screen up or down",
      home: "First or last column; with Ctrl first or last row too",
      extend: "Select as far as that",
      row: "Whole rows",
      all: "Everything",
    },
    type: {
      letters: "Writes over the cell",
      edit: "Changes the cell's own text",
      list: "The list of choices",
      end: "Takes it and goes down, or up",
      fill: "Takes it for all selected cells",
      cancel: "Leaves the cell as it was",
    },
    change: {
      copy: "Copy, cut and paste, to and from Excel or WPS",
      down: "Repeat the first selected row downwards",
      clear: "Empty the cells",
      insert: "Insert empty rows above",
      delete: "Delete rows, with a reason",
      undo: "Take back the last act, or do it again",
    },
    help: {
      fault: "Next cell that needs you, or the one before",
      fixes: "The fixes of this cell",
      width: "Make the column narrower or wider",
      leave: "Leave the sheet",
      keys: "This list",
    },
  },
};

export default sheet;
