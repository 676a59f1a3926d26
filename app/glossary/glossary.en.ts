import type { TermId } from "./terms.ts";

const terms: Record<TermId, { name: string; text: string }> = {
  ghg_inventory: {
    name: "GHG inventory",
    text: "A company's greenhouse gas emissions and removals over one period, with the data and factors behind them.",
  },
  organizational_boundary: {
    name: "Organizational boundary",
    text: "The facilities and operations that the inventory covers. It follows from the consolidation approach.",
  },
  consolidation_approach: {
    name: "Consolidation approach",
    text: "How much of a shared operation counts. With operational or financial control, everything that the company controls counts in full. With equity share, its share counts.",
  },
  reporting_boundary: {
    name: "Reporting boundary",
    text: "The kinds of direct and indirect emissions that the inventory includes.",
  },
  significance: {
    name: "Significance criteria",
    text: "The rules by which a company decides which indirect emissions matter enough to report, such as size or influence.",
  },
  scope_1: {
    name: "Scope 1",
    text: "Direct emissions from what the company owns or controls, such as boilers, vehicles and refrigerant leaks.",
  },
  scope_2: {
    name: "Scope 2",
    text: "Indirect emissions from the generation of purchased electricity, heat, steam and cooling.",
  },
  scope_3: {
    name: "Scope 3",
    text: "All other indirect emissions in the value chain, in 15 categories, such as purchased goods, freight and business travel.",
  },
  base_year: {
    name: "Base year",
    text: "The year with which later years are compared. It is recalculated when a structural change exceeds the threshold.",
  },
  facility: {
    name: "Facility",
    text: "A site of the company, such as a plant, office or warehouse. Its place decides the grid factor.",
  },
  emission_source: {
    name: "Emission source",
    text: "Where emissions arise, such as a boiler, an electricity meter or a freight contract. Records are entered for it.",
  },
  activity_record: {
    name: "Activity record",
    text: "One row of activity data: a quantity of one source over a period, such as 12,400 kWh in March.",
  },
  emission_factor: {
    name: "Emission factor",
    text: "Emissions per unit of activity, from a published source, such as kg CO₂e per kWh.",
  },
  factor_release: {
    name: "Release",
    text: "One published version of a factor dataset. A calculation keeps the release that it used.",
  },
  custom_factor: {
    name: "Custom factor",
    text: "A factor that your company adds itself, with its source. A second person approves it before use.",
  },
  co2e: {
    name: "CO₂e",
    text: "Carbon dioxide equivalent. Other gases are converted to CO₂ by their global warming potential.",
  },
  gwp_set: {
    name: "GWP set",
    text: "The table of global warming potentials used to convert gases to CO₂e. AR6 is the IPCC's Sixth Assessment Report.",
  },
  biogenic: {
    name: "Biogenic CO₂",
    text: "CO₂ from burning or decay of biomass. It is reported separately and is not part of the total.",
  },
  well_to_tank: {
    name: "Well-to-tank",
    text: "Emissions from producing and delivering a fuel before it is burned. They belong to scope 3, category 3.",
  },
  location_based: {
    name: "Location-based",
    text: "Scope 2 with the average factor of the grid where the electricity is used.",
  },
  market_based: {
    name: "Market-based",
    text: "Scope 2 with the factors of the contracts and certificates that the company bought. The rest takes the residual mix.",
  },
  residual_mix: {
    name: "Residual mix",
    text: "The average of a grid without the electricity that others have claimed by certificates or contracts.",
  },
  contractual_instrument: {
    name: "Contractual instrument",
    text: "A certificate or contract that claims the attributes of electricity, such as a GEC, GO, REC or PPA.",
  },
  data_quality: {
    name: "Data quality",
    text: "How activity data were obtained: measured, calculated or estimated.",
  },
  primary_data: {
    name: "Primary data",
    text: "Supplier-specific data or data from the company's own processes, not averages from a database.",
  },
  uncertainty: {
    name: "Uncertainty",
    text: "The range within which the true value lies with a probability of 95%. It combines the errors of data and factors.",
  },
  disclosure_note: {
    name: "Disclosure note",
    text: "Something a reader needs to know to judge a result, such as a factor from another country.",
  },
  calculation: {
    name: "Calculation",
    text: "One calculation of a year's inventory. It is kept with all its inputs and never changes.",
  },
  reporting_checklist: {
    name: "Reporting checklist",
    text: "The requirements to meet before a report can be issued, with the answer to each.",
  },
  reporting_requirement: {
    name: "Reporting requirement",
    text: "One requirement of a standard or programme that the report answers.",
  },
  reviewer: {
    name: "Reviewer",
    text: "A member who approves records or returns them for changes. No one approves their own entries.",
  },
  editor: {
    name: "Editor",
    text: "A member who enters records and submits them for review.",
  },
  evidence: {
    name: "Evidence",
    text: "Files that support a record, such as bills and meter photos.",
  },
  client: {
    name: "Client",
    text: "A company that a consultancy works for.",
  },
  engagement: {
    name: "Engagement",
    text: "A client's mandate that lets a consultancy work in its organization. Either side can end it.",
  },
  redaction: {
    name: "Redaction",
    text: "Lines that a public copy leaves out. The totals still include them, and this can be checked.",
  },
  verification: {
    name: "Verification of a report",
    text: "A check that a report is genuine and current. Anyone can do it without an account. It is no audit.",
  },
  verification_bundle: {
    name: "Verification bundle",
    text: "A file with everything needed to check a report offline.",
  },
  verification_statement: {
    name: "Verification statement",
    text: "The opinion of an independent verifier on an inventory, by ISO 14064-3.",
  },
  verifier: {
    name: "Verifier",
    text: "An independent person or body that audits an inventory and gives a verification statement.",
  },
  public_log: {
    name: "Public log",
    text: "An append-only list of every report issued here. An entry can't be changed or removed without trace.",
  },
  checkpoint: {
    name: "Checkpoint",
    text: "A signed state of the public log. It proves which reports were issued by then.",
  },
};

const glossary = {
  title: "Glossary",
  about: "Terms that this product and its reports use.",
  aboutReport: "Terms that this report uses.",
  explain: (term: string) => `What does “${term}” mean?`,
  terms,
};

export default glossary;
