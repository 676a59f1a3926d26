import operation from "./method-operation.en.ts";
import valueChain from "./method-value-chain.en.ts";

/** What a person reads of a method: its name, what it makes, and the names of its inputs, steps and choices. */
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
    edit: "Record by method",
    lead: "Where no meter or bill gives the quantity, a published method works it out from what is known. Inputs and formula stay with the record and stand in the report.",
    source: "Emission source",
    chooseSource: "Choose a source",
    method: "Method",
    chooseMethod: "Choose a method",
    next: "Continue",
    noMethods: "No method is published for the category of this source. Enter its quantity in the sheet.",
    noSources: "There is no emission source yet. Add one first.",
    inputs: "Inputs",
    published: (source: string) => `Published in: ${source}`,
    quantity: "Quantity",
    unit: "Unit",
    value: "Value",
    valueSource: "Source of the value",
    row: (number: string) => `Row ${number}`,
    addRow: "Add a row",
    removeRow: (number: string) => `Remove row ${number}`,
    choose: "Choose",
    check: "Calculate",
    save: "Save record",
    result: "Result",
    resultLead: "Nothing is saved yet. Check the figures, then save the record.",
    back: "Back to the sheet",
    stale:
      "The record was changed by somebody else in the meantime. Your inputs are below; save again to put them on top.",
    fractionHint: "0 to 1; 60 % is 0.6. Fractions such as 1/3 stay exact.",
    numberHint: "Digits with a point; fractions such as 1/3 stay exact.",
  },
};

export default method;
