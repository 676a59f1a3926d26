const plausibility = {
  title: "Plausibility checks",
  about: (period: string) =>
    `What ${period} may lack, and figures to look at before you issue a report. The checks change nothing.`,
  caption: "Findings",
  clear: "Nothing to look at",
  clearText: "The checks below found nothing. They can’t prove that an inventory is complete.",
  noYear: { title: "No reporting year yet", reason: "Open a reporting year first.", action: "Reporting years" },
  toChecks: "Plausibility checks",
  toChecksText: "Missing sources, unusual figures and unused certificates",
  kind: { gap: "May be missing", unusual: "Unusual", money: "May save money" },
  absent: {
    title: (category: string) => `No source in the category “${category}”`,
    text: (usual: string) =>
      `Organizations of your trade usually have: ${usual}. Add a source, or state why there is none.`,
  },
  no_electricity: {
    title: (facility: string) => `No purchased electricity at ${facility}`,
    text: "Add the meter or the landlord’s bill, or state why the facility uses none.",
  },
  no_losses: {
    title: (source: string, facility: string) => `No loss recorded for ${source} at ${facility}`,
    text: "Each refill of a leak, and each unit taken out of use, is a loss. Record it, or state that there was none.",
  },
  no_upstream: {
    title: (count: number) =>
      count === 1 ? "One source lacks its supply and losses" : `${count} sources lack their supply and losses`,
    text: "Fuel production and grid losses belong to scope 3, category 3. The quantities can be taken over.",
  },
  energy_per_output: {
    title: (change: string, per: string) => `Electricity per ${per}: ${change} against last year`,
    text: (now: string, before: string) =>
      `${now} kWh now, ${before} kWh last year. Look for a wrong unit, a missing meter or a changed process.`,
  },
  certificates_above_use: {
    title: (left: string, facilities: string) => `${left} MWh of certificates more than ${facilities} can use`,
    noFacility: (left: string) => `${left} MWh of certificates for a market without a facility`,
    text: (uncovered: string) =>
      `Only ${uncovered} MWh of electricity there are not covered yet. The rest can’t lower this year’s total.`,
  },
  certificates_unused: {
    title: (left: string, facilities: string) => `${left} MWh of certificates not allocated at ${facilities}`,
    text: (uncovered: string) =>
      `${uncovered} MWh of electricity there are not covered yet. Allocate the certificates.`,
  },
  action: {
    sources: "Sources",
    completeness: "Completeness",
    records: "Activity data",
    upstream: "Take over category 3",
    instruments: "Contractual instruments",
  },
  checkedTitle: "What is checked",
  checked: {
    electricity: "Each facility has purchased electricity, or a stated reason.",
    trade: "The sources that your trade usually has.",
    losses: "Each source of refrigerants and other gases has a record in the year.",
    upstream: "Fuels and energy have their supply and losses in category 3.",
    energy: "Electricity per unit of output against last year: changes of 10% or more.",
    certificates: "Energy attribute certificates against the electricity of their market.",
  },
  state: {
    compared: "Compared",
    noTrade: "No trade known",
    noOutput: "Needs two whole years with output",
    none: "None held",
  },
  toStart: "Name your trade",
  toOutput: "Enter the output",
};

export default plausibility;
