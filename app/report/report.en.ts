import calendar from "#app/i18n/calendar.en.ts";
import { REPORT_TITLE } from "./report-title.ts";

const report = {
  title: REPORT_TITLE.en,
  /** Header of each page after the first. */
  runningTitle: (period: string) => `Greenhouse gas inventory report ${period}`,
  subject: (organization: string, period: string) => `Greenhouse gas inventory of ${organization}, ${period}`,
  draft: "DRAFT",
  draftNotice: "Draft, not issued. It has no number, cannot be verified and must not be passed on.",
  draftData: "The inventory document is attached to the issued report only. This draft has no attached data.",
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  period: (start: string, end: string) => `${start} – ${end}`,
  ...calendar,
  dayMonth: (_month: string, day: string, monthName: string) => `${day} ${monthName}`,
  periodInYear: (first: string, last: string, year: string) => `${first} – ${last} ${year}`,
  attachment: "Inventory document: every activity, emission factor, GWP value and result of this report",
  keyProofAttachment: "Proof that the public log has the issuer's key",
  factsAttachment:
    "Information entered for this report; together with the inventory document it reproduces the full text",
  sealField: "Issuer's electronic seal",
  listSeparator: ", ",
  /** A standard whose edition is not part of its designation. */
  standard: (name: string, edition: string) => `${name} (${edition})`,
  qualified: (name: string, qualifier: string) => `${name} (${qualifier})`,
  basis: { locationBased: "location-based", marketBased: "market-based" },
  cover: {
    nameNotChecked: "name of the issuer not checked",
    issuerDomain: (domain: string, day: string) => `controls ${domain} (checked on ${day}), name not checked`,
    issuerRegistered: (host: string, day: string) => `registration checked by the operator of ${host} on ${day}`,
    of: "Reporting organization",
    accordance: (standards: string) => `prepared in accordance with ${standards}`,
    unit: "tonnes CO₂e, location-based",
    scope: { "1": "Scope 1", "2": "Scope 2", "3": "Scope 3" },
    verify: "Verify this report",
    typeAddress: (host: string, number: string) => `${host} → ${number}`,
    inventoryHash: "Inventory SHA-256",
    issued: (date: string, version: number) => `Issued ${date} · version ${version}`,
    responsible: "Responsible person",
    assurance: "Assurance",
    selfDeclared: "Self-declared, not verified by a third party",
    assuredBy: (level: string, body: string) => `${level} by ${body}`,
    rounded: {
      whole: "Rounded to whole tonnes. Section 2 gives two decimals.",
      small: "Rounded to two decimals",
    },
    bodyNamesItself: (name: string) => `names itself ${name}, name not checked`,
    bodyNotChecked: "name of the verification body not checked",
    notVerified: "Not verified by a third party",
    notVerifiedDetail: "no verification statement",
    assured: {
      limited: "Limited assurance",
      reasonable: "Reasonable assurance",
      agreed_upon_procedures: "Agreed-upon procedures",
    },
    validity: "Validity",
    valid: "Valid until superseded",
    validUntil: (date: string) => `Valid until ${date}`,
    validDetail: "check status online",
    draftValidity: "Draft, not issued",
    draftValidityDetail: "not for reliance",
    sealAlt:
      "Seal showing the Chinese character for carbon. It marks a report with a verification statement on record. It is not a digital signature.",
    qrAlt: (address: string) => `QR code for the address ${address}`,
    linkAbout: (number: string) => `Verification page of report ${number}`,
  },
  boundary: {
    heading: "Organization and boundaries",
    organization: "Reporting organization",
    legalName: "Legal name",
    legalNameOther: "Legal name in Chinese",
    nameLetters: "Scripts used in names",
    legalId: "Registration number",
    address: "Address",
    description: "Business activities",
    responsible: "Responsible person",
    contact: "Contact",
    preparedBy: "Prepared by",
    issuer: "Issued by",
    nameNotChecked: (name: string) => `${name} (name not checked)`,
    checkedNumber: {
      stated: (number: string) => `${number} (not compared with a register)`,
      uscc: (number: string) =>
        `${number} (form of a Unified Social Credit Code checked, not compared with the register)`,
      lei: (number: string) => `${number} (form of an LEI checked, not compared with the register)`,
      vat: (number: string) => `${number} (form of a VAT number checked, not compared with the register)`,
    },
    proofs: "Proofs of the issuer",
    proof: {
      none: "None at the time of issue",
      dns: (domain: string, day: string, host: string) =>
        `Controls ${domain}: DNS record, checked by ${host} on ${day}`,
      web: (domain: string, day: string, host: string) =>
        `Controls ${domain}: file on the website, checked by ${host} on ${day}`,
      registration: (name: string, value: string, day: string, host: string) =>
        `Registration of ${name}: ${value}, checked by the operator of ${host} on ${day}`,
      review: (name: string, day: string, host: string) =>
        `The name ${name} resembles another. The operator of ${host} allowed it on ${day}`,
      note: "As at the time of issue. The verification page shows what is proved now.",
      atIssue: (proof: string) => `Stated by the installation at issue: ${proof}`,
    },
    period: "Reporting period",
    periodValue: (start: string, end: string, days: number) => `${start} to ${end}, both included (${days} days)`,
    standards: "Standards applied",
    validUntil: "Validity",
    validUntilValue: (day: string) =>
      `Valid until the end of ${day} (UTC), unless superseded or withdrawn earlier. After that day the report can still be verified as authentic, but it is no longer valid.`,
    organizational: "Organizational boundary",
    approach: "Consolidation approach",
    facilities: "Facilities included",
    facility: "Facility",
    country: "Country or region",
    gridRegion: "Grid region",
    share: "Consolidated share",
    reporting: "Reporting boundary",
    significance: "Significance criteria",
    exclusions: "Exclusions",
    exclusionColumns: { what: "Excluded source or sink", reason: "Reason", estimate: "Estimated size" },
    noExclusions: "No source or sink within the boundary has been excluded.",
    baseYear: "Base year",
    firstYear: (year: string) =>
      `${year} is the first reporting year and therefore the base year. There is no comparison with earlier years.`,
    baseYearValue: (year: string, location: string, market: string) =>
      `Base year ${year}: ${location} tCO₂e location-based, ${market} tCO₂e market-based.`,
    baseYearChange: "Change from the base year",
    baseYearChangeValue: (location: string, market: string) => `${location} location-based, ${market} market-based`,
    threshold: "Significance threshold",
    thresholdValue: (percent: string) =>
      `${percent}% of base-year emissions. A decision on recalculation is required when structural changes, changes in methods or factors, or errors found exceed it, individually or combined. Changes in activity levels do not count.`,
    recalculated: "Base-year recalculation",
    notRecalculated: "The base year has not been recalculated.",
  },
  results: {
    heading: "Results",
    byScope: "Totals by scope",
    scope: "Scope",
    scopeName: {
      "1": "Scope 1 · direct emissions",
      "2": "Scope 2 · indirect emissions from purchased energy",
      "3": "Scope 3 · other indirect emissions",
    },
    tonnes: "tCO₂e",
    share: "Share",
    total: "Total",
    totalLocation: "Total, location-based",
    totalMarket: "Total, market-based",
    scope2Location: "Scope 2, location-based",
    scope2Market: "Scope 2, market-based",
    scopeAlt: (shares: string) => `Bar chart of the location-based total by scope: ${shares}.`,
    rounding:
      "Rounded figures may not add up to the rounded total. Exact values are in the embedded inventory document.",
    scope2: "Scope 2 under both methods",
    scope2Text:
      "Scope 2 is reported under the location-based method (grid average) and the market-based method. The market-based method uses contractual instruments first, then the residual mix, then the grid average. The total on the cover uses the location-based figure.",
    scope12: "Scopes 1 and 2 by category",
    scope3: "Scope 3 by category",
    scope3Text:
      "All fifteen categories are listed. “Not quantified” means that no activity data are recorded for the category. It does not mean zero.",
    categoryNumber: "No.",
    category: "Category",
    isoCategory: "ISO category",
    notQuantified: "not quantified",
    byGas: "Emissions by greenhouse gas",
    co2Only: (share: string) =>
      `CH₄ and N₂O are incomplete: lines with ${share} of the total use factors published for CO₂ only.`,
    byGasText:
      "Tonnes of CO₂e by gas. HFCs and PFCs are sums of the individual gases, and blends are divided into their constituents. “Unsplit” is CO₂e from factors published without a breakdown by gas.",
    gas: {
      CO2: "CO₂",
      CH4: "CH₄",
      N2O: "N₂O",
      HFC: "HFCs",
      PFC: "PFCs",
      SF6: "SF₆",
      NF3: "NF₃",
      other: "Other",
      unsplit: "Unsplit",
    },
    gasMass: "Mass of each gas",
    gasColumns: { gas: "Gas", mass: "Mass, kg", gwp: "GWP", co2e: "tCO₂e" },
    outside: "Outside the scopes",
    outsideColumns: { item: "Item", tonnes: "Tonnes", treatment: "Treatment" },
    biogenic: "Biogenic CO₂",
    ofScope: (scope: string) => `– ${scope}`,
    biogenicTreatment:
      "Reported separately from the scopes and not included in any total. CH₄ and N₂O from biomass are included in the scopes.",
    credits: "Carbon credits and other reductions",
    creditsTreatment: "Reported with their sign and never subtracted from emissions.",
    removals: "Direct removals",
    removalsTreatment: "No removals are quantified in this inventory.",
    byFacility: "Emissions by facility",
    byMonth: "Emissions by month",
    byMonthText: "An activity that spans several months is allocated to them by number of days.",
    month: "Month",
    monthAlt: (months: string) =>
      `Column chart of emissions by month and scope, in tonnes of CO₂e, location-based. Totals: ${months}.`,
    changes: "Changes since the previous report",
    firstReport: "There is no earlier report of this organization to compare with.",
    previousReport: (number: string, tonnes: string) =>
      `The previous report is ${number}, with ${tonnes} tCO₂e, location-based.`,
  },
  methodology: {
    heading: "Quantification methodology",
    approachText:
      "Emissions = activity data × unit conversion × emission factor × global warming potential. Activity data are stated in the quantity and unit of the records.",
    roundingText:
      "Calculations are not rounded. Each printed figure is rounded once from its exact value, with halves rounded to the even digit. Totals are sums of the exact values, not of the rounded ones.",
    methods: {
      gases: "Activity data × factor per gas × GWP of the gas. Chosen because the factor is published by gas.",
      gasesCo2e:
        "Activity data × factor published as CO₂e of each gas. The mass of each gas is derived with the publisher's GWP, then multiplied by the GWP of this inventory.",
      co2e: "Activity data × factor published as total CO₂e. Used where no factor by gas is available.",
      carbon:
        "Carbon balance: carbon content × oxidation factor × 44/12. Chosen because the carbon content of the fuel is known.",
      nitrogen: "Nitrogen balance: N₂O-N × 44/28. Chosen because the factor is published as nitrogen.",
      withheld:
        "Redacted in this copy. The inputs and the approach are available to the verifier. The result is signed by the issuer.",
    },
    policy: "Selection of emission factors",
    notes: "Notes",
    gwpColumns: { gas: "Gas", value: "GWP-100" },
    blends: "Blends",
    blend: "blend",
    blendShares: (blend: string, shares: string) => `${blend}: mass shares ${shares}`,
    disclosures: "Disclosure notes and estimates",
    disclosureColumns: { what: "Disclosure note", lines: "Lines", share: "Share" },
    moreLines: (more: number) => `and ${more} more`,
    andMore: (shown: string, more: number) => `${shown} and ${more} more`,
    reason: (reasons: string) => `Reason: ${reasons}.`,
    factors: (factors: string) => `Factors: ${factors}.`,
    grids: (grids: string) => `Grids: ${grids}.`,
    sources: (sources: string) => `Sources: ${sources}.`,
    sourceDays: (source: string, days: string) => `${source} (${days} ${days === "1" ? "day" : "days"})`,
    factorSet: (set: string) => `GWP set: ${set}.`,
    noDisclosures: "There are no disclosure notes.",
    disclosure: {
      market_based_grid_average:
        "No residual mix is applied: the factor library holds none for these grids, or none was chosen. For electricity not covered by an instrument, the market-based figure uses the grid average.",
      gwp_set_mismatch: "The factor is published only as CO₂e, based on a GWP set other than that of this inventory.",
      factor_other_region: "A factor for another region is used. The reason was accepted and recorded.",
      factor_other_country: "A factor of another country is used.",
      factor_other_country_large:
        "A factor of another country is used, for more than 5% of the total. Emissions in the country of the facility or supplier can differ considerably.",
      factor_co2_only:
        "The factor is published for CO₂ only. Methane and nitrous oxide of these lines are not included in the figures by gas.",
      factor_life_cycle:
        "The factor includes emissions before generation, which belong to scope 3, category 3. Scope 2 is higher by that part.",
      radiative_forcing_mixed:
        "Factors of one category differ: some include the effects of flights other than CO₂, others do not.",
      boundary_mixed: "Factors of one category have different boundaries, so their results are not of the same kind.",
      period_overlap: "Records of one source overlap. The shared days are counted in each record.",
      records_overlap: "Records within one line overlap. The shared days are counted in each record.",
      period_gap: "The source has no record for some days of the period.",
      names_withheld:
        "This copy omits the names and evidence of the line. The complete document is available to the verifier.",
      inputs_withheld:
        "This copy omits the inputs of the line. Its result is stated and signed by the issuer, and all totals include it. The complete document is available to the verifier.",
      factor_not_valid: "A factor for another period is used. The reason was accepted and recorded.",
      ratio_method: "The factor scales up CO₂ to represent the other gases. The result is not a calculation by gas.",
      stated_value: "An input of the method is a value taken from a named source.",
      table_interpolated: "A value between two rows of a table is obtained by linear interpolation.",
      screening_estimate: "The result is a screening estimate based on default rates.",
      financed_data_quality: "Financed emissions are reported with the PCAF data quality score of their line.",
      estimated: "The quantity is an estimate.",
    },
  },
  quality: {
    heading: "Uncertainty and data quality",
    method:
      "Uncertainty is propagated with approach 1 of the 2006 IPCC Guidelines (volume 1, chapter 3). It covers the location-based figures at 95% confidence. The annex “Uncertainty” lists the ± percentages of each source with their basis. They are in the embedded document too, so the result can be recalculated.",
    result: (percent: string, correlation: string) => `Total uncertainty: ±${percent}%. ${correlation}`,
    noResult:
      "No total uncertainty is reported, because at least one line has no stated uncertainty. The effect on accuracy is described by the data quality grades below.",
    sensitivity: (percent: string) => `Sensitivity: ±${percent}% if all errors were independent.`,
    partly: (activities: string, tonnes: string, percent: string) =>
      activities === "1"
        ? `1 activity has a stated uncertainty. It emits ${tonnes} tCO₂e, ±${percent}% with factor errors shared.`
        : `${activities} activities have a stated uncertainty. Together they emit ${tonnes} tCO₂e, ±${percent}% with factor errors shared.`,
    exceeds: (activities: number) =>
      `${activities === 1 ? "1 activity has" : `${activities} activities have`} an uncertainty of ±58.8% or more. There, approach 1 no longer holds in theory (standard deviation of at least 0.3 of the mean). The attached inventory document can be checked by Monte Carlo simulation (approach 2).`,
    grades: (measured: string, calculated: string, estimated: string) =>
      `Activity data by location-based emissions: ${measured} measured, ${calculated} calculated, ${estimated} estimated.`,
    primaryScope3: (share: string) =>
      `Primary data in scope 3 (supplier-specific data or own process data): ${share} of its emissions.`,
    score: (score: string, covered: string) =>
      `Data quality score: ${score} (1 very good to 4 poor; GHG Protocol Scope 3 Standard, table 7.6). The score is weighted by emissions and covers ${covered}% of them.`,
    tier: (tier: string, covered: string) =>
      `Mean factor tier: ${tier} (1 international, 2 national, 3 plant or supplier). The mean is weighted by emissions and covers ${covered}% of them.`,
  },
  register: {
    heading: "Emission factors used",
    text: "Each factor used in the calculation is listed once. Values are in kilograms per unit, by gas where the factor is published by gas. Activity lines refer to a factor by its number. Numbers in brackets refer to the list of sources.",
    columns: {
      label: "No.",
      factor: "Factor",
      place: "Source reference",
      region: "Region, validity",
      value: "Value",
      unit: "Unit",
    },
    factors: "Factors",
    sources: "Sources",
    sourceColumns: { number: "No.", source: "Publisher and publication", licence: "Licence" },
    properties: "Properties",
    propertiesText:
      "Densities, heating values and load factors used to convert an entered unit to the unit of a factor.",
    propertyColumns: { label: "No.", property: "Property", place: "Source reference", value: "Value", unit: "Unit" },
    edition: (edition: string) => `edition ${edition}`,
    ownFactor: "Custom factor of the organization",
    kgPer: (unit: string) => `kg/${unit}`,
    biogenic: "biogenic CO₂",
    openEnd: "no end",
    asCo2e: "each as CO₂e",
  },
  activities: {
    columns: {
      id: "Line",
      scope: "Scope",
      what: "Category and emission source",
      period: "Period",
      quantity: "Quantity",
      unit: "Unit",
      factor: "Factor",
      tonnes: "tCO₂e",
    },
    estimated: "estimated",
  },
  verification: {
    heading: "How to verify this report",
    number: "Report number",
    address: "Address to enter",
    hash: "Inventory SHA-256",
    key: "Signing key name",
    keyCommand: "Offline check",
    keyText: (host: string) =>
      `The record of this report is signed with the key named above. With the key name and the checker from ${host}/verify/checker, the file and its verification bundle can be checked offline. The name printed in this file proves nothing on its own, because a forger would print the name of their own key. Compare it with the name on this report's page: type the address ${host}/verify yourself. Or compare it with an earlier report of the issuer that you trust.`,
    stepsHeading: "Three ways to verify, none of which needs an account",
    steps: (host: string, number: string) =>
      [
        `Enter ${host} in a browser, then enter the number ${number}. The page shows the issuer, the totals and the status.`,
        `Drop this file on that page. It is read on your computer and is not uploaded. A change of a single byte is detected.`,
        `Extract the embedded inventory.json and recalculate every total, with the checker or your own program. Its SHA-256 must match the one above.`,
      ].join("\n"),
    lookAlike: "Fake verification pages",
    lookAlikeText: (host: string) =>
      `A forged report can carry a link or a QR code to a fake website. Do not rely on either. Enter ${host} yourself and compare the address letter by letter.`,
    limits: "What verification does not prove",
    limitsText:
      "Verification shows that this file is the issued one, who issued it and when. It also shows that the totals follow from the lines in the file. It does not show that the activity data are true or complete. Only a third party that has examined the data can give that conclusion, and it would appear under “Assurance”.",
    assuranceNone: "This inventory has not been verified by a third party. No level of assurance is claimed.",
    assuranceBy: (level: string, body: string, statement: string, date: string) =>
      `${level} by ${body}, verification statement ${statement} dated ${date}. The conclusion is that of the verification body.`,
    accordance: "Statement of accordance",
    accordanceText: (standards: string) => `This report has been prepared in accordance with ${standards}.`,
    accordanceWithheld: "A draft does not state that it was prepared in accordance with a standard.",
    current: "this report",
    draftHistory: "Draft, not issued",
  },
};

export default report;
