import type { DisclosureReason } from "#app/proof/disclosure/check-disclosure.ts";

type Facts = Record<string, string>;

/** What a company keeps from buyers: marks on sources, the choice at issue, what is given away later. */
const outcome: Record<DisclosureReason, (facts: Facts, why: string) => string> = {
  line_holds: ({ line }) =>
    `Line ${line}: what is disclosed is what the issuer signed, and its inputs give exactly the signed result.`,
  line_is_signed: ({ line }) =>
    `Line ${line}: what is disclosed is what the issuer signed. Its result was not calculated again: that needs the inputs and the report itself.`,
  line_differs: ({ line }) =>
    `Line ${line}: what is disclosed was signed, but its inputs do not give the signed result.`,
  package_holds: ({ lines }) =>
    `Full package: all ${lines} lines calculated again, and leaving out what the report leaves out gives its data byte for byte.`,
  package_differs: ({ pointer, stated, recomputed }) =>
    `Full package: ${pointer} states “${stated}”; the lines give “${recomputed}”.`,
  refused: (_, why) => `The disclosure does not hold: ${why}.`,
  report_fails: () => "The disclosure can't be checked: the report's own proofs do not hold.",
};

const withholding = {
  parts: { names: "Names", evidence: "Evidence", inputs: "Inputs" },
  outcome,
  source: {
    title: "Confidentiality",
    open: "Reports show this source in whole.",
    confidential: "Confidential: when a report is issued you choose what its public copy leaves out of this source.",
    mark: "Mark as confidential",
    unmark: "No longer confidential",
    chip: "Confidential",
  },
  issue: {
    legend: "What buyers see of confidential sources",
    none: "No source is marked as confidential; the report shows every line in whole. Mark a source on its page to leave parts of it out.",
    sources: (count: number) =>
      count === 1 ? "1 source is marked as confidential." : `${count} sources are marked as confidential.`,
    choices: {
      nothing: "Everything",
      names: "Without names and evidence",
      inputs: "Results only",
    },
    about: {
      nothing: "Every line with its name, inputs, factor and evidence.",
      names:
        "Suppliers, descriptions, references and files are left out; quantities and factors stay, and everyone recomputes all lines.",
      inputs:
        "Quantities, factors and instruments are left out too. The exact results stay, so that all totals can be recomputed; for these lines they are your signed word. Whoever guesses the factor can work out the quantity from the result.",
    },
    limits:
      "What is left out is in no part of the report, its data, its page or the log. Facility number, category, period and result of each line stay. You can disclose single lines later, with proof; your verifier gets the whole document.",
    preview: "See what buyers will see",
    openSources: "Open the sources",
  },
  preview: {
    title: "What buyers see",
    about: (inputs: number, names: number, of: number) =>
      `Of ${of} lines, ${names} without names and ${inputs} without inputs. Nothing is issued yet.`,
    none: "Nothing is left out with this choice: no line of the run comes from a confidential source.",
    line: "Line",
    shown: "Buyers see",
    kept: "Left out",
    result: "t CO₂e",
    draft: "Draft PDF as buyers see it",
    more: (shown: number, of: number) => `The first ${shown} of ${of} lines.`,
  },
  report: {
    title: "Withheld lines",
    none: "This report shows every line in whole.",
    about: (lines: number, level: "names" | "inputs") =>
      level === "names"
        ? `The public copy leaves out names and evidence of ${lines} ${lines === 1 ? "line" : "lines"}.`
        : `The public copy leaves out names, evidence and inputs of ${lines} ${lines === 1 ? "line" : "lines"}.`,
    disclose: "Disclose a line",
    discloseAbout:
      "Makes a file for somebody who may see this line. It proves itself against the signed report and says nothing of any other line. Who has the file can pass it on.",
    line: "Line",
    lines: (first: string, count: number) =>
      count > 12 ? `Withheld: ${first} … (${count} in all)` : `Withheld: ${first}`,
    parts: "What to disclose",
    download: "Make the file",
    full: "Full package",
    fullAbout:
      "The whole inventory document with the secret that opens every line. For yourself and your verifier only; each download is recorded.",
    fullDownload: "Download the full package",
  },
};

export default withholding;
