import type { ReportPlace } from "./checklist-entry.ts";
import type { Programme } from "./programme.ts";
import type { Overlay } from "./statements.ts";

/** Where the organization completes what is missing: a page of its own, or only the form of the item. */
export type MendPlace =
  | "here"
  | "settings"
  | "facilities"
  | "sources"
  | "factors"
  | "activities"
  | "inventory"
  | "base_year"
  | "completeness"
  | "nowhere";

/**
 * `field`: entered by a person. `computed`: from the records. `generated`: a sentence that follows from a comparison
 * or from the other items.
 */
export type RequirementKind = "field" | "computed" | "generated";

export const GROUPS = ["boundaries", "quantities", "methods", "statements", "ghg_protocol", "china"] as const;
export type RequirementGroup = (typeof GROUPS)[number];

export interface Requirement {
  /** Our own numbering; labels are ours too, and no quotation of a standard. */
  id: RequirementId;
  programme: Programme["id"];
  group: RequirementGroup;
  kind: RequirementKind;
  mend: MendPlace;
  place: ReportPlace;
  /** May be left out with a reason, which is printed. */
  isJustifiable: boolean;
}

type Row = [id: string, kind: RequirementKind, mend: MendPlace, place: ReportPlace, justifiable?: "justifiable"];

function listOf(programme: Programme["id"], group: RequirementGroup, rows: Row[]): Requirement[] {
  return rows.map(([id, kind, mend, place, justifiable]) => ({
    id: id as RequirementId,
    programme,
    group,
    kind,
    mend,
    place,
    isJustifiable: justifiable !== undefined,
  }));
}

/** Every requirement, in the order of the checklist. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...listOf("iso", "boundaries", [
    ["A1", "field", "settings", "organization"],
    ["A2", "field", "settings", "organization"],
    ["A3", "computed", "activities", "period"],
    ["A4", "field", "here", "organizational_boundary"],
    ["A5", "field", "completeness", "reporting_boundary"],
  ]),
  ...listOf("iso", "quantities", [
    ["A6", "computed", "sources", "gases", "justifiable"],
    ["A7", "computed", "nowhere", "outside_scopes"],
    ["A8", "computed", "nowhere", "outside_scopes"],
    ["A9", "field", "completeness", "exclusions"],
    ["A10", "computed", "nowhere", "categories"],
    ["A11", "computed", "base_year", "base_year"],
    ["A12", "generated", "base_year", "base_year"],
  ]),
  ...listOf("iso", "methods", [
    ["A13", "computed", "here", "methodology"],
    ["A14", "generated", "nowhere", "changes"],
    ["A15", "computed", "factors", "factor_register", "justifiable"],
    ["A16", "field", "here", "uncertainty", "justifiable"],
    ["A17", "field", "here", "uncertainty"],
  ]),
  ...listOf("iso", "statements", [
    ["A18", "generated", "nowhere", "accordance"],
    ["A19", "generated", "nowhere", "assurance"],
    ["A20", "computed", "settings", "gwp"],
  ]),
  ...listOf("ghg_protocol", "ghg_protocol", [
    ["GP1", "field", "here", "organizational_boundary"],
    ["GP2", "computed", "sources", "scopes", "justifiable"],
    ["GP3", "field", "completeness", "ghg_protocol"],
    ["GP4", "computed", "sources", "gases", "justifiable"],
    ["GP5", "computed", "nowhere", "outside_scopes"],
    ["GP6", "field", "base_year", "base_year"],
    ["GP7", "computed", "nowhere", "scopes"],
  ]),
  ...listOf("china", "china", [
    ["CN1", "field", "here", "china"],
    ["CN2", "field", "here", "china"],
    ["CN3", "computed", "nowhere", "outside_scopes"],
    ["CN4", "computed", "activities", "china", "justifiable"],
    ["CN5", "field", "here", "china", "justifiable"],
    ["CN6", "field", "here", "china"],
  ]),
];

// biome-ignore format: one programme a line
export type RequirementId =
  | "A1" | "A2" | "A3" | "A4" | "A5" | "A6" | "A7" | "A8" | "A9" | "A10"
  | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"
  | "GP1" | "GP2" | "GP3" | "GP4" | "GP5" | "GP6" | "GP7"
  | "CN1" | "CN2" | "CN3" | "CN4" | "CN5" | "CN6";

/** The requirements that hold for a report: those of ISO 14064-1 and of the chosen overlays. */
export function requirementsOf(overlays: readonly Overlay[]): Requirement[] {
  return REQUIREMENTS.filter(({ programme }) => programme === "iso" || overlays.includes(programme));
}
