/** What somebody without an account reads: plain words, no terms of the trade. */
const recipient = {
  title: (organization: string) => `Figures for ${organization}`,
  pageTitle: "Figures asked of you",
  hello: (name: string) => `Hello ${name},`,
  lead: (asker: string, organization: string) =>
    `${asker} of ${organization} asks you for the figures below. ${organization} adds up its greenhouse-gas emissions of the year; for that it needs to know how much was used, burnt or moved. You are not asked to calculate anything.`,
  leadNoAsker: (organization: string) =>
    `${organization} asks you for the figures below. It adds up its greenhouse-gas emissions of the year; for that it needs to know how much was used, burnt or moved. You are not asked to calculate anything.`,
  messageFrom: (asker: string) => `${asker} writes`,
  until: (day: string) => `Please hand in by ${day}. Until then you can correct everything.`,
  whoSees: (organization: string) =>
    `What you hand in goes to ${organization} alone, with your name. You see nothing of their other data, and nobody else sees yours.`,
  askedAgainTitle: "There is a question about your figures",
  askedAgainText:
    "It stands beside each figure that it concerns. Correct the figure or explain it in the note, then hand in again.",
  handedInTitle: "Thank you, your figures have arrived.",
  handedInText: "You can still correct them until they are accepted or the link ends. Hand in again afterwards.",
  changedSince: "You have changed something since. Hand in again so that it arrives.",

  progress: (done: string, of: string) => `${done} of ${of} answered`,
  progressLabel: "Answered",
  sourceTitle: (name: string, facility: string) => `${name}, ${facility}`,
  whatIs: "What is asked, and where to find it",
  evidenceRequired: "A file is needed for each figure",
  pasteHint: "You can paste a column from Excel into the first figure.",
  month: "Month",
  quantity: "Quantity",
  unit: "Unit",
  quantityOf: (month: string) => `Quantity, ${month}`,
  unitOf: (month: string) => `Unit, ${month}`,
  answerOf: (month: string) => `Answer, ${month}`,
  more: "More",
  moreOf: (month: string) => `More for ${month}: no activity, cannot provide, note`,
  kindLabel: "What can you say about this month?",
  kind: {
    quantity: "I have a figure",
    no_activity: "Nothing was used (0)",
    not_available: "I can't provide it",
  },
  qualityLabel: "How do you know it?",
  quality: {
    measured: "Read from a meter, bill or delivery note",
    calculated: "Calculated from other figures",
    estimated: "Estimated",
  },
  note: "Note",
  noteReason: "Why not? Who might have it?",
  isZero: "Nothing used (0)",
  isUnavailable: "Can't provide",
  handedIn: "handed in",
  changed: "changed, not handed in yet",
  remark: (text: string) => `Question: ${text}`,
  takenOver:
    "This figure has been processed further and can't be changed here. If it is wrong, write to the person who asked.",
  files: "Files",
  filesAbout: "A photo or PDF of the bill, for example.",
  fileMonth: "What does it show?",
  allMonths: "All months",
  removeFile: "Take off",
  removeFileOf: (name: string) => `Take off ${name}`,

  save: "Save",
  saved: "Saved. You can close the page and come back with the same link.",
  savedAt: (time: string) => `Saved at ${time}`,
  saving: "Saving…",
  notSaved: "Not saved yet",
  offline: "No connection. What you type is kept on this device and is saved as soon as the connection is back.",
  offlineNoRoom: "No connection, and this browser keeps nothing. Leave the page open until it is saved.",
  ended:
    "This link no longer works, so nothing can be saved here. What you typed is kept on this device: open the newest link you were sent.",
  restored: "Some of what you typed had not been saved when the page was last closed. It is back.",
  review: "Check and hand in",

  reviewTitle: "Check and hand in",
  reviewAbout: (organization: string) =>
    `This is what ${organization} will get. You can correct it until it is accepted.`,
  back: "Go back and change",
  answer: "Answer",
  state: "State",
  stateNew: "new",
  stateChanged: "changed",
  stateSame: "handed in",
  stateOpen: "open",
  openLeft: (count: number) =>
    count === 1
      ? "One month is still open. You can hand in what you have and do the rest later with the same link."
      : `${count} months are still open. You can hand in what you have and do the rest later with the same link.`,
  submit: "Hand in",
  nothingNew: "There is nothing new to hand in. Go back and fill in at least one figure.",
  faultsTitle: "Please look at this first",
  faultAt: (source: string, month: string, text: string) => `${source}, ${month}: ${text}`,
  toCell: "Go to it",

  fault: {
    reason_missing: "Say in a few words why you can't provide it.",
    evidence_missing: "A file is needed for this figure. Attach one below, for this month or for all.",
    answer_emptied: "You have handed in a figure here. Correct it, or choose “I can't provide it” to take it back.",
    taken_over: "This figure has been processed further and can't be changed here any more.",
    period_locked: "This month has been closed by the company, so it can't be changed. Write to the person who asked.",
    record_approved:
      "This figure has been approved by the company, so it can't be taken back. Write to the person who asked.",
    number_grammar: "Write the number with digits and at most one decimal point, without separators: 12345.6",
    unit_missing: "Choose a unit.",
  },
  deadTitle: "This link doesn't open anything",
  deadText:
    "It may be incomplete, it may have ended, or a newer link was sent. Open the newest mail about it. If that doesn't help, ask the person who wrote to you for a new link.",
  limitedTitle: "Too many requests",

  help: {
    electricity: {
      what: "A kilowatt hour (kWh) is the amount of electricity on your bill; in China it is the same as one 度.",
      where:
        "On the electricity bill, look for “total consumption”, “active energy” or 有功电量, not for the amount of money. Add up the meters if there are several.",
    },
    heat: {
      what: "The heat, steam or cooling that was delivered, mostly in GJ, MWh or tonnes of steam.",
      where:
        "On the bill of the heat supplier, or read from the heat meter: the reading at the end of the month less the one at its beginning.",
    },
    gas: {
      what: "The gas that was burnt, mostly in cubic metres (m³).",
      where:
        "On the gas bill, look for the consumption (用气量) of the month, not for the amount of money. Bills often state which kind of cubic metre they count.",
    },
    fuel: {
      what: "The fuel that was burnt in boilers, furnaces or generators: tonnes of coal, litres of diesel.",
      where: "On delivery notes and stock lists: what was there at the beginning, and what came in, less what is left.",
    },
    vehicle: {
      what: "The fuel that vehicles and machines burnt, mostly in litres.",
      where: "On the statements of fuel cards, on receipts, or in the log of the vehicles.",
    },
    refrigerant: {
      what: "The refrigerant or other gas that was refilled because it had leaked, in kilograms.",
      where: "In the maintenance report of the air conditioner or refrigerator: the amount refilled.",
    },
    waste: {
      what: "The weight of the waste that was taken away.",
      where: "On the weighing slips or invoices of the disposal company.",
    },
    travel: {
      what: "How far people travelled, or how many nights they stayed.",
      where: "In the report of the travel agency, or in the travel expense list.",
    },
    transport: {
      what: "Freight in tonne-kilometres (t·km): the weight in tonnes times the distance in kilometres, added up over all shipments.",
      where: "In the transport list: for each shipment the weight and the distance.",
    },
    goods: {
      what: "How much was bought: its weight, its number of pieces, or the amount of money, as the unit says.",
      where: "In the purchase list or on delivery notes.",
    },
    other: {
      what: "The amount in the unit beside the field.",
      where: "On bills, delivery notes or meter readings of the month.",
    },
  },
};

export default recipient;
