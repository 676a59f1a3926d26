import { CONTENT_LANGUAGES, type ContentLanguage } from "#app/encoding/language.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import type { StatedMatrix } from "#app/report/completeness/matrix.ts";

/**
 * What an organization states for the report of one year in addition to its records: versions are added, never
 * edited.
 */

/** A text in the languages of the report; an empty one is not stated yet. */
export interface StatedText {
  en: string;
  zh: string;
}

/** Standards that one report may answer in addition to ISO 14064-1. */
export const OVERLAYS = ["ghg_protocol", "china"] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** How sure the figures of a category are, where no percentage can be calculated. */
export const UNCERTAINTY_GRADES = ["low", "medium", "high"] as const;
export type UncertaintyGrade = (typeof UNCERTAINTY_GRADES)[number];

/** The indirect categories of ISO 14064-1:2018; category 1, direct emissions, is never left out. */
export const INDIRECT_CATEGORIES = ["2", "3", "4", "5", "6"] as const;
export type IndirectCategory = (typeof INDIRECT_CATEGORIES)[number];

/** Something inside the boundary that is left out. */
export interface StatedExclusion {
  what: StatedText;
  reason: StatedText;
  /** Estimated size in tonnes of CO2e, a decimal; empty if not estimated, which the gate refuses. */
  tonnes: string;
  /** How the size was estimated. */
  basis: StatedText;
}

/** An amount that is shown apart, in no total: stated by the organization, in tonnes of CO2e. */
export interface StatedAmount {
  tonnes: string;
  basis: StatedText;
}

/** By what the total is divided to compare years and companies: a product, a turnover. All empty: no such figure. */
export interface StatedIntensity {
  /** The unit, as it follows "per". */
  per: StatedText;
  /** How many of them in the period, a decimal above zero. */
  quantity: string;
  /** Where that number is taken from. */
  source: StatedText;
}

/** Facts that the Chinese general guideline requires in addition to those of the organization. */
export interface ChinaStatements {
  nature: StatedText;
  sector: StatedText;
  legalRepresentative: string;
  preparer: string;
  preparerContact: string;
  qualityAssurance: StatedText;
  recoveredCo2: StatedAmount;
  exportedElectricity: StatedAmount;
  exportedHeat: StatedAmount;
}

export interface DisclosureStatements {
  overlays: Overlay[];
  /** In which languages the report is to be issued: every text is stated in each of them. */
  languages: ContentLanguage[];
  /** How the organizational boundary was drawn. */
  boundary: StatedText;
  /** The criteria by which indirect emissions are significant. */
  significance: StatedText;
  /** By what criterion a category of ISO 14064-1 without data is not significant, where no category of the matrix is in it. */
  notSignificant: Partial<Record<IndirectCategory, StatedText>>;
  /** null: not stated yet; empty: nothing is left out. */
  exclusions: StatedExclusion[] | null;
  /** Description of the uncertainty assessment, where the calculated one does not cover every line. */
  uncertainty: StatedText;
  /** By category of the inventory document. */
  uncertaintyGrades: Record<string, UncertaintyGrade>;
  /** Why method and factor of a source were chosen, by the id of the source. */
  sourceReasons: Record<string, StatedText>;
  /** Why a category has no lines at a facility. What has lines is covered without an answer. */
  completeness: StatedMatrix;
  china: ChinaStatements;
  /** Asked for by no item, like the next two: printed where it is complete. */
  intensity: StatedIntensity;
  /** What the report is made for. */
  purpose: StatedText;
  /** Readers that the report is made for. */
  intendedUsers: StatedText;
  /** Why a requirement is left out, by its id; printed with it. */
  justifications: Record<string, StatedText>;
}

export const NO_TEXT: StatedText = { en: "", zh: "" };
const NO_AMOUNT: StatedAmount = { tonnes: "", basis: NO_TEXT };

/** Before anything is stated. */
export const NO_STATEMENTS: DisclosureStatements = {
  overlays: [],
  languages: [...CONTENT_LANGUAGES],
  boundary: NO_TEXT,
  significance: NO_TEXT,
  notSignificant: {},
  exclusions: null,
  uncertainty: NO_TEXT,
  uncertaintyGrades: {},
  sourceReasons: {},
  completeness: {},
  china: {
    nature: NO_TEXT,
    sector: NO_TEXT,
    legalRepresentative: "",
    preparer: "",
    preparerContact: "",
    qualityAssurance: NO_TEXT,
    recoveredCo2: NO_AMOUNT,
    exportedElectricity: NO_AMOUNT,
    exportedHeat: NO_AMOUNT,
  },
  intensity: { per: NO_TEXT, quantity: "", source: NO_TEXT },
  purpose: NO_TEXT,
  intendedUsers: NO_TEXT,
  justifications: {},
};

/** Stated in each language of the report, as every item must be. */
export function isStated(text: StatedText | undefined, languages: readonly ContentLanguage[]): text is StatedText {
  return text !== undefined && languages.every((language) => text[language].trim() !== "");
}

/** Whether a report can be issued in a language if its texts are stated in these. */
export function mayIssueIn(languages: readonly ContentLanguage[], locale: ReportLocale): boolean {
  return locale === "both" ? CONTENT_LANGUAGES.every((one) => languages.includes(one)) : languages.includes(locale);
}
