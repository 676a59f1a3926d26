import type { BillState, Energy } from "./bill.ts";

const bill = {
  title: "Read from this file",
  about:
    "These values were read from the text of the file. Compare each one with the document. Nothing is saved until you save the records.",
  states: {
    read: "Read",
    needs_entry: "Needs your entries",
    scanned: "Scanned",
    no_text: "No text",
    not_a_bill: "Not recognized as a bill",
  } satisfies Record<BillState, string>,
  explained: {
    read: "Meter, period and quantity were found. Choose the source and check the values.",
    needs_entry: "Some values are missing or have several readings. Enter them from the document.",
    scanned: "The pages are pictures without text. Enter the values from the document.",
    no_text: "The pages contain no text. Enter the values from the document.",
    not_a_bill: "No bill was recognized in the text. Enter the values from the document.",
  } satisfies Record<BillState, string>,
  refused: {
    unknown_format: "The content is neither a PDF, an OFD document nor an invoice in XML.",
    damaged: "The file is incomplete or damaged, so it can't be read. Get a new copy from its sender.",
    protected: "The file has a password, so it can't be read. Save a copy without a password.",
    too_large: "The file has more content than a bill, so it can't be read. Enter the values from the document.",
    document_type:
      "The XML declares a document type, so it can't be read. Get the original file from the tax platform.",
    missing: "The file storage doesn't have this file at the moment. Try again later, or ask the operator.",
    busy: "Other files are being read. Reload this page in a minute, or enter the values from the document.",
    too_hard: "The file takes too long to read. Enter the values from the document.",
  } as Record<string, string>,
  problems: {
    sums_differ: "The items don't add up to the total of the invoice. Check each amount.",
    credit_note: "The total is negative: this invoice reverses another one.",
    several_lines:
      "Several items are of one kind. Enter parts of one consumption, such as peak and valley. Leave out charges that repeat a quantity.",
    data_differs: "The data in the file and its printed page differ. Both values are listed.",
    other_goods: "No item is electricity, gas, water, heat or fuel.",
    some_scanned: "Some pages are pictures without text. Look at them yourself.",
    pages_left_out: "The file has more than 40 pages. The others were not read.",
  } as Record<string, string>,
  attached: (count: string) =>
    `This file is already attached to records or periods (${count}). Check that the bill is new.`,
  fields: {
    seller: "Seller",
    number: "Number",
    issuedOn: "Date",
    meter: "Meter or account",
    period: "Period",
    total: "Total",
    estimated: "Estimated",
  },
  item: (number: string, name: string) => (name === "" ? `Consumption ${number}` : `Item ${number}: ${name}`),
  energy: { electricity: "Electricity", gas: "Gas", water: "Water", heat: "Heat", fuel: "Fuel" } satisfies Record<
    Energy,
    string
  >,
  missing: "Not found",
  several: "Several readings",
  onPage: (page: string) => `Page ${page}`,
  ofData: "Data of the file",
  document: "Text of the document",
  documentAbout:
    "The text of the file at its places, without pictures, lines and stamps. Open the file to see all of it.",
  page: (number: string) => `Page ${number}`,
  note: (number: string, page: string, raw: string) =>
    number === "" ? `Page ${page}: ${raw}` : `Bill ${number}, page ${page}: ${raw}`,
};

export default bill;
