import type { ContentLanguage } from "#app/encoding/language.ts";
import common from "#app/i18n/common.en.ts";
import order from "#app/trade/order/order.en.ts";

const states: Record<string, string> = order.states;

/** What an order still needs, as a sentence. */
function missing(code: string): string {
  if (code === "lift") return "The seller's billing staff can allow issuing on account.";
  if (code === "money") return "A payment was reversed, or a new amount is due.";
  return `The next step is “${states[code] ?? code}”.`;
}

const languages = { en: "English", zh: "Chinese", both: "Bilingual" };

const reportPage = {
  title: "Reports",
  about:
    "Issued reports never change. A newer version supersedes an older one publicly, and no report is ever deleted.",
  empty: {
    title: "No reports yet",
    reason:
      "Calculate the year, then issue its report. A report fixes the inventory, embeds its data in the PDF and gets a number that anyone can verify without an account.",
    action: "Go to inventory",
  },
  number: "Number",
  language: "Language",
  version: "Version",
  issued: "Issued",
  issuedFrom: "Issued from",
  issuedTo: "Issued to",
  state: "Status",
  prepare: (period: string) => `Prepare the ${period} report`,
  prepareAbout:
    "The answers of the reporting checklist are printed in the report under the name of the responsible person.",
  checklist: "Before it can be issued",
  ready: "Everything is complete. You can issue the report.",
  blockers: {
    disclosure_missing: (f: Record<string, string>) => `${f.item}: ${f.en}`,
    run_has_issues: (f: Record<string, string>) =>
      f.count === "1"
        ? "1 line has an issue. Fix it and calculate again."
        : `${f.count} lines have issues. Fix them and calculate again.`,
    run_is_empty: (_: Record<string, string>) =>
      "The inventory has no records. Enter or import records and calculate again.",
    records_not_approved: (f: Record<string, string>) =>
      f.count === "1"
        ? "1 record of the period is not approved. This organization reports approved data only. Decide on it under Review."
        : `${f.count} records of the period are not approved. This organization reports approved data only. Decide on them under Review.`,
    language_not_stated: (f: Record<string, string>) =>
      `The texts of the report are not stated for this edition: ${languages[f.language as keyof typeof languages] ?? f.language}. Choose the languages of the report on the checklist.`,
    release_not_confirmed: (_: Record<string, string>) =>
      "In this workspace a second person must confirm each report. Request its release on the Report page.",
    unprintable: common.unprintable,
    data_changed_since_run: (_: Record<string, string>) =>
      "Records or sources have changed since the last calculation. Calculate again.",
    name_held: (f: Record<string, string>) =>
      f.resembles === ""
        ? `The operator of this installation holds the name “${f.name}”. Ask the operator for the reason, or use another name.`
        : `The name “${f.name}” resembles ${f.resembles}, so the operator of this installation must release it first. Send the operator the name and proof that it is yours, or use another name.`,
    order_unpaid: (f: Record<string, string>) =>
      `The report can't be issued until order ${f.order} is paid. Its status is “${states[f.state!] ?? f.state}”. ${missing(f.missing!)} The draft remains available.`,
    order_hold: (f: Record<string, string>) =>
      `Under the engagement, the report can't be issued until order ${f.order} of ${f.seller} is paid, or until ${f.until} at the latest. ${f.seller} can allow it earlier. The draft remains available.`,
  },
  unprintable: {
    inLanguage: (field: string, language: ContentLanguage) => `${field} (${language === "en" ? "English" : "Chinese"})`,
    fields: {
      issuer: "Issuer name",
      brand: "First line of the cover",
      organization: "Organization",
      "organization.legalName": "Legal name of the organization",
      "organization.legalId": "Registration number of the organization",
      "organization.address": "Address of the organization",
      "organization.description": "Description of the organization",
      responsible: "Responsible person",
      "responsible.name": "Name of the responsible person",
      "responsible.role": "Role of the responsible person",
      "responsible.contact": "Contact of the responsible person",
      preparedBy: "Preparer of the report",
      boundary: "Description of the boundary",
      "boundary.facilities": "Name of a facility",
      "boundary.significance": "Significance criteria",
      "boundary.notSignificant": "Reason why a category is not significant",
      exclusions: "Exclusions",
      baseYear: "Base year",
      assurance: "Verification statement",
      selectionPolicy: "Rule for selecting factors",
      uncertainty: "Description of uncertainty",
      sourceReasons: "Reason for a source's method and factor",
      completeness: "Reason for a cell of the completeness matrix",
      china: "Answers for China",
      intensity: "Intensity",
      purpose: "Purpose of the report",
      intendedUsers: "Intended users",
      gapAnswers: "Explanation of months without records",
      ownFactorEvidence: "Evidence for a custom factor",
      "document.organization": "Name of the organization",
      "document.facilities": "Name of a facility",
      "document.sources": "Name of a source",
    },
  },
  openChecklist: "Open checklist",
  itemsMissing: (count: number) =>
    count === 1 ? "1 checklist item is missing." : `${count} checklist items are missing.`,
  openInventory: "Open inventory",
  openOrder: "Open order",
  issueIn: "Languages of the report",
  languagesOfTexts:
    "Texts are stated in one language. To issue the report in another, choose its languages on the checklist.",
  languageMissing: "Select at least one language.",
  confirm: {
    question: "Issue this report? Check what becomes public.",
    publicTitle: "Becomes public",
    organization: "Organization",
    number: "Registration number",
    issuer: "Issuer",
    responsible: "Responsible person",
    period: "Period",
    totals: "Totals",
    figures: (location: string, market: string) => `${location} tCO₂e location-based, ${market} tCO₂e market-based`,
    facilities: "Facilities",
    facilitiesMore: (names: string, more: number) => `${names} and ${more} more`,
    files: "Files",
    filesIn: (languages: string, count: number) =>
      count === 1 ? `One PDF: ${languages}` : `${count} PDFs under one number: ${languages}`,
    noFile: "No language selected yet. Select one above.",
    address: "Public page",
    addressOf: (address: string) => `${address} and the number, which is assigned on issue`,
    log: "Public log",
    logEntry:
      "A permanent entry that shows no name, number or figure. The log also shows the name of the issuer and its key, in another entry.",
    list: "Public list",
    listEntry: "Added to your public list of reports",
    isPublic:
      "Anyone with a number or its link can also download the inventory document with quantities and factors, and read the texts of the checklist.",
    verification: "Third-party verification",
    noStatement: "No statement. The report appears as not verified.",
    statement: {
      confirmed: (verifier: string) =>
        `The report carries the statement of ${verifier}, on the cover and the public page.`,
      procedures: (verifier: string) =>
        `The report carries the factual findings of ${verifier}, on the cover and the public page.`,
      reported: (verifier: string) =>
        `The statement of ${verifier} appears on the public page as not confirmed. No cover names it.`,
      against: (verifier: string) =>
        `The opinion of ${verifier} against these data appears on the public page. The report is not verified.`,
      disowned: (verifier: string) =>
        `${verifier} states that the reported statement is not from it. The report is not verified.`,
      opposed: (verifier: string) =>
        `The statement of ${verifier} appears on the public page. No cover names it, because another opinion opposes these data.`,
    },
    statementOfCopy: "If lines are left out, statements appear as about other data, and no cover names them.",
    withheld: "Confidential sources are left out as you chose above.",
    finalTitle: "Can't be undone",
    final: [
      "An issued report can't be edited or deleted. You can only withdraw or replace it.",
      "Its number is never used again, and its entry remains in the public log.",
      "All languages are replaced and withdrawn together. Another language needs a new version.",
      "Copies that others have downloaded remain with them.",
    ],
  },
  languages,
  separator: ", ",
  preview: "View draft (PDF)",
  previewIn: (language: string) => `Draft: ${language}`,
  issue: "Issue report",
  issueOff: "Complete the items above first.",
  mayNotIssue: "You need the administrator role to issue reports.",
  issuedInBoth:
    "This calculation has been issued in every language of its texts. If the data change, calculate again and issue the next version.",
  issuedIn: (number: string, languages: string) =>
    `Languages of ${number}: ${languages}. To add one, issue again: the new report replaces it under a new number.`,
  report: (number: string) => `Report ${number}`,
  seal: {
    label: "Seal in the PDF",
    present: "Electronic seal (PAdES). PDF readers show its certificate.",
    absent: "No seal. The report is proven by its signed record and the public log.",
  },
  download: (language: string) => `Report (PDF), ${language}`,
  bundle: "Verification bundle (ZIP)",
  verifyPage: "Public verification page",
  share: "Give your customer the file, the number or this address. None of them needs an account.",
};

export default reportPage;
