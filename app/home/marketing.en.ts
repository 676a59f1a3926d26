import lookUp from "#app/verify/look-up.en.ts";

const marketing = {
  ...lookUp,
  title: "Greenhouse gas reports that anyone can verify",
  description:
    "Record activity data in Chinese or English and calculate with published emission factors. Issue a report that shows the source of every number, so anyone can recalculate it.",
  headline: "Carbon figures your customers can verify themselves.",
  lead: "Enter bills and fuel use in Chinese or English. Issue a greenhouse gas report that shows the source of every number. Anyone can recalculate it.",
  verifyTitle: "Verify a report",
  verifyNote: "No account needed. The report number is on the first page, next to the QR code.",
  sampleCoverLabel:
    "First page of a sample report: GHG inventory report of Sample Precision Co., Ltd. for 2025. Total 16,793 tonnes CO₂e, with totals by scope and a QR code. Self-declared.",
  howTitle: "How it works",
  step1: {
    title: "Type or paste what you used",
    text: "The grid works like a spreadsheet. Each row shows its emissions as you type, and errors appear in the cell they concern.",
    picture: "Illustration: a grid with electricity, natural gas, steam and diesel, each with its quantity and tonnes.",
  },
  step2: {
    title: "Open any figure",
    text: "See the quantity, conversion, factor and GWP. Each shows its source down to the table. Decimals are exact and rounded only once.",
    picture:
      "Illustration: an opened figure. 41,280 m³ × 38.931 MJ × 56.1 kg/GJ × GWP 1 = 90.156721248 tonnes of CO₂, exactly. Each value shows its source.",
  },
  step3: {
    title: "Anyone can verify it",
    text: "Seven checks by report number or by file, on our site or offline. They pinpoint even one changed digit.",
    picture:
      "Illustration: the checks of file, signature, public log, status and totals have all passed. A seal is next to them.",
  },
  picture: {
    source: "Source",
    quantity: "Quantity",
    electricity: "Electricity 电力",
    naturalGas: "Natural gas 天然气",
    steam: "Steam 蒸汽",
    diesel: "Diesel 柴油",
    invoice: "invoice 0311",
    exact: "CO2, exact",
    file: "File",
    signature: "Signature",
    log: "Public log",
    status: "Status",
    totals: "Totals",
  },
  costs: {
    title: "What it costs",
    about: (days: number) => `The first ${days} days are free. After that, a year costs this, without tax.`,
    notSold: "This installation sells no plans and sets no limits.",
    notSet: "The operator of this installation has not set prices yet.",
    limits: (organizations: number, seats: number) => `Up to ${organizations} organizations and ${seats} people`,
    perYear: (price: string) => `${price} a year`,
    signUp: "Create account",
  },
  exporters: {
    title: "For exporters",
    text: "One data set in two languages. Send your customers a report without learning a factor database.",
    link: "Start with your electricity bill",
  },
  consultants: {
    title: "For consultants",
    text: "Manage many organizations in one workspace. A missing factor blocks the report. It never counts as zero.",
    link: "Open a workspace",
  },
  buyers: {
    title: "For buyers",
    text: "Type the report number or drop the file. Your own browser recalculates the totals, and you need no account.",
    link: "Verify a report",
  },
};

export default marketing;
