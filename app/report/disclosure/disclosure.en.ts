import page from "./disclosure-page.en.ts";

type Words = Record<string, string>;

/** Reporting requirements: what each asks for, what the report states, what is missing and what changed. */
const disclosure = {
  page,
  listSeparator: ", ",
  nothing: "none",
  andMore: (shown: string, more: number) => `${shown} and ${more} more`,
  groups: {
    boundaries: "Organization and boundaries",
    quantities: "Quantities",
    methods: "Methods and uncertainty",
    statements: "Accordance and verification",
    ghg_protocol: "GHG Protocol",
    china: "China",
  },
  /** Labels are ours, not the wording of a standard. `asks`: what a reader wants to know. */
  items: {
    A1: {
      label: "Reporting organization",
      asks: "Who reports? Give the name, address, registration number and business activities.",
    },
    A2: { label: "Responsible person", asks: "Who is responsible for this report, and how can they be reached?" },
    A3: { label: "Reporting period", asks: "Which days does the report cover? Do all records fall within them?" },
    A4: {
      label: "Organizational boundary",
      asks: "Which facilities are included, with what share, and under which consolidation approach?",
    },
    A5: {
      label: "Reporting boundary and significance criteria",
      asks: "Which of the six categories are included? For the others: by which criterion are they not significant?",
    },
    A6: { label: "Direct emissions by gas", asks: "How much of each greenhouse gas is emitted directly?" },
    A7: { label: "Biogenic CO₂", asks: "How much CO₂ comes from biomass? Is it excluded from the totals?" },
    A8: { label: "Direct removals", asks: "Were removals quantified?" },
    A9: {
      label: "Excluded sources and sinks",
      asks: "What is excluded, for what reason, and how large is it?",
    },
    A10: { label: "Indirect emissions by category", asks: "Do the categories add up to scopes 2 and 3?" },
    A11: { label: "Base year", asks: "With which year are emissions compared?" },
    A12: { label: "Base-year recalculation", asks: "Was the base year recalculated, and by how much?" },
    A13: {
      label: "Quantification methods and reasons",
      asks: "How was each source quantified, and why? If you enter no reason, it follows from the form in which the factor is published.",
    },
    A14: {
      label: "Changes since the previous report",
      asks: "What has changed in methods since the previous report? The changes are found by comparison.",
    },
    A15: { label: "Emission factors and their sources", asks: "What is the source of each factor?" },
    A16: {
      label: "Uncertainty by category",
      asks: "How uncertain is each category? Shown as a percentage if every line has one, otherwise as a grade that you enter.",
    },
    A17: {
      label: "Uncertainty assessment",
      asks: "How was uncertainty assessed, and with what result? If lines have no figure, describe it in words.",
    },
    A18: {
      label: "Prepared in accordance with the standard",
      asks: "The statement appears when all other items are complete.",
    },
    A19: {
      label: "Verification status and level of assurance",
      asks: "Has a third party verified the report? Only its verification statement can confirm this.",
    },
    A20: {
      label: "GWP values and their source",
      asks: "Which global warming potentials are used? Are they the latest?",
    },
    GP1: { label: "Consolidation approach", asks: "Is the same approach applied to every facility?" },
    GP2: { label: "Scopes 1 and 2", asks: "Does the inventory include both scopes?" },
    GP3: { label: "All fifteen scope 3 categories", asks: "Why are some categories not quantified?" },
    GP4: { label: "Totals by gas, in mass and CO₂e", asks: "How much of each gas, in tonnes and in CO₂e?" },
    GP5: { label: "Biogenic CO₂ outside the scopes", asks: "Is CO₂ from biomass reported separately?" },
    GP6: { label: "Base-year recalculation policy", asks: "Above which threshold is the base year recalculated?" },
    GP7: { label: "Scope 2 under both methods", asks: "What is scope 2, location-based and market-based?" },
    CN1: {
      label: "Information on the reporting organization",
      asks: "What type of organization is it, and in which sector? Who are its legal representative and the preparer?",
    },
    CN2: {
      label: "Totals, recovered and exported amounts",
      asks: "How much CO₂ was recovered? What emissions relate to electricity and heat sold? Enter 0 if there were none.",
    },
    CN3: {
      label: "Biomass, reported separately",
      asks: "Are emissions from biomass reported separately from the total?",
    },
    CN4: { label: "Source document of each record", asks: "Which document does each record come from?" },
    CN5: { label: "Reason for the choice of each factor", asks: "Why was this factor chosen for the source?" },
    CN6: {
      label: "Quality assurance and document retention",
      asks: "How are data checked, and where are documents kept?",
    },
  },
  isoCategory: {
    "1": "Category 1, direct emissions",
    "2": "Category 2, imported energy",
    "3": "Category 3, transportation",
    "4": "Category 4, products used",
    "5": "Category 5, use of products",
    "6": "Category 6, other sources",
  },
  /** Codes that a sentence names. */
  words: {
    every_facility: "every facility",
    operational_control: "operational control",
    financial_control: "financial control",
    equity_share: "equity share",
    gases: "factor by gas",
    gasesCo2e: "factor as CO₂e of each gas",
    co2e: "factor as CO₂e",
    carbon: "carbon balance",
    nitrogen: "nitrogen balance",
    limited: "limited assurance",
    reasonable: "reasonable assurance",
    agreed_upon_procedures: "agreed-upon procedures",
    previous_year: "previous year",
    neighbours: "adjacent months",
    per_output: "by output",
    per_floor_area: "by floor area",
    other: "other",
    nameEn: "the English name",
    nameZh: "the Chinese name",
    legalId: "the registration number",
    addressEn: "the English address",
    addressZh: "the Chinese address",
    descriptionEn: "the English description",
    descriptionZh: "the Chinese description",
    responsibleName: "the responsible person",
    responsibleRole: "the role of the responsible person",
    responsibleContact: "the contact of the responsible person",
    nature: "the type of organization",
    sector: "the sector",
    legalRepresentative: "the legal representative",
    preparer: "the person who prepared the report",
    preparerContact: "the preparer's contact details",
    qualityAssurance: "the description of quality assurance and document retention",
    recoveredCo2: "the recovered CO₂",
    exportedElectricity: "the emissions from exported electricity",
    exportedHeat: "the emissions from exported heat",
  },
  says: {
    organization: (w: Words) => w.name!,
    responsible: (w: Words) => `${w.name}, ${w.role}`,
    period: (w: Words) => `${w.start} to ${w.end}`,
    boundary: (w: Words) => `${w.approach}, ${w.count} ${w.count === "1" ? "facility" : "facilities"}`,
    significance: (w: Words) =>
      `${w.included} of 6 categories included, ${w.left} without data. Matrix: ${w.covered} covered, ${w.absent} not applicable, ${w.excluded} excluded, ${w.open} not evaluated`,
    gases_exact: (w: Words) => `${w.total} tCO₂e, by gas and group of gases`,
    gases_undivided: (w: Words) => `${w.amount} tCO₂e not split by gas`,
    biogenic: (w: Words) => `${w.amount} t, not included in any total`,
    biogenic_none: () => "no biogenic CO₂ (0 t)",
    removals_none: () => "no removals quantified",
    exclusions_unstated: () => "not stated",
    exclusions_none: () => "no exclusions",
    exclusions: (w: Words) =>
      `${w.count} ${w.count === "1" ? "exclusion" : "exclusions"}, ${w.size} tCO₂e, ${w.share} of the total`,
    crosswalk_exact: (w: Words) => `${w.total} tCO₂e in categories 2 to 6`,
    crosswalk_differs: (w: Words) => `${w.one} by category, ${w.other} by scope`,
    first_year: (w: Words) => `${w.year}, first reporting year`,
    base_year: (w: Words) => `${w.year}, ${w.total} tCO₂e`,
    recalculation_first: () => "first reporting year, no change",
    recalculation_none: () => "not recalculated",
    recalculated: (w: Words) => `recalculated: ${w.reason}`,
    methods: (w: Words) =>
      `${w.count} ${w.count === "1" ? "source" : "sources"}, ${w.own} with a reason given by the organization`,
    changes_first: () => "no earlier report to compare with",
    changes: (w: Words) => `${w.count} ${w.count === "1" ? "change" : "changes"} from ${w.number}`,
    factors: (w: Words) => `${w.count} ${w.count === "1" ? "factor or property" : "factors and properties"}`,
    uncertainty: (w: Words) => `${w.count} of ${w.of} categories`,
    assessment: (w: Words) => `±${w.percent}, can be recalculated`,
    assessment_stated: () => "described in words",
    accordance: () => "stated, with the edition of the standard",
    accordance_waits: (w: Words) => `waiting for ${w.items}`,
    not_verified: () => "not verified by a third party",
    verified: (w: Words) => `${w.level} by ${w.body}`,
    gwp: (w: Words) => `${w.set}, 100 years; ${w.share} of the total uses another set`,
    gwp_not_latest: (w: Words) =>
      `${w.set}, 100 years, not the latest (${w.latest}); ${w.share} of the total uses another set`,
    base_year_policy: (w: Words) => (w.threshold === "0" ? "defined" : `threshold ${w.threshold}%`),
    both_scopes: (w: Words) => `scope 1: ${w.scope1}, scope 2: ${w.scope2} tCO₂e`,
    scope3: (w: Words) => `${w.count} of 15 quantified, ${w.left} with a reason`,
    scope3_none: () => "no scope 3 inventory is claimed",
    gas_totals: (w: Words) => `${w.count} ${w.count === "1" ? "gas" : "gases"}`,
    gas_totals_undivided: (w: Words) =>
      `${w.count} ${w.count === "1" ? "gas" : "gases"}; ${w.share} of the total not split by gas`,
    both_methods: (w: Words) => `location-based ${w.location}, market-based ${w.market} tCO₂e`,
    scope2_none: () => "no purchased energy",
    reporter: (w: Words) => [w.sector, w.person].filter(Boolean).join(", ") || "not stated",
    china_totals: (w: Words) => `direct ${w.direct}, purchased ${w.purchased} tCO₂e`,
    evidence: (w: Words) => `${w.count} of ${w.of} records`,
    factor_reasons: (w: Words) => `${w.count} of ${w.of} sources`,
    quality_assurance: () => "described",
    justified: (w: Words) => `omitted: ${w.reason}`,
  },
  missing: {
    detail: (w: Words) => `Fill in ${w.field}.`,
    period_order: () => "The period ends before it begins. Correct the dates.",
    records_outside: (w: Words) =>
      w.count === "1"
        ? `1 record is outside the period: ${w.lines}. Correct its dates.`
        : `${w.count} records are outside the period: ${w.lines}. Correct their dates.`,
    facilities_none: () => "Add at least one facility.",
    share_unreadable: (w: Words) => `The share of ${w.facility} can't be read. Correct it.`,
    boundary_text: () => "Describe the organizational boundary in the languages of the report.",
    significance_text: () => "Enter the significance criteria in the languages of the report.",
    category_unsettled: (w: Words) =>
      `${w.category} has no data. Enter records, or explain by which criterion it is not significant.`,
    gases_undivided: (w: Words) =>
      `${w.amount} tCO₂e of direct emissions use factors without a split by gas. Choose factors by gas, or explain why this is not possible.`,
    exclusions_unstated: () => "Enter what is excluded, or confirm that nothing is.",
    exclusion_what: (w: Words) => `Exclusion ${w.what}: name what is excluded, in the languages of the report.`,
    exclusion_reason: (w: Words) => `${w.what}: enter the reason in the languages of the report.`,
    exclusion_size: (w: Words) =>
      `${w.what}: estimate the size in tonnes of CO₂e, and give the basis in the languages of the report.`,
    crosswalk_differs: (w: Words) =>
      `Categories add up to ${w.one} tCO₂e, but scopes 2 and 3 to ${w.other}. This is an error on our side. Calculate again.`,
    bridge: () => "The base-year recalculation has no bridge. Calculate the base year again.",
    bridge_gap: (w: Words) => `The base-year bridge is off by ${w.gap} tCO₂e. Calculate the base year again.`,
    changes: () => "The comparison with the previous report is missing. Calculate again.",
    factor_source: (w: Words) => `${w.factor} has no publisher or no edition. Complete it, or explain why it has none.`,
    uncertainty_grade: (w: Words) => `${w.category}: enter an uncertainty for its sources, or grade the category.`,
    assessment: () => "Some lines have no uncertainty, so there is no total. Describe the assessment in words.",
    accordance_waits: (w: Words) => `Appears when these items are complete: ${w.items}.`,
    assurance_statement: () =>
      "A verified report needs the verification body, its statement and the date. Record them.",
    gwp_source: (w: Words) => `The GWP set ${w.set} has no source. Choose another set.`,
    base_year_policy: () => "Enter the base year and the threshold on the base year page.",
    scope_empty: (w: Words) => `Scope ${w.scope} has no records. Enter records, or explain why it has none.`,
    scope3_reason: (w: Words) => `${w.category}: enter records, or state in the matrix why it is not quantified.`,
    cells_open: (w: Words) =>
      `${w.category}, ${w.facilities}: not evaluated. Enter records, or state in the matrix why there are none.`,
    answer_incomplete: (w: Words) =>
      `${w.category}, ${w.facilities}: the answer in the matrix lacks a reason or a size. Complete it.`,
    china_field: (w: Words) => `Enter ${w.field}.`,
    evidence_lacking: (w: Words) =>
      w.count === "1"
        ? `1 record has no source document: ${w.lines}. Name it or attach it.`
        : `${w.count} records have no source document: ${w.lines}. Name it or attach it.`,
    reason_region: (w: Words) =>
      `${w.source}: the reason names ${w.stated}, but its factor is for ${w.found}. Correct the reason, or choose another factor.`,
    reason_gases: (w: Words) =>
      `${w.source}: the reason claims a factor split by gas, but this one is not split. Correct the reason, or choose another factor.`,
    reason_edition: (w: Words) =>
      `${w.source}: the reason names the edition ${w.stated}, but its factor is of ${w.found}. Correct the reason, or choose another factor.`,
    source_reason: (w: Words) => `${w.source}: explain in the languages of the report why its factor was chosen.`,
  },
  changes: {
    none: (w: Words) => `No change of methods, factors, GWP set or boundary since report ${w.number}.`,
    gwp_set: (w: Words) => `The GWP set changed from ${w.from} to ${w.to}.`,
    consolidation: (w: Words) => `The consolidation approach changed from ${w.from} to ${w.to}.`,
    policy: (w: Words) => `The rules for selecting factors changed (version ${w.from} to ${w.to}).`,
    gap_rules: (w: Words) => `The method for filling data gaps changed from ${w.from} to ${w.to}.`,
    facility_added: (w: Words) => `${w.facility} was added to the boundary.`,
    facility_removed: (w: Words) => `${w.facility} was removed from the boundary.`,
    share: (w: Words) => `The consolidated share of ${w.facility} changed from ${w.from} to ${w.to}.`,
    source_added: (w: Words) => `New source: ${w.source}.`,
    source_removed: (w: Words) => `Source removed: ${w.source}.`,
    category: (w: Words) => `${w.source} moved from ${w.from} to ${w.to}.`,
    method: (w: Words) => `The quantification method of ${w.source} changed from ${w.from} to ${w.to}.`,
    factor: (w: Words) => `The factors of ${w.source} changed from ${w.from} to ${w.to}.`,
    edition: (w: Words) => `The edition of ${w.factor} changed from ${w.from} to ${w.to}.`,
  },
};

export default disclosure;
