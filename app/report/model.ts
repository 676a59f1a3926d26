import type { ReportBrand } from "#app/brand/look.ts";
import type { InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";
import type { Trigger } from "#app/carbon/total/base-year.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import type { SourceUncertainty } from "#app/places/uncertainty-basis.ts";
import type { AssuranceLevel, VerifierIdentity } from "#app/proof/assurance-credential.ts";
import type { StatedProofs } from "#app/proof/stated-proof.ts";
import type { GapAnswer as GivenGap } from "#app/review/review-map.ts";
import { type Breakdown, breakDown } from "#app/runs/breakdown.ts";
import type { PrintedRow } from "./completeness/describe-matrix.ts";
import type { ChecklistEntry } from "./disclosure/checklist-entry.ts";
import type { ChinaStatements, Overlay, UncertaintyGrade } from "./disclosure/statements.ts";
import { type FactorEntry, type PropertyEntry, type PublishedSource, registerFactors } from "./factor-register.ts";

export interface StandardEdition {
  name: string;
  edition: string;
}

/** What a third party concluded. We print it; we never make it up. */
export type Assurance =
  | { status: "not_verified" }
  | {
      status: AssuranceLevel;
      body: LocalText;
      statement: string;
      /** `YYYY-MM-DD`. */
      date: string;
      /** SHA-256 of the record of the statement, as the log holds it. */
      recordHash?: string;
      /** What was proved of the body. Absent in reports before it was kept. */
      identity?: VerifierIdentity | undefined;
    };

export interface BoundaryFacility {
  /** The id under which activities name it. */
  id: string;
  name: LocalText;
  country?: string;
  gridRegion?: string;
  /** Consolidation share, a decimal from 0 to 1 or an exact ratio. */
  share: string;
}

export type BaseYear =
  | { isFirstYear: true; thresholdPercent?: string }
  | {
      isFirstYear: false;
      year: string;
      co2eKg: string;
      co2eKgMarketBased: string;
      recalculation: LocalText | null;
      /** Per cent of the base year's total, as the organization stated it; absent where it stated no policy. */
      thresholdPercent?: string;
      /** From the base year's figures as they were to those that hold now; absent where they did not change. */
      bridge?: BaseYearBridge;
    };

/** kg CO2e: `before`, plus each effect, is `after`, exactly. */
export interface BaseYearBridge {
  before: BridgeAmount;
  effects: (BridgeAmount & { trigger: Trigger | "organic" })[];
  after: BridgeAmount;
}

interface BridgeAmount {
  co2eKg: string;
  co2eKgMarketBased: string;
}

export interface Revision {
  version: number;
  /** ISO instant of issue. */
  issuedAt: string;
  number: string;
  note?: LocalText;
  /** kg CO2e, location-based. */
  co2eKg?: string;
  /** What changed in the approaches from this version to the next, found by comparison; empty where nothing did. */
  changesAfter?: LocalText[];
}

/** Why a source has no record in some months, as explained by a user. */
export interface GapAnswer {
  /** As activities name it in the document. */
  emissionSource: string;
  name: LocalText;
  /** `YYYY-MM`, in the order of the calendar. */
  months: string[];
  kind: GivenGap["kind"];
  reason: string;
  /** False where the source has no record at all, so that the document does not name it. */
  hasRecords: boolean;
}

/** An edition of the library, or a file of a publisher, from which factors of the document were taken. */
export interface FactorDataset {
  /** `id@version` of each factor that was taken from it. */
  factors: string[];
  /** Of the rows as the library holds them. */
  sha256: string;
  /** How the figures came into the library. Absent in reports before it was kept. */
  taken?: FactorTaking[];
  /** Of the publisher's own files, where the installation read them itself. */
  files: { name: string; sha256: string }[];
}

/** `official`: read from the publisher's own document. `transcribed`: from a copy that others made of it. */
export const FACTOR_TAKINGS = ["official", "transcribed"] as const;
export type FactorTaking = (typeof FACTOR_TAKINGS)[number];

/** What the report states besides the calculation. Everything here was entered or decided by a person. */
export interface ReportFacts {
  /** null: a draft, which shows a watermark and neither number nor QR code nor seal. */
  number: string | null;
  version: number;
  /** ISO instant; also the date of the file. */
  issuedAt: string;
  /** The last day on which the report holds, in UTC; absent where it holds until it is replaced or withdrawn. */
  validUntil?: string;
  issuer: LocalText;
  /** What was proved of the issuer then. Absent in reports before it was kept. */
  issuerProofs?: StatedProofs;
  /** Absent where nothing was stated about its looks. */
  brand?: ReportBrand;
  organization: { legalName: LocalText; legalId: string; address: LocalText; description: LocalText };
  responsible: { name: LocalText; role: LocalText; contact: string };
  /** Names in these facts with letters that are easily misread. Absent if no name has any, and in older reports. */
  nameNotices?: { name: string; notices: NameNotice[] }[];
  preparedBy?: LocalText;
  standards: StandardEdition[];
  boundary: {
    description: LocalText;
    significance: LocalText;
    facilities: BoundaryFacility[];
    /** Why an indirect category of ISO 14064-1 (`2` to `6`) without data is not significant. */
    notSignificant?: Record<string, LocalText>;
  };
  exclusions: { what: LocalText; reason: LocalText; estimate: LocalText }[];
  /** Each category at each facility. Absent in reports before it was kept. */
  completeness?: PrintedRow[];
  baseYear: BaseYear;
  /** The page that shows this report, held by the QR code. */
  verifyUrl: string;
  /** The host a reader must type, such as `truetonne.example`. */
  publicHost: string;
  /** SHA-256 of `inventoryJson`, hexadecimal. */
  inventoryHash: string;
  /** The name of the key that signs the record; absent in a draft, and in reports before it was printed. */
  signingKey?: string;
  assurance: Assurance;
  methodologyNotes: LocalText[];
  selectionPolicy: LocalText[];
  /** Issued versions of this inventory before this one, oldest first. */
  previousVersions: Revision[];
  /** The report of an earlier period to compare with, and what changed in the approaches since then. */
  previousReport: PreviousReport | null;
  /** The organization's own words on the uncertainty, where the calculation does not cover every line. */
  uncertainty?: LocalText;
  /** By category of the document: what the organization states where no percentage is calculated. */
  uncertaintyGrades?: Record<string, UncertaintyGrade>;
  /** Where the ± of a source come from, by `emissionSource` of the document. */
  uncertaintyBases?: Record<string, Pick<SourceUncertainty, "activityBasis" | "factorBasis">>;
  /** Why method and factor of a source were chosen, in the organization's words, by `emissionSource` of the document. */
  sourceReasons?: Record<string, LocalText>;
  /** Standards answered in addition to ISO 14064-1; each has a section of its own. */
  overlays?: Overlay[];
  /** Why a scope 3 category has no amount, by category; in reports before the matrix was kept. */
  scope3Reasons?: Record<string, LocalText>;
  /** Printed with the China section. */
  china?: ChinaStatements;
  /** By what the totals are divided, in the organization's words; `quantity` is a decimal above zero. */
  intensity?: { per: LocalText; quantity: string; source: LocalText };
  /** In the organization's words. Absent where it states none. */
  purpose?: LocalText;
  /** The same. */
  intendedUsers?: LocalText;
  gapAnswers?: GapAnswer[];
  /** Where the rows of published factors come from, by checksum. */
  factorDatasets?: FactorDataset[];
  /** What another person finds the figure of an own factor in, by `id@version`. */
  ownFactorEvidence?: Record<string, string>;
  /** Names of the countries, provinces and grids that the report prints, by code. Absent in older reports, which print codes. */
  placeNames?: Record<string, LocalText>;
  /** The organization reports only records that a second person approved. */
  isApprovedOnly?: true;
  /** Every requirement of the standards, with its state and its place in this report. Absent in reports before it was kept. */
  checklist?: ChecklistEntry[];
}

/** The last issued report of an earlier period. */
export interface PreviousReport {
  number: string;
  period: Period;
  co2eKg: string;
  /** Absent in reports before it was kept. */
  co2eKgMarketBased?: string;
  /** What changed in the approaches since, found by comparison; never typed. One sentence where nothing did. */
  changes: LocalText[];
}

/** Everything that is printed. Plain data, decimals as strings: it can be stored, hashed and rendered again. */
export interface ReportModel {
  locale: ReportLocale;
  facts: ReportFacts;
  document: InventoryDocument;
  period: Period;
  breakdown: Breakdown;
  factors: FactorEntry[];
  properties: PropertyEntry[];
  sources: PublishedSource[];
  /** RFC 8785 text of the inventory document; the attachment of the PDF is exactly these bytes. */
  inventoryJson: string;
}

/**
 * Puts together what a report prints from a calculated document and the facts around it. Pure.
 * @throws Error when the document has issues, or results that were not calculated
 */
export function buildReportModel(input: {
  document: InventoryDocument;
  facts: ReportFacts;
  locale: ReportLocale;
  inventoryJson: string;
}): ReportModel {
  const { document, facts, locale, inventoryJson } = input;
  if (!document.results?.totals)
    throw new Error("a report needs results with totals; the document has issues or was not calculated");
  return {
    locale,
    facts,
    document,
    period: document.period,
    breakdown: breakDown(document),
    ...registerFactors(document),
    inventoryJson,
  };
}
