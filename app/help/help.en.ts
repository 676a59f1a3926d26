import type { HelpArea } from "./help-area.ts";

/** What a page is, and what to do on it. */
const areas: Record<HelpArea, { what: string; next: string }> = {
  overview: {
    what: "This page shows the emissions of one year: the total, where they come from, and which months have no data.",
    next: "Follow the next step on the left. Open a source, facility or category to see its records.",
  },
  start: {
    what: "A few questions about your company propose facilities, emission sources, factors and tasks.",
    next: "Answer the questions, check each proposal, then create what you need. You can undo it.",
  },
  facilities: {
    what: "Facilities are your sites: factories, offices, warehouses. Every emission source belongs to one.",
    next: "Add each site in your boundary with its country and grid region. The region decides which electricity factor fits.",
  },
  sources: {
    what: "An emission source is something that causes emissions, such as a boiler, a meter or a purchased material.",
    next: "Add a source for each fuel, meter, material and route. Give it a unit and a factor.",
  },
  records: {
    what: "Activity records are the figures from your bills and meters, by source and period.",
    next: "Enter a quantity for each month, or import a file. Then submit the records for review.",
  },
  import: {
    what: "An import reads records from an Excel or CSV file. Nothing is saved before you confirm it.",
    next: "Choose the file, check how its columns were read, correct the marked rows, then import.",
  },
  requests: {
    what: "A data request asks a colleague or supplier for figures by a link. They need no account.",
    next: "Choose sources and months, send the link, then check the answers and accept or return them.",
  },
  review: {
    what: "A second person checks records here before they count as approved.",
    next: "Compare each record with its evidence. Approve it, or return it with a reason. Lock periods that are done.",
  },
  tasks: {
    what: "Tasks show who enters which months of which source, and by when.",
    next: "Assign months to people with a due date. A task closes when its months have records.",
  },
  evidence: {
    what: "Evidence is the files behind the records: bills, meter photos, contracts.",
    next: "Upload files and attach them to records. The list of records without evidence shows what is missing.",
  },
  instruments: {
    what: "This register holds green certificates and electricity contracts for the market-based figure.",
    next: "Add each contract or certificate, then allocate its quantity to the electricity of a facility.",
  },
  factors: {
    what: "Custom factors are your own emission factors, such as those of a supplier.",
    next: "Enter the value with its publisher and document. Another person approves a factor before records use it.",
  },
  policy: {
    what: "The factor policy states what happens when no factor fits the year or country of a record.",
    next: "Choose the rules and give your reason. The report prints both.",
  },
  calculations: {
    what: "An inventory holds the emissions of one year. Each calculation is kept with its data, factors and results.",
    next: "Calculate, fix the listed errors, then look at lines and data quality. Prepare a report from a current calculation.",
  },
  baseYear: {
    what: "The base year is the year that later years are compared with.",
    next: "Choose the year and the recalculation threshold. Recalculate when a structural change exceeds it.",
  },
  targets: {
    what: "A target states by how much emissions are to fall until a year. Progress comes from issued reports only.",
    next: "Set a base year, a target year and a reduction. Then add measures with owner, year and effect.",
  },
  reports: {
    what: "A report is a numbered, signed PDF of one calculation. Anyone can check whether it is authentic.",
    next: "Complete the checklist, look at the draft, then issue the report. An issued report never changes.",
  },
  checklist: {
    what: "The checklist shows which requirements of the standard the report meets, and which are open.",
    next: "Answer each open item. Once none is open, the report can be issued here.",
  },
  completeness: {
    what: "This table shows which categories each facility covers, and which are left out.",
    next: "Give a reason for each category without records. The report prints these reasons.",
  },
  plausibility: {
    what: "This page compares figures with other months, years and output, and points out unusual ones.",
    next: "Check each hint. Correct the record, or explain why the figure is right.",
  },
  assurance: {
    what: "Verifiers and their statements are kept here. Without a statement on record, a report is not verified.",
    next: "Invite a verification body, answer its findings, then record its statement.",
  },
  consultancies: {
    what: "A consultancy can work on your data with the rights that you grant.",
    next: "Check who has access, and end it when the work is done.",
  },
  trail: {
    what: "The history lists who changed what, and when. Entries can't be edited.",
    next: "Filter by person, date or kind to find a change. Download the list for an audit.",
  },
  members: {
    what: "Members are the people who can see or change this organization, each with a role.",
    next: "Invite people and choose a role. The person who enters a record can't approve it.",
  },
  settings: {
    what: "Settings hold the legal name, the organizational boundary and the rules of the calculation.",
    next: "Check the details before the first report. They are printed on it.",
  },
  looks: {
    what: "Here you choose how reports look, and whether they are listed publicly.",
    next: "Add your logo and colour, and decide on the listing. Issued reports keep their look.",
  },
  apiKeys: {
    what: "An API key lets another program read or write the data of this organization.",
    next: "Create a key with the smallest rights that suffice, and revoke it when it is no longer used.",
  },
};

export default {
  open: "About this page",
  what: "What is this?",
  next: "What do I do here?",
  terms: "Terms",
  areas,
};
