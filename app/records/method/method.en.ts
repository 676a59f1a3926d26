import operation from "./method-operation.en.ts";
import valueChain from "./method-value-chain.en.ts";

/** The texts of a method: title, description, and labels of its inputs, steps and choices. */
export interface MethodWords {
  title: string;
  about: string;
  fields: Record<string, string>;
  steps: Record<string, string>;
  choices: Record<string, Record<string, string>>;
}

const method = {
  /** One entry for each method, by its name. */
  words: { ...operation, ...valueChain },
  page: {
    title: "Enter by method",
    edit: "Record from method",
    lead: "If no meter or bill gives the quantity, use a published method to calculate it. Inputs and formula are kept with the record and shown in the report.",
    source: "Emission source",
    chooseSource: "Choose a source",
    method: "Method",
    chooseMethod: "Choose a method",
    next: "Continue",
    noMethods: "No published method covers the category of this source. Enter its quantity in the sheet.",
    noSources: "There are no emission sources yet. Add one first.",
    inputs: "Inputs",
    published: (source: string) => `Source: ${source}`,
    quantity: "Quantity",
    unit: "Unit",
    value: "Value",
    valueSource: "Source of the value",
    row: (number: string) => `Row ${number}`,
    addRow: "Add row",
    removeRow: (number: string) => `Remove row ${number}`,
    choose: "Choose",
    check: "Calculate",
    save: "Save record",
    result: "Result",
    resultLead: "Nothing is saved yet. Check the figures, then save the record.",
    back: "Back to sheet",
    stale:
      "Someone else changed this record after you opened it. Your inputs are below. Save again to replace the other version.",
    fractionHint: "0 to 1, so 60% is 0.6. Fractions such as 1/3 stay exact.",
    numberHint: "Use a decimal point. Fractions such as 1/3 stay exact.",
  },
};

export default method;
