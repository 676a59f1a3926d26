import lookUp from "#app/verify/look-up.en.ts";

const marketing = {
  ...lookUp,
  title: "Greenhouse gas reports that anyone can verify",
  description:
    "Record activity data in Chinese or English, calculate with published factors, and issue a report in which every number carries its origin and can be recomputed by anyone.",
  headline: "Carbon figures your buyer can check without you.",
  lead: "Enter bills and fuel in Chinese or English. Issue a greenhouse gas report in which every number carries its origin and can be recomputed by anyone.",
  verifyTitle: "Verify a report",
  verifyNote: "No account needed. The number is on the first page, beside the QR code.",
  sampleCoverLabel:
    "First page of a sample report: Greenhouse gas inventory statement of Sample Precision Co., Ltd. for 2025, 16,793.42 tonnes CO₂e, with totals by scope, a QR code and a seal.",
  howTitle: "How it works",
  step1: {
    title: "Type or paste what you used",
    text: "A grid that behaves like a spreadsheet. Every row shows its emissions as you type, and says what is wrong in the cell where it is wrong.",
    picture: "Drawing of a grid: electricity, natural gas, steam and diesel, each with its quantity and its tonnes.",
  },
  step2: {
    title: "Every figure opens",
    text: "Quantity, conversion, factor and GWP, each with its source down to the table. Exact decimals, rounded once.",
    picture:
      "Drawing of an opened figure: 41,280 cubic metres times 38.931 megajoules times 56.1 kilograms per gigajoule times a GWP of 1 is exactly 90.156721248 tonnes of CO₂, each with its source.",
  },
  step3: {
    title: "Anyone can check it",
    text: "Seven checks by number or by file, with us or offline. One changed digit is named.",
    picture: "Drawing of checks of file, signature, public log, status and totals, all passed, beside a seal.",
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
  exporters: {
    title: "For exporters",
    text: "One data set, two languages: the report for your buyer, without learning a factor database.",
    link: "Start with your electricity bill",
  },
  consultants: {
    title: "For consultants",
    text: "Many organizations in one workspace. A missing factor stops the issue instead of becoming a zero.",
    link: "Open a workspace",
  },
  buyers: {
    title: "For buyers",
    text: "Type the number or drop the file: the totals are computed again in your own browser, without an account.",
    link: "Check a report",
  },
};

export default marketing;
