import type { StatedText } from "./statements.ts";

/**
 * `present`: stated or calculated; a zero is present. `justified`: omitted, with a reason that is printed.
 * `not_applicable`: nothing of the kind exists in this inventory. `missing`: prevents issue.
 */
export type ItemState = "present" | "missing" | "justified" | "not_applicable";

/** Where in the report an item is answered; the report's own section. */
export const REPORT_PLACES = [
  "organization",
  "period",
  "organizational_boundary",
  "reporting_boundary",
  "exclusions",
  "base_year",
  "scopes",
  "categories",
  "gases",
  "outside_scopes",
  "methodology",
  "changes",
  "factor_register",
  "uncertainty",
  "gwp",
  "assurance",
  "accordance",
  "activities",
  "ghg_protocol",
  "china",
] as const;
export type ReportPlace = (typeof REPORT_PLACES)[number];

/** One requirement as the report prints it: frozen with the report, in both languages. */
export interface ChecklistEntry {
  /** Our own numbering, such as `A9`; not the letter of a sub-clause. */
  id: string;
  standard: string;
  edition: string;
  label: StatedText;
  state: ItemState;
  /** What the report states about it, in short; the reason where it is justified. */
  says: StatedText;
  place: ReportPlace;
}
