import type { DisclosureReason } from "#app/proof/disclosure/check-disclosure.ts";

type Facts = Record<string, string>;

/** What a company keeps from buyers: marks on sources, the choice at issue, what is given away later. */
const outcome: Record<DisclosureReason, (facts: Facts, why: string) => string> = {
  line_holds: ({ line }) =>
    `Line ${line}: the disclosed content matches the issuer's signature, and its inputs give exactly the signed result.`,
  line_is_signed: ({ line }) =>
    `Line ${line}: the disclosed content matches the issuer's signature. Its result was not recalculated. That requires the inputs and the report file.`,
  line_differs: ({ line }) =>
    `Line ${line}: the disclosed content is signed, but its inputs do not give the signed result.`,
  package_holds: ({ lines }) =>
    `Full package: all ${lines} lines were recalculated. With the report's redactions applied, the data match the report byte for byte.`,
  package_differs: ({ pointer, stated, recomputed }) =>
    `Full package: ${pointer} is “${stated}” in the package, but the lines give “${recomputed}”.`,
  refused: (_, why) => `The disclosure is not valid: ${why}.`,
  report_fails: () => "The disclosure can't be checked, because the proofs of the report itself are not valid.",
};

const withholding = {
  parts: { names: "Names", evidence: "Evidence", inputs: "Inputs" },
  outcome,
  source: {
    title: "Confidentiality",
    open: "Reports show this source in full.",
    confidential: "Confidential. When you issue a report, you choose what the public copy leaves out for this source.",
    mark: "Mark as confidential",
    unmark: "Remove confidential mark",
    chip: "Confidential",
  },
  issue: {
    legend: "What customers see of confidential sources",
    none: "No source is marked as confidential, so the report shows every line in full. To redact lines, mark their source as confidential on its page.",
    sources: (count: number) =>
      count === 1 ? "1 source is marked as confidential." : `${count} sources are marked as confidential.`,
    choices: { nothing: "Everything", names: "Redact names and evidence", inputs: "Results only" },
    about: {
      nothing: "Every line with its name, inputs, factor and evidence.",
      names:
        "Suppliers, descriptions, references and files are redacted. Quantities and factors stay, so anyone can recalculate every line.",
      inputs:
        "Quantities, factors and instruments are redacted too. The exact results stay, so all totals can be recalculated. For these lines, readers rely on your signature. Anyone who guesses a factor can derive the quantity from the result.",
    },
    limits:
      "Redacted content appears nowhere in the report, its data, its page or the log. Facility number, category, period and result of each line stay visible. You can disclose single lines later, with proof. Your verifier gets the complete document.",
    preview: "Preview customer view",
    openSources: "Open sources",
  },
  preview: {
    title: "Customer view",
    about: (inputs: number, names: number, of: number) =>
      `Of ${of} lines, ${names} have redacted names and ${inputs} have redacted inputs. Nothing is issued yet.`,
    none: "Nothing is redacted. No line of this calculation comes from a confidential source.",
    line: "Line",
    shown: "Customers see",
    kept: "Redacted",
    result: "tCO₂e",
    draft: "Draft PDF as customers see it",
    more: (shown: number, of: number) => `First ${shown} of ${of} lines`,
  },
  report: {
    title: "Redacted lines",
    none: "This report shows every line in full.",
    about: (lines: number, level: "names" | "inputs") =>
      level === "names"
        ? `The public copy redacts names and evidence of ${lines} ${lines === 1 ? "line" : "lines"}.`
        : `The public copy redacts names, evidence and inputs of ${lines} ${lines === 1 ? "line" : "lines"}.`,
    disclose: "Disclose a line",
    discloseAbout:
      "Creates a file for someone you allow to see this line. The file can be verified against the signed report and reveals no other line. Anyone who has the file can pass it on.",
    line: "Line",
    lines: (first: string, count: number) =>
      count > 12 ? `Redacted: ${first} … (${count} in total)` : `Redacted: ${first}`,
    parts: "What to disclose",
    download: "Create file",
    full: "Full package",
    fullAbout:
      "The complete inventory document with the secret that reveals every line. Only for you and your verifier. Each download is recorded.",
    fullDownload: "Download full package",
  },
};

export default withholding;
