/** For recipients without an account. Uses plain words and no technical terms. */
const recipient = {
  title: (organization: string) => `Data for ${organization}`,
  pageTitle: "Data request",
  hello: (name: string) => `Hello ${name},`,
  lead: (asker: string, organization: string) =>
    `${asker} of ${organization} asks you for the data below. ${organization} is adding up its greenhouse gas emissions for the year. It needs to know how much was used, burnt or moved. You don't need to calculate anything.`,
  leadNoAsker: (organization: string) =>
    `${organization} asks you for the data below. It is adding up its greenhouse gas emissions for the year. It needs to know how much was used, burnt or moved. You don't need to calculate anything.`,
  messageFrom: (asker: string) => `${asker} writes`,
  until: (day: string) => `Please submit by ${day}. You can correct everything until then.`,
  whoSees: (organization: string) =>
    `Only ${organization} receives what you submit, with your name. You can't see their other data, and no one else sees yours.`,
  askedAgainTitle: "There are questions about your data",
  askedAgainText:
    "You find each question next to its figure. Correct the figure or explain it in the note. Then submit again.",
  handedInTitle: "Thank you. We received your data.",
  handedInText: "You can still correct it until it is accepted or the link expires. Submit again after a correction.",
  changedSince: "You have made changes since you submitted. Submit again to send them.",

  progress: (done: string, of: string) => `${done} of ${of} answered`,
  progressLabel: "Answered",
  sourceTitle: (name: string, facility: string) => `${name}, ${facility}`,
  whatIs: "What we need and where to find it",
  evidenceRequired: "File required for each figure",
  pasteHint: "You can paste a column from Excel into the first figure.",
  month: "Month",
  quantity: "Quantity",
  unit: "Unit",
  quantityOf: (month: string) => `Quantity, ${month}`,
  unitOf: (month: string) => `Unit, ${month}`,
  answerOf: (month: string) => `Answer, ${month}`,
  more: "More",
  moreOf: (month: string) => `More for ${month}: no activity, can't provide, note`,
  kindLabel: "What can you tell us about this month?",
  kind: {
    quantity: "I have a figure",
    no_activity: "Nothing was used (0)",
    not_available: "I can't provide it",
  },
  qualityLabel: "Where does the figure come from?",
  quality: {
    measured: "Meter, bill or delivery note",
    calculated: "Calculated from other figures",
    estimated: "Estimated",
  },
  note: "Note",
  noteReason: "Why not? Who might have it?",
  isZero: "Nothing used (0)",
  isUnavailable: "Can't provide",
  handedIn: "submitted",
  changed: "changed, not submitted yet",
  remark: (text: string) => `Question: ${text}`,
  takenOver:
    "This figure has been processed and can't be changed here. If it is wrong, contact the person who asked you.",
  files: "Files",
  filesAbout: "For example, a photo or PDF of the bill.",
  fileMonth: "Which month does it show?",
  allMonths: "All months",
  removeFile: "Remove",
  removeFileOf: (name: string) => `Remove ${name}`,

  save: "Save",
  saved: "Saved. You can close the page and come back with the same link.",
  savedAt: (time: string) => `Saved at ${time}`,
  saving: "Saving…",
  notSaved: "Not saved yet",
  offline: "You are offline. Your entries are kept on this device and saved when you are back online.",
  offlineNoRoom: "You are offline and this browser can't keep your entries. Leave the page open until they are saved.",
  ended:
    "This link no longer works, so nothing can be saved here. Your entries are kept on this device. Open the newest link you received.",
  restored: "Some entries were not saved when you last closed the page. We restored them.",
  review: "Review and submit",

  reviewTitle: "Review and submit",
  reviewAbout: (organization: string) =>
    `${organization} will receive the following. You can correct it until it is accepted.`,
  back: "Back to edit",
  answer: "Answer",
  state: "Status",
  stateNew: "new",
  stateChanged: "changed",
  stateSame: "submitted",
  stateOpen: "open",
  openLeft: (count: number) =>
    count === 1
      ? "1 month is still open. You can submit what you have and add the rest later with the same link."
      : `${count} months are still open. You can submit what you have and add the rest later with the same link.`,
  submit: "Submit",
  nothingNew: "There is nothing new to submit. Go back and fill in at least one figure.",
  faultsTitle: "Please fix this first",
  faultAt: (source: string, month: string, text: string) => `${source}, ${month}: ${text}`,
  toCell: "Go to field",

  fault: {
    reason_missing: "Explain briefly why you can't provide it.",
    evidence_missing: "This figure needs a file. Attach one below, for this month or for all months.",
    answer_emptied: "You have submitted a figure here. Correct it, or choose “I can't provide it” to withdraw it.",
    taken_over: "This figure has been processed and can no longer be changed here.",
    period_locked: "The company has locked this month, so it can't be changed. Contact the person who asked you.",
    record_approved:
      "The company has approved this figure, so it can't be withdrawn. Contact the person who asked you.",
    number_grammar: "Enter only digits and at most one decimal point, without separators: 12345.6",
    unit_missing: "Choose a unit.",
  },
  deadTitle: "This link doesn't work",
  deadText:
    "The link may be incomplete or expired, or a newer link was sent. Open the latest email about it. If that doesn't help, ask the person who wrote to you for a new link.",
  limitedTitle: "Too many requests",

  help: {
    electricity: {
      what: "Electricity in kilowatt hours (kWh), as on your bill. In China, 1 kWh is the same as one 度.",
      where:
        "On the electricity bill, look for “total consumption”, “active energy” or 有功电量, not the amount of money. If there are several meters, add them up.",
    },
    heat: {
      what: "The heat, steam or cooling delivered, mostly in GJ, MWh or tonnes of steam.",
      where:
        "On the bill of the heat supplier. Or use the heat meter: the reading at the end of the month minus the one at the beginning.",
    },
    gas: {
      what: "The gas burnt, mostly in cubic metres (m³).",
      where:
        "On the gas bill, look for the consumption (用气量) of the month, not the amount of money. Bills often state the kind of cubic metre.",
    },
    fuel: {
      what: "The fuel burnt in boilers, furnaces or generators, such as tonnes of coal or litres of diesel.",
      where: "On delivery notes and stock lists: opening stock plus deliveries minus closing stock.",
    },
    vehicle: {
      what: "The fuel used by vehicles and machines, mostly in litres.",
      where: "On fuel card statements, fuel receipts or vehicle logs.",
    },
    refrigerant: {
      what: "The refrigerant or other gas refilled because of leaks, in kilograms.",
      where: "In the maintenance report of the air conditioner or refrigerator, as the amount refilled.",
    },
    waste: {
      what: "The weight of the waste taken away.",
      where: "On the weighing slips or invoices of the disposal company.",
    },
    travel: {
      what: "The distance travelled or the number of nights stayed.",
      where: "In the travel agency report or the travel expense list.",
    },
    transport: {
      what: "Freight in tonne-kilometres (t·km). Multiply the tonnes by the kilometres of each shipment and add up the results.",
      where: "In the transport list: the weight and distance of each shipment.",
    },
    goods: {
      what: "The amount purchased: weight, pieces or money, depending on the unit.",
      where: "In the purchase list or on delivery notes.",
    },
    other: {
      what: "The amount in the unit shown next to the field.",
      where: "On bills, delivery notes or meter readings of the month.",
    },
  },
};

export default recipient;
