const upstream = {
  title: "Category 3 from scopes 1 and 2",
  about:
    "Fuels and electricity cause emissions before they are used: extraction, refining, transport and losses in the grid. Where the factor library has the paired factor, the records of scopes 1 and 2 give the quantities.",
  show: "Show",
  step: "The selected sources are prepared as an import. You check the rows there. Nothing counts before you import them, and you can undo the import.",
  caption: "Sources of category 3 that the records give",
  columns: {
    facility: "Facility",
    name: "New source",
    source: "Source",
    factor: "Factor",
    value: "Value",
    quantity: "Quantity of the year",
    recorded: "Recorded now",
    why: "Reason",
  },
  standing: { new: "New.", differs: "The records differ now.", same: "Recorded already." },
  alsoIn: (name: string) => `“${name}” has this factor already. Leave one of the two out.`,
  prepare: "Prepare the import",
  none: {
    title: "Nothing to take over",
    reason: "No source of scopes 1 and 2 has records of this year and a paired factor.",
    action: "Sources",
  },
  noYear: { title: "No year yet", reason: "Open a reporting year first.", action: "Reporting years" },
  withoutTitle: "Sources without a proposal",
  withoutAbout: "Ask your supplier for the factor, or add a custom factor, and enter the records yourself.",
  why: {
    no_pair: "No paired factor in the factor library.",
    no_records: "No records of this year.",
    special_records:
      "Some quantities are calculated by a method, or correct others. Enter category 3 for this source yourself.",
    no_edition: "The factor policy allows no edition of the paired factor for this year.",
  },
  name: {
    fuel: (of: string) => `Upstream of ${of}`,
    generation: (of: string) => `Upstream of generation, ${of}`,
    losses: (of: string) => `Grid losses, ${of}`,
    losses_upstream: (of: string) => `Upstream of grid losses, ${of}`,
  },
  evidence: (of: string) => `As for ${of}`,
  rowKey: "row key",
  errors: {
    nothing_chosen: "Select at least one source.",
    file_again: "These rows are imported already, and nothing has changed since.",
    drafts_open: "Too many imports are open. Finish or remove one first.",
    refused: "The rows could not be prepared. Try again.",
  },
};

export default upstream;
