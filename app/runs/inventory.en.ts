/** Of a run before it begins, as texts. */
export type EstimateFacts = Record<"records" | "sources" | "single" | "memory" | "limit" | "minutes", string>;

const inventory = {
  title: "Inventories",
  titleOf: (period: string) => `Inventory ${period}`,
  listAbout: "One inventory per reporting period. Every calculation is kept unchanged.",
  listEmpty: "No inventories yet",
  listEmptyReason: "An inventory covers one reporting period. Add a year to create the first one.",
  startsFrom: "Starts from",
  startsTo: "Starts by",
  periodStart: "First day",
  periodEnd: "Last day",
  runAt: "Calculated on",
  locationKg: "Total, location-based (kg CO₂e)",
  marketKg: "Total, market-based (kg CO₂e)",
  runsTitle: "Calculations",
  runsAbout: "Every calculation of every period, kept unchanged. The inventory shows the latest one of its period.",
  runsEmpty: "No calculations yet",
  runsEmptyReason: "Open an inventory and choose Calculate. Each calculation is kept and listed here.",
  allPeriods: "All periods",
  outcome: "Result",
  outcomes: { calculated: "Calculated", issues: "Has issues" },
  runFrom: "Calculated from",
  runTo: "Calculated to",
  lineCount: "Lines",
  engineVersion: "Engine version",
  openYear: "Add year",
  year: "Year",
  yearHint: "Calendar year, 1 January to 31 December",
  yearWrong: "Enter the year with four digits, for example 2025.",
  period: "Period",
  latestRun: "Latest calculation",
  noRun: "not calculated yet",
  lines: (count: string) => (count === "1" ? "1 record" : `${count} records`),
  issues: (count: number) => (count === 1 ? "1 issue" : `${count} issues`),
  allCalculated: "no issues",
  run: "Calculate",
  runAgain: "Calculate again",
  running: "Calculating…",
  runQueued: "Waiting to start",
  runProgress: (done: string, of: string) => `Calculating: ${done} of ${of} records`,
  cancelRun: "Cancel",
  estimate: (f: EstimateFacts) =>
    `Estimate: about ${f.minutes} min and ${f.memory} MiB of memory (limit ${f.limit} MiB), based on earlier calculations. There are ${f.records} records of ${f.sources} sources, ${f.single} of which are calculated individually.`,
  estimateBeyond: (f: EstimateFacts) =>
    `This calculation can't start. Its ${f.records} records need about ${f.memory} MiB of memory, and the limit is ${f.limit} MiB. Most of it is for the ${f.single} records that are calculated individually. They have a method, a contract, or a quantity of zero or less. Enter one record per month and source instead of daily readings. Or ask your system administrator to raise the limit (JOB_MEMORY_MIB).`,
  runCancelled: "The calculation was cancelled. Nothing was saved.",
  runFailed:
    "The calculation stopped because of an error on our side. Nothing was changed. Try again. If it stops again, contact us with the time.",
  runGivenUp:
    "The calculation stopped. Its process ended twice, usually because it ran out of memory. Nothing was changed. Calculate again, or enter one record per month and source instead of daily readings. Or ask your system administrator to raise the memory limit (JOB_MEMORY_MIB).",
  runUnauthorised:
    "The calculation stopped. The person who started it no longer has access. Nothing was saved. Calculate again.",
  runOf: (when: string) => `Calculation of ${when}`,
  dataChanged:
    "Records, sources or the factor policy have changed since this calculation. Calculate again to update it.",
  locked: "locked",
  export: "Inventory document (JSON)",
  prepareReport: "Prepare report",
  empty: {
    title: "Calculate the year once its records are entered",
    reason:
      "Each record is calculated with the factors of its source, and every figure can be traced. Your customers will ask for these totals.",
  },
  tabs: {
    label: "Inventory views",
    overview: "Overview",
    facility: "By facility",
    gas: "By gas",
    month: "By month",
    quality: "Data quality",
    lines: "All lines",
  },
  totalLocation: "Total, location-based",
  totalMarket: "Total, market-based",
  uncertainty: "Uncertainty (95%)",
  uncertaintyNone: "not stated for every line",
  biogenic: "Biogenic CO₂, outside the scopes",
  scopeAndCategory: "Scope and category",
  share: "%",
  tonnes: "tCO₂e",
  total: "Total",
  addUp: "Totals are rounded once from exact figures. Rounded rows may not add up to them in the last digit.",
  scope2: "Scope 2, both methods",
  location: "Location-based",
  market: "Market-based",
  scope2About: "Contractual instruments affect the market-based figure only.",
  facility: "Facility",
  gas: "Gas",
  month: "Month",
  byMonthAbout: "A record that spans several months is split by days. The first and last day both count.",
  gasAbout: "Tonnes of CO₂e, location-based. Factors published as CO₂e without a split by gas are listed separately.",
  line: "Line",
  source: "Source",
  quantity: "Quantity",
  filterCategory: "Category",
  filterAll: "All categories",
  filter: "Apply",
  more: (from: string, to: string, of: string) => `Lines ${from} to ${to} of ${of}`,
  next: "Next",
  previous: "Previous",
  issuesTitle: "Issues to resolve",
  issuesAbout:
    "A line with an issue has no result. Totals and reports are available once all issues are resolved. Missing results are never counted as zero.",
  openRecord: "Open record",
  disclosuresTitle: "Disclosure notes",
  disclosed: {
    period_overlap: (name: string, f: Record<string, string>) =>
      f.days === "1"
        ? `${name}: two records include ${f.start}, so that day is counted twice. Start the later record on the next day, unless the meter was read twice.`
        : `${name}: records overlap on ${f.days} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
    records_overlap: (name: string, f: Record<string, string>) =>
      `${name}: ${f.records} records overlap with others on ${f.days} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
    period_gap: (name: string, f: Record<string, string>) =>
      f.days === "1"
        ? `${name}: 1 day of the period has no record (${f.start}). Add a record or an estimate.`
        : `${name}: ${f.days} days of the period have no record, starting with ${f.start} to ${f.end}. Add records or estimates.`,
    factor_not_valid: (name: string, f: Record<string, string>) =>
      `${name}: no release is published for the period. The latest earlier one, valid to ${f.validTo}, is used, as the factor policy allows.`,
    gwp_set_mismatch: (name: string, f: Record<string, string>) =>
      `${name} is published as CO₂e with ${f.gwpSet || "an unnamed GWP set"}, without a split by gas. It can't be converted to ${f.documentGwpSet}.`,
    market_based_grid_average: (_name: string, _f: Record<string, string>) =>
      "Market-based: no instrument covers this electricity and no residual mix is applied to it. The grid average is used.",
    factor_other_region: (name: string, f: Record<string, string>) =>
      `${name} is for ${f.region}, a wider region than ${f.wanted ?? "the facility's"}. The factor policy allows this.`,
    factor_other_country: (name: string, f: Record<string, string>) =>
      `${name} is for ${f.region}, while the facility is in ${f.country}. A factor of the country or of the supplier would be more accurate.`,
    factor_co2_only: (name: string, _f: Record<string, string>) =>
      `${name} is published for CO₂ only, so methane and nitrous oxide are not included.`,
    factor_life_cycle: (name: string, _f: Record<string, string>) =>
      `${name} includes emissions before generation, which belong to scope 3, category 3.`,
    radiative_forcing_mixed: (name: string, f: Record<string, string>) =>
      `${name} ${f.value === "included" ? "includes" : "does not include"} the effects of flights other than CO₂, unlike other factors of this category.`,
    boundary_mixed: (name: string, _f: Record<string, string>) =>
      `${name} covers another part of the energy chain than other factors of this category.`,
  },
  onLines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
  quality: {
    uncertainty: "Uncertainty by category",
    uncertaintyAbout:
      "2006 IPCC Guidelines (volume 1, chapter 3), approach 1. Percentages of one line combine as root sum of squares, then the tonnes of all lines. ±% at 95% confidence, location-based.",
    independent: "independent errors",
    shared: "shared factor errors",
    sharedAbout:
      "A factor that is too high is too high in every line that uses it. The right column treats this as one error, the left column as independent errors.",
    notStated: "not stated",
    partly: (stated: string, of: string, tonnes: string, percent: string) =>
      `${stated} of ${of} lines have an uncertainty. Together they emit ${tonnes} tCO₂e ±${percent}% (shared factor errors). Enter an uncertainty for each source to get a figure for the total.`,
    noneStated: "No source has an uncertainty. Enter one for each source to get a figure for the total.",
    exceeds: (lines: number) =>
      `${lines === 1 ? "1 line has" : `${lines} lines have`} an uncertainty of ±58.8% or more. Approach 1 requires a standard deviation below 0.3 of the mean. Compare it with the simulation.`,
    notSimulated:
      "No simulation is available. It needs the error of each record, and some lines of this calculation are sums of several records.",
    check: "Check by simulation",
    checkAbout: (draws: string, seed: string) =>
      `Approach 2 (Monte Carlo) with ${draws} draws and seed ${seed}. Errors above ±30% are lognormal, others normal. This checks the uncertainty and gives no other total. Figures are rounded to what the sampling supports.`,
    sum: "Sum",
    mean: "Mean, t",
    low: "2.5%, t",
    high: "97.5%, t",
    range: "−/+ %",
    approach1: "approach 1, ±%",
    primary: "Primary data",
    primaryAbout:
      "Primary data are supplier-specific data or data from own processes, as the factor states. A measured quantity with an average factor is not primary data. The share depends on the weighting, which is shown for each.",
    weighting: "Weighted by",
    byEmissions: "emissions (location-based)",
    byCount: "number of records",
    byQuantity: (unit: string) => `quantity in ${unit}`,
    part: "Primary",
    whole: "All",
    primaryNone:
      "This calculation has no shares of primary data, because it is from an earlier version. Calculate again to get them.",
    more: "View uncertainty by category",
    periods: "Days covered by sources",
    scores: "Scores",
    scoresAbout:
      "GHG Protocol Scope 3 Standard, table 7.6: 1 very good, 2 good, 3 fair, 4 poor. Weighted by emissions of the lines that have a grade.",
    score: "Score",
    covers: "Coverage",
    overall: "All five indicators",
    indicator: {
      technology: "Technology",
      time: "Time",
      geography: "Geography",
      completeness: "Completeness",
      reliability: "Reliability",
    },
    tier: "Factor tier (1 international, 2 national, 3 plant or supplier)",
  },
  opened: {
    about: (id: string) => `Details of line ${id}`,
    exact: (value: string) => `exact ${value} kg CO₂e, rounded once, half to even`,
    entered: "Quantity as entered",
    summed: "Sum of the records' quantities",
    conversion: (from: string, to: string) => `Conversion from ${from} to ${to}, exact ratio`,
    property: (name: string) => `Conversion with ${name}`,
    divided: "divided by",
    factor: "In the factor's unit",
    share: "Consolidated share",
    gas: "Gas",
    kgPerUnit: "kg per unit",
    gwp: "GWP",
    kgCo2e: "kg CO₂e",
    unsplit: (gwpSet: string) => `Published as CO₂e (${gwpSet}), without a split by gas`,
    biogenic: "Biogenic CO₂, outside the scopes",
    total: "Result",
    market: { instrument: "Contractual instrument", residual: "Residual mix", grid_average: "Grid average" },
    marketTitle: "Market-based",
    sources: "Sources of the figures",
    region: "Region",
    validity: "Validity",
    licence: "Licence",
    table: "Location in source",
    records: "Records behind this line",
    openRecords: "View records",
    evidence: "Evidence",
    evidenced: (some: string, all: string) => `${some} of ${all} records have evidence`,
    quality: "Data quality",
    uncertainty: "Uncertainty",
    none: "not stated",
  },
  behind: {
    act: "Actions",
    title: (line: string) => `Records behind line ${line}`,
    about: (count: string, place: string) =>
      count === "1"
        ? `This line has one record: ${place}.`
        : `This line is the exact sum of ${count} records: ${place}.`,
    proof:
      "The document contains one hash over the records of all lines (a Merkle root). A changed, added or missing record is detected.",
    number: "No.",
    download: "Download all records of this calculation",
    back: "Back to the line",
  },
};

export default inventory;
