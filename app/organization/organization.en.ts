import numberFault from "./number-fault.en.ts";

const organization = {
  listTitle: "Organizations",
  yearDetail: (year: string) => `Year ${year}`,
  listAbout: "Companies whose emissions you report.",
  add: "New organization",
  firstTitle: "Add your company",
  firstReason:
    "An organization is the legal entity whose emissions are counted. Customers, banks and customs need a total for a named company, so this is the first step.",
  name: "Name",
  role: "Your role",
  roleName: {
    owner: "Owner",
    admin: "Admin",
    editor: "Editor",
    reviewer: "Reviewer",
    billing: "Billing",
    viewer: "Viewer",
  },

  newTitle: "New organization",
  newAbout: "You can change these details until you issue a report with them.",
  workspaceTitle: "Workspace",
  workspaceName: "Workspace name",
  workspaceHint:
    "The name of your company, consultancy or body. All members, invited people, clients and partners see this name. You can change it in the workspace settings.",
  nameEn: "Name in English",
  nameZh: "Name in Chinese",
  nameHint: "Enter at least one. Reports show both names.",
  legalId: "Registration number",
  legalIdHint: "Printed on reports as your own statement. Its form is checked, but no register is asked.",
  legalIdKind: "Kind of registration number",
  legalIdKindChoose: "Choose a kind",
  legalIdKindName: {
    uscc: "Unified Social Credit Code (China)",
    lei: "LEI",
    eori: "EORI number",
    vat: "VAT number (EU, UK)",
    other: "Other number, such as a company number",
  },
  year: "First inventory year",
  yearHint: "A calendar year, 1 January to 31 December. You can open more years later.",
  boundaryTitle: "Organizational boundary",
  rulesSummary: (approach: string, gwpSet: string) =>
    `Rules for all figures: ${approach}, global warming potentials of ${gwpSet}`,
  approach: "Consolidation approach",
  approachHint: "One rule for the whole company (GHG Protocol, Corporate Standard, chapter 3).",
  approachText: {
    operational_control:
      "Includes all emissions of the sites where your company sets the operating policies, regardless of ownership. The most common choice.",
    financial_control:
      "Includes all emissions of the sites whose financial and operating policies your company can direct for its own benefit.",
    equity_share: "Includes each site in proportion to your equity share, such as 60% of a joint venture.",
  },
  gwpSet: "Global warming potentials",
  gwpHint: "How many kilograms of CO₂ equal one kilogram of another gas over 100 years.",
  gwpText: {
    "AR6-2": "IPCC Sixth Assessment Report, with the corrected value of SF₆ (24,300 instead of 25,200).",
    AR6: "IPCC Sixth Assessment Report, 2021, as printed. Choose these unless a programme requires others.",
    AR5: "IPCC Fifth Assessment Report, 2014. Used for UK reporting and the transparency framework of the Paris Agreement.",
    "AR5-CCF":
      "IPCC Fifth Assessment Report with climate-carbon feedbacks. Only for programmes that require these values.",
    AR4: "IPCC Fourth Assessment Report, 2007. Only for programmes that still require these values.",
  },
  create: "Create organization",

  fault: {
    stale: "Someone changed these settings after you opened the page. Check the history below, then save again.",
    name_missing: "Enter the name in at least one language.",
    workspace_name_missing: "Enter a workspace name.",
    too_long: "This text is too long. Shorten it.",
    text_forbidden: "This text contains invisible control characters. Type it again without them.",
    choice_missing: "Choose an option.",
    number_kind: "Choose the kind of registration number.",
    ...numberFault,
    year_invalid: "Enter a four-digit year from 2000 to 2100.",
  },

  settingsTitle: "Settings",
  settingsAbout: "Company details for reports, and calculation rules.",
  identityTitle: "Company",
  addressEn: "Address in English",
  addressZh: "Address in Chinese",
  descriptionEn: "Company description in English",
  descriptionZh: "Company description in Chinese",
  descriptionHint: "Two or three sentences: products, sites, employees. ISO 14064-1 requires it in every report.",
  responsibleTitle: "Responsible person",
  responsibleAbout: "Responsible for the inventory and named in the report.",
  responsibleName: "Name",
  responsibleRole: "Position",
  roleChoose: "Choose",
  roleOther: "Another position",
  roleTyped: "Title of the position",
  roleTypedHint: "Printed as typed. Enter it in each language of the report.",
  responsibleContact: "Email or phone",
  rulesTitle: "Calculation rules",
  fallback: "No factor published for the year",
  fallbackText: {
    official_grid:
      "Grid factors are published one to three years late. The latest earlier release is used and disclosed on each line and in the report. Other factors from another year are reported as missing.",
    none: "The rows are reported as missing. A factor from another year is never used automatically.",
    latest_earlier:
      "For every factor, the latest earlier release is used and disclosed on each line and in the report.",
  },
  fallbackName: {
    official_grid: "Use the latest earlier release for grid factors only",
    none: "Report it as missing",
    latest_earlier: "Use the latest earlier release for all factors",
  },
  saved: "Saved.",
  readOnly: "Only owners and admins can change these settings.",

  formerMember: "Former member",

  overview: {
    title: (year: string) => `Emissions in ${year}`,
    titlePeriod: (start: string, end: string) => `Emissions, ${start} to ${end}`,
    about: (approach: string, missing: number) =>
      missing === 0
        ? `${approach} · no months missing`
        : `${approach} · ${missing} ${missing === 1 ? "month" : "months"} missing`,
    targetTitle: "Against the target",
    targetLine: "Issued figure and path of the year",
    breakdown: {
      sources: "Largest sources",
      facilities: "By facility",
      categories: "By category",
      name: "Name",
      count: (shown: number, all: number) => `${shown} of ${all}`,
      against: (year: string) => `Against ${year}`,
    },
    measures: {
      intensity: "Emission intensity",
      per: (unit: string) => `per ${unit}`,
      change: (percent: string, year: string) => `${percent}% compared with ${year}`,
      noIntensity: "Enter your output, revenue or number of employees to see emissions per unit.",
      toChecklist: "Enter the number",
      quality: "Data quality",
      primary: "Primary data",
      uncertainty: "Uncertainty",
      notStated: "not stated",
      toQuality: "View data quality",
    },
    download: {
      label: (format: string, chart: string) => `${format}: download “${chart}”`,
      months: "Emissions by month",
      failed: "The PNG could not be made. Download the SVG.",
      title: (chart: string, year: string) => `${chart}, ${year}`,
      about: (organization: string) => `${organization} · tCO₂e, location-based`,
      source: (when: string) => `Source: calculation of ${when}. A calculation is not an issued report.`,
      facility: "Facility",
      category: "Category",
      tonnes: "tCO2e, location-based",
      sharePercent: "Share of the total, %",
      changePercent: (year: string) => `Change against ${year}, %`,
      month: "Month",
      total: "Total",
    },
    record: "Enter data",
    import: "Import",
    total: "Total to date (location-based)",
    marketTotal: "Market-based",
    change: (percent: string) => `${percent}%`,
    against: (year: string, total: string) => `compared with ${year}: ${total}`,
    asOf: (when: string) => `Calculated ${when}.`,
    noDataTitle: (year: string) => `No data for ${year} yet`,
    noDataReason: "Upload your ledger or workbook. You check every row before it is saved.",
    toSheet: "Open the sheet",
    toBills: "Enter bills",
    noRunTitle: "No total yet",
    noRunReason:
      "The first calculation gives a total. It takes a few seconds, does not change your data, and lists every record without a factor.",
    runIssuesTitle: (count: number) =>
      count === 1
        ? "1 record must be fixed before a total is shown"
        : `${count} records must be fixed before a total is shown`,
    runIssuesReason:
      "No record is left out or counted as zero. The total appears when every record has a factor and unit.",
    toInventory: "Open inventory",
    toIssues: "View errors",
    chartTitle: (year: string) => `Emissions by month, ${year}`,
    completeness: "Completeness",
    completenessCount: (done: number, all: number) => `${done} of ${all} months complete`,
    coverage: (covered: string, due: string, share: string, estimated: string) =>
      `Records cover ${covered} of ${due} days (${share})${estimated ? `. ${estimated} of these have estimates only` : ""}.`,
    completenessCaption: (year: string) => `Activity data ${year} by source and month`,
    noSourcesTitle: "Add emission sources",
    noSourcesReason:
      "Add facilities and their emission sources: fuels, electricity, refrigerants, freight, travel, materials. This map then shows which months lack data. Verifiers check that first.",
    noInventoryTitle: "Open an inventory year",
    noInventoryReason: "A report covers the emissions of one year. Open the year you want to report on.",
    toInventories: "Open year",
    lastReport: "Latest report",
    noReport: "No report issued yet. A report is a numbered, signed PDF that anyone can verify by its number.",
    issuedOn: (day: string) => `Issued ${day}`,
    month: (number: number) =>
      ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][number - 1] ??
      String(number),
    shortMonth: (number: number) => String(number),
    facilities: "Facilities",
    sources: "Sources",
  },
};

export default organization;
