const organization = {
  listTitle: "Organizations",
  yearDetail: (year: string) => `Year ${year}`,
  listAbout: "The companies whose emissions you record.",
  add: "New organization",
  firstTitle: "Begin with your company",
  firstReason:
    "An organization is the legal entity whose emissions are counted. Buyers, banks and customs ask for a total that belongs to a named company, so everything you record starts here.",
  name: "Name",
  role: "Your role",
  roleName: {
    owner: "Owner",
    admin: "Administrator",
    editor: "Editor",
    reviewer: "Reviewer",
    billing: "Billing",
    viewer: "Viewer",
  },

  newTitle: "New organization",
  newAbout: "You can change all of this later, until a report has been issued with it.",
  workspaceTitle: "Workspace",
  workspaceName: "Workspace name",
  workspaceHint:
    "Your own company or consultancy. All members, invited people, clients and partners see this name. You can rename it in the workspace settings.",
  nameEn: "Name in English",
  nameZh: "Name in Chinese",
  nameHint: "At least one. A report carries both names.",
  legalId: "Registration number",
  legalIdHint: "Such as the Unified Social Credit Code or a company number. Printed on reports.",
  year: "First inventory year",
  yearHint: "A calendar year, 1 January to 31 December. More years can be opened later.",
  boundaryTitle: "What belongs to the inventory",
  approach: "Consolidation approach",
  approachHint: "One rule for the whole company (GHG Protocol, Corporate Standard, chapter 3).",
  approachText: {
    operational_control:
      "Counts all emissions of the sites where your company sets the operating rules, whoever owns them. The usual choice.",
    financial_control:
      "Counts all emissions of the sites whose financial and operating policies your company can direct for its own gain.",
    equity_share: "Counts each site in proportion to your share of its equity, such as 60 % of a joint venture.",
  },
  gwpSet: "Global warming potentials",
  gwpHint: "How many kilograms of CO₂ one kilogram of another gas counts for over 100 years.",
  gwpText: {
    AR6: "Sixth Assessment Report of the IPCC, 2021. The newest values; choose these unless a programme asks for others.",
    AR5: "Fifth Assessment Report, 2014. Used by UK reporting and the Paris Agreement's transparency framework.",
    "AR5-CCF": "Fifth Assessment Report with climate-carbon feedbacks. Only where a programme names them.",
    AR4: "Fourth Assessment Report, 2007. Only for programmes that still ask for it.",
  },
  create: "Create organization",

  fault: {
    stale: "Somebody changed these settings meanwhile. Look at the history below, then save yours again.",
    name_missing: "Give the name in at least one language.",
    workspace_name_missing: "Enter a name for the workspace.",
    too_long: "This text is too long. Shorten it.",
    text_forbidden: "This text contains invisible control or direction characters. Type it again without them.",
    choice_missing: "Choose one.",
    year_invalid: "Enter a year with four digits, 2000 to 2100.",
  },

  settingsTitle: "Settings",
  settingsAbout: "What a report says about your company, and the rules of the calculation.",
  identityTitle: "Company",
  addressEn: "Address in English",
  addressZh: "Address in Chinese",
  descriptionEn: "What the company does, in English",
  descriptionZh: "What the company does, in Chinese",
  descriptionHint: "Two or three sentences: products, sites, employees. ISO 14064-1 asks for it in every report.",
  responsibleTitle: "Responsible person",
  responsibleAbout: "Answers for the inventory and is named in the report.",
  responsibleName: "Name",
  responsibleRole: "Position",
  responsibleContact: "E-mail or telephone",
  rulesTitle: "Rules of the calculation",
  fallback: "When no factor is published for the year",
  fallbackText: {
    official_grid:
      "Grid factors are published one to three years late: use the latest earlier release, and disclose it on each line and in the report. Other factors of another year are reported as missing.",
    none: "Report the rows as missing. A factor of another year is never used on its own.",
    latest_earlier: "For every factor, use the latest earlier release, and disclose it on each line and in the report.",
  },
  fallbackName: {
    official_grid: "Use the latest earlier release for grid factors only",
    none: "Report it as missing",
    latest_earlier: "Use the latest earlier release for all factors",
  },
  saved: "Saved.",
  readOnly: "Only owners and administrators change these settings.",

  formerMember: "Former member",

  overview: {
    title: (year: string) => `Emissions in ${year}`,
    titlePeriod: (start: string, end: string) => `Emissions, ${start} to ${end}`,
    about: (approach: string, missing: number) =>
      missing === 0
        ? `${approach} · no month missing`
        : `${approach} · ${missing} ${missing === 1 ? "cell" : "cells"} missing`,
    record: "Record data",
    import: "Import",
    total: "Total so far (location-based)",
    marketTotal: "Market-based",
    change: (percent: string) => `${percent} %`,
    against: (year: string, total: string) => `against ${year}: ${total}`,
    asOf: (when: string) => `Calculated ${when}.`,
    noRunTitle: "No total yet",
    noRunReason:
      "The total appears after the first calculation. It takes a few seconds, changes nothing you entered, and names every record that lacks a factor.",
    runIssuesTitle: (count: number) =>
      count === 1 ? "One record stands in the way of a total" : `${count} records stand in the way of a total`,
    runIssuesReason:
      "Nothing is left out or counted as zero: a total is shown once every record has its factor and unit.",
    toInventory: "Open the inventory",
    toIssues: "See what is missing",
    chartTitle: (year: string) => `Emissions by month, ${year}`,
    completeness: "Completeness",
    completenessCount: (done: number, all: number) => `${done} of ${all} cells complete`,
    coverage: (covered: string, due: string, share: string, estimated: string) =>
      `${covered} of ${due} days have a record (${share})${estimated ? `; ${estimated} of these rest on estimates alone` : ""}.`,
    completenessCaption: (year: string) => `Activity data of ${year}, by source and month`,
    noSourcesTitle: "What emits at your sites?",
    noSourcesReason:
      "Add facilities and their emission sources: fuels, electricity, refrigerants, freight, travel, materials. Then this map shows which months still lack data, which is the first thing a verifier asks.",
    noInventoryTitle: "Open an inventory year",
    noInventoryReason: "A report states the emissions of one year. Open the year you want to report on.",
    toInventories: "Open a year",
    tasks: "Next steps",
    tasksDone: "Nothing waits.",
    task: {
      facilities: { title: "Add your facilities", about: "Where emissions arise" },
      sources: { title: "Add emission sources", about: "What emits, and its factor" },
      records: { title: "Record activity data", about: "Type it or import a CSV file" },
      missing: { title: "Fill the missing months", about: "See the map of completeness" },
      run: { title: "Calculate the inventory", about: "Applies the factors to the records" },
      rerun: { title: "Calculate again", about: "Data changed since the last calculation" },
      issues: { title: "Resolve what has no factor", about: "Named line by line in the inventory" },
      checklist: { title: "Go through the report's checklist", about: "A report needs every item, in both languages" },
      report: { title: "Issue the report", about: "Numbered, signed, open to anyone's check" },
    },
    lastReport: "Last report",
    noReport: "None issued yet. A report is a numbered, signed PDF that anyone can check by its number.",
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
