/** Of a run before it begins, as texts. */
export type EstimateFacts = Record<"records" | "sources" | "single" | "memory" | "limit" | "minutes", string>;

const inventory = {
  title: "Inventories",
  titleOf: (period: string) => `Inventory ${period}`,
  listAbout: "One inventory for each reporting period. Its runs are kept as they were calculated.",
  openYear: "Open a year",
  year: "Year",
  yearHint: "The calendar year, from 1 January to 31 December",
  yearWrong: "Write the year with four digits, for example 2025.",
  period: "Period",
  latestRun: "Latest run",
  noRun: "not calculated yet",
  lines: (count: string) => `${count} lines`,
  issues: (count: number) => (count === 1 ? "1 issue" : `${count} issues`),
  allCalculated: "all calculated",
  run: "Calculate",
  runAgain: "Calculate again",
  running: "Calculating",
  runQueued: "Waiting to be calculated",
  runProgress: (done: string, of: string) => `Calculating: ${done} of ${of} records`,
  cancelRun: "Call off",
  estimate: (f: EstimateFacts) =>
    `A run of these ${f.records} records of ${f.sources} sources takes about ${f.minutes} min and ${f.memory} MiB of ${f.limit} MiB memory, by what others took; ${f.single} of them are calculated each by itself.`,
  estimateBeyond: (f: EstimateFacts) =>
    `A run of these ${f.records} records would take about ${f.memory} MiB of memory, and a calculation may take ${f.limit} MiB, so it can't start. ${f.single} of them are calculated each by itself (a method, a contract, or a quantity of zero or less) and take most of it. Enter one record a month and source instead of daily readings. The operator of this installation can give calculations more memory (JOB_MEMORY_MIB).`,
  runCancelled: "The calculation was called off. Nothing of it was kept.",
  runFailed:
    "The calculation stopped because of a fault on our side. Nothing was changed. Try again; if it stops again, tell us the time.",
  runGivenUp:
    "The calculation was given up: its process ended twice, usually because it ran out of memory. Nothing was changed. Calculate again, or enter one record a month and source instead of daily readings. The operator of this installation can give it more memory (JOB_MEMORY_MIB).",
  runUnauthorised:
    "The calculation was stopped: whoever asked for it may no longer work here. Nothing of it was kept; calculate again.",
  runOf: (when: string) => `Run of ${when}`,
  dataChanged: "Records, sources or policy have changed since this run. Calculate again to bring it up to date.",
  recordsChanged: "Records have changed since this run. Calculate again to bring it up to date.",
  viewsMissing: "This run was made before views were kept with runs of its size. Calculate again to see them.",
  manyRecords: (limit: string) =>
    `More than ${limit} records stand here. A run of them has every view, every line and its whole document, but no comparison and no report: these are for at most ${limit}. For a report, enter one record a month and source instead of daily readings.`,
  tooLarge: (limit: string) =>
    `Comparisons and reports are for runs of at most ${limit} records, and this one has more. For a report, enter one record a month and source instead of daily readings. Its whole document, with every line, can be downloaded.`,
  locked: "frozen",
  export: "Inventory document (JSON)",
  prepareReport: "Prepare report",
  empty: {
    title: "Calculate the year when its records are in",
    reason:
      "The run applies the factors of each source to every record, exactly, and shows how each number came about. A buyer will ask for these totals.",
  },
  tabs: {
    label: "Views of the inventory",
    overview: "Overview",
    facility: "By facility",
    gas: "By gas",
    month: "By month",
    quality: "Quality",
    lines: "All lines",
  },
  totalLocation: "Total, location-based",
  totalMarket: "Total, market-based",
  uncertainty: "Uncertainty, 95 %",
  uncertaintyNone: "not stated for every line",
  biogenic: "Biogenic CO2, outside the scopes",
  scopeAndCategory: "Scope and category",
  share: "%",
  tonnes: "tCO2e",
  total: "Total",
  addUp: "Totals are rounded once, from exact figures; rounded rows may differ from them in the last digit.",
  scope2: "Scope 2, both ways",
  location: "Location-based",
  market: "Market-based",
  scope2About: "Contractual instruments change the market-based figure only.",
  facility: "Facility",
  gas: "Gas",
  month: "Month",
  byMonthAbout: "A record that spans months is divided by its days, first and last day counted.",
  gasAbout: "Tonnes of CO2e, location-based. Factors published as CO2e without a gas split stand apart.",
  line: "Line",
  source: "Source",
  quantity: "Quantity",
  filterCategory: "Category",
  filterAll: "All categories",
  filter: "Show",
  more: (from: string, to: string, of: string) => `Lines ${from} to ${to} of ${of}`,
  next: "Next",
  previous: "Previous",
  issuesTitle: "What keeps the totals from being shown",
  issuesAbout:
    "A line with an issue has no result, and an inventory with issues has no totals and can't become a report. Nothing is counted as zero.",
  openRecord: "Open in the grid",
  disclosuresTitle: "What a reader must be told",
  disclosed: {
    period_overlap: (name: string, f: Record<string, string>) =>
      f.days === "1"
        ? `${name}: two records share ${f.start}, so that day counts in both. Begin the later one on the next day, unless the meter was read twice.`
        : `${name}: records share ${f.days} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
    period_gap: (name: string, f: Record<string, string>) =>
      `${name}: ${f.days} days of the period have no record, first ${f.start} to ${f.end}. Add them, or an estimate.`,
    factor_not_valid: (name: string, f: Record<string, string>) =>
      `${name}: no edition is published for the period, so the latest earlier one is used, valid to ${f.validTo}. The organization's policy allows it.`,
    gwp_set_mismatch: (name: string, f: Record<string, string>) =>
      `${name} is published as CO₂e with GWPs of ${f.gwpSet || "an unnamed set"}, without a gas split. It can't be restated with ${f.documentGwpSet}.`,
    market_based_grid_average: (_name: string, _f: Record<string, string>) =>
      "Market-based: no instrument and no published residual mix covers this electricity. The grid average is used.",
    factor_other_region: (name: string, f: Record<string, string>) =>
      `${name} is for ${f.region}, a wider region than ${f.wanted ?? "the facility's"}. The organization's policy allows it.`,
  },
  onLines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
  quality: {
    uncertainty: "Uncertainty by category",
    uncertaintyAbout:
      "Approach 1 of the 2006 IPCC Guidelines (volume 1, chapter 3): percentages of one line add in squares, then the tonnes of all lines. ± % at 95 %, location-based.",
    independent: "errors independent",
    shared: "factor errors shared",
    sharedAbout:
      "A factor that is too high is too high in every line that uses it. The right column counts its error as one; the left column takes every line's error as its own.",
    notStated: "not stated",
    partly: (stated: string, of: string, tonnes: string, percent: string) =>
      `${stated} of ${of} lines state an uncertainty. Alone they emit ${tonnes} t ± ${percent} % (factor errors shared). State the uncertainty of each source for a figure of the whole.`,
    noneStated: "No source states an uncertainty. State one with each source, and the total gets its own.",
    exceeds: (lines: number) =>
      `${lines === 1 ? "1 line is" : `${lines} lines are`} uncertain by ± 58.8 % or more. Approach 1 asks for a standard deviation below 0.3 of the mean, so hold it against the simulation.`,
    notSimulated:
      "This run has too many lines for a simulation here, which draws the errors of each; download the document and use the command line (truetonne calculate --monte-carlo) for a part of it.",
    check: "Cross-check by simulation",
    checkAbout: (draws: string, seed: string) =>
      `Approach 2 (Monte Carlo): ${draws} draws, seed ${seed}; lognormal above ± 30 %, else normal. A check of the uncertainty, not another total. Each figure is rounded to what the sampling supports.`,
    sum: "Sum",
    mean: "Mean, t",
    low: "2.5 %, t",
    high: "97.5 %, t",
    range: "− / + %",
    approach1: "approach 1, ± %",
    primary: "Primary data",
    primaryAbout:
      "Records that were measured, or calculated from measurements, are primary data; estimates are not. The share depends on what it is weighted by, so each says it.",
    weighting: "Weighted by",
    byEmissions: "emissions (location-based)",
    byCount: "number of records",
    byQuantity: (unit: string) => `quantity in ${unit}`,
    part: "Primary",
    whole: "All",
    primaryNone: "Calculate again to have the shares of primary data: this run was made before they were part of it.",
    more: "How sure by category",
    periods: "Days of the sources",
    scores: "Scores",
    scoresAbout:
      "GHG Protocol Scope 3 Standard, table 7.6: 1 very good, 2 good, 3 fair, 4 poor. Weighted by emissions, over the lines that state a grade.",
    score: "Score",
    covers: "Covers",
    overall: "All five",
    indicator: {
      technology: "Technology",
      time: "Time",
      geography: "Geography",
      completeness: "Completeness",
      reliability: "Reliability",
    },
    tier: "Tier of the factors (1 international, 2 national, 3 plant or supplier)",
  },
  earlierRuns: "Earlier runs",
  opened: {
    about: (id: string) => `Opened figure · line ${id}`,
    exact: (value: string) => `exact ${value} kg CO2e · rounded once, half to even`,
    entered: "Quantity as recorded",
    conversion: (from: string, to: string) => `Conversion ${from} to ${to}, exact ratio`,
    property: (name: string) => `Conversion by ${name}`,
    divided: "divided by",
    factor: "In the factor's unit",
    share: "Consolidation share",
    gas: "Gas",
    kgPerUnit: "kg per unit",
    gwp: "GWP",
    kgCo2e: "kg CO2e",
    unsplit: (gwpSet: string) => `Published as CO2e (${gwpSet}), without a gas split`,
    biogenic: "Biogenic CO2, outside the scopes",
    total: "Result",
    market: {
      instrument: "Covered by an instrument",
      residual: "Residual mix",
      grid_average: "Grid average",
    },
    marketTitle: "Market-based",
    sources: "Where the figures come from",
    region: "Region",
    validity: "Valid",
    licence: "Licence",
    table: "Place in the source",
    evidence: "Evidence",
    quality: "Data quality",
    uncertainty: "Uncertainty",
    none: "none stated",
  },
};

export default inventory;
