import type { ContentLanguage } from "#app/encoding/language.ts";
import common from "#app/i18n/common.en.ts";
import order from "#app/trade/order/order.en.ts";

const states: Record<string, string> = order.states;

/** What an order lacks, as the end of a sentence. */
function missing(code: string): string {
  if (code === "lift") return "whoever answers for the money there can open it on account.";
  if (code === "money") return "money was taken back or is owed anew.";
  return `what comes next is “${states[code] ?? code}”.`;
}

const reportPage = {
  title: "Reports",
  about: "Issued reports keep their bytes for ever. A newer version replaces an older one openly; nothing is deleted.",
  empty: {
    title: "Issue the first report when the year is calculated",
    reason:
      "A report freezes the inventory, carries its data inside the PDF, and gets a number that anyone can check without an account.",
    action: "Go to the inventory",
  },
  number: "Number",
  language: "Language",
  version: "Version",
  issued: "Issued",
  issuedFrom: "Issued from",
  issuedTo: "Issued until",
  state: "State",
  prepare: (period: string) => `Prepare a report of ${period}`,
  prepareAbout:
    "What the report states is filled in on the checklist. It stands under the name of the responsible person.",
  checklist: "Before it can be issued",
  ready: "Nothing stands in the way. The report can be issued.",
  blockers: {
    disclosure_missing: (f: Record<string, string>) => `${f.item}: ${f.en}`,
    run_has_issues: (f: Record<string, string>) => `${f.count} lines have issues. Put them right and calculate again.`,
    run_is_empty: (_: Record<string, string>) =>
      "The inventory holds no records. Enter or import them and calculate again.",
    records_not_approved: (f: Record<string, string>) =>
      `${f.count} records of the period are not approved, and this organization reports from approved data only. Decide them under Review.`,
    release_not_confirmed: (_: Record<string, string>) =>
      "In this workspace a second person confirms each report. Propose its release on the page “Report”.",
    unprintable: common.unprintable,
    data_changed_since_run: (_: Record<string, string>) =>
      "Records or sources have changed since the calculation. Calculate again.",
    edition_validity: (f: Record<string, string>) =>
      f.day
        ? `The reports of one calculation end on the same day. This one is already issued until ${f.day}. Choose that day.`
        : "The reports of one calculation end on the same day. This one is already issued without an end. Leave the day empty.",
    edition_expired: (f: Record<string, string>) =>
      `The reports of this calculation were valid until ${f.day}. Calculate again to issue a new report.`,
    order_unpaid: (f: Record<string, string>) =>
      `Order ${f.order} holds the report back until it is paid. It is at “${states[f.state!] ?? f.state}”; ${missing(f.missing!)} The draft works all along.`,
    order_hold: (f: Record<string, string>) =>
      `Order ${f.order} of ${f.seller} holds the report back until it is paid, as the engagement allows, and no longer than ${f.until}. ${f.seller} can open it before. The draft works all along.`,
  },
  unprintable: {
    inLanguage: (field: string, language: ContentLanguage) => `${field} (${language === "en" ? "English" : "Chinese"})`,
    fields: {
      issuer: "Name of the issuer",
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
      preparedBy: "Who prepared the report",
      boundary: "Statement on the boundary",
      "boundary.facilities": "Name of a facility",
      "boundary.significance": "Statement on significance",
      "boundary.notSignificant": "Reason why a category is not significant",
      exclusions: "Statement on exclusions",
      baseYear: "Statement on the base year",
      assurance: "Assurance statement",
      selectionPolicy: "Rule by which factors are chosen",
      uncertainty: "Statement on uncertainty",
      sourceReasons: "Reason for the factor of a source",
      scope3Reasons: "Reason for a scope 3 category",
      china: "Statements for China",
      intensity: "Intensity",
      gapAnswers: "Answer on months without records",
      ownFactorEvidence: "Evidence of an own factor",
      "document.organization": "Name of the organization",
      "document.facilities": "Name of a facility",
      "document.sources": "Name of a source",
    },
  },
  openChecklist: "Open the checklist",
  itemsMissing: (count: number) =>
    count === 1 ? "1 item of the checklist is missing." : `${count} items of the checklist are missing.`,
  openInventory: "Open the inventory",
  openOrder: "Open the order",
  issueIn: "Language of the report",
  languages: { en: "English", zh: "Chinese", both: "English and Chinese" },
  preview: "See the draft (PDF)",
  previewIn: (language: string) => `Draft: ${language}`,
  issue: "Issue report",
  issueOff: "Something above is still missing.",
  mayNotIssue: "Issuing needs the role of an administrator.",
  issuedInBoth:
    "This calculation is issued in every language. When its data change, calculate again and issue the next version.",
  report: (number: string) => `Report ${number}`,
  seal: {
    label: "Seal in the PDF",
    present: "Electronic seal (PAdES); PDF readers show whose certificate it is",
    absent: "None; the report is proven by its signed record and the public log",
  },
  download: "Report (PDF)",
  bundle: "Bundle for checking offline (ZIP)",
  verifyPage: "Public verification page",
  share: "Give your buyer the file, the number or this address. None of them needs an account.",
};

export default reportPage;
