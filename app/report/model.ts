import type { InventoryDocument, Period } from "#app/carbon/inventory-document.ts";
import type { Locale } from "#app/i18n/index.ts";
import { type Breakdown, breakDown } from "./breakdown.ts";
import { type FactorEntry, type PropertyEntry, type PublishedSource, registerFactors } from "./factor-register.ts";

/** A text in one or both languages of the report. */
export interface LocalText {
  en?: string;
  zh?: string;
}

export interface StandardEdition {
  name: string;
  edition: string;
}

/** What a third party concluded. We print it; we never make it up. */
export type Assurance =
  | { status: "not_verified" }
  | {
      status: "limited" | "reasonable" | "agreed_upon_procedures";
      body: LocalText;
      statement: string;
      /** `YYYY-MM-DD`. */
      date: string;
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
  | { isFirstYear: true }
  | {
      isFirstYear: false;
      year: string;
      co2eKg: string;
      recalculation: LocalText | null;
      /** Per cent of the base year's total, as the organization stated it; absent where it stated no policy. */
      thresholdPercent?: string;
    };

export interface Revision {
  version: number;
  /** ISO instant of issue. */
  issuedAt: string;
  number: string;
  note?: LocalText;
}

/** What the report states beside the calculation. Everything here was entered or decided by a person. */
export interface ReportFacts {
  /** null: a draft, which shows a watermark and neither number nor QR code nor seal. */
  number: string | null;
  version: number;
  /** ISO instant; also the date of the file. */
  issuedAt: string;
  issuer: LocalText;
  organization: { legalName: LocalText; legalId: string; address: LocalText; description: LocalText };
  responsible: { name: LocalText; role: LocalText; contact: string };
  preparedBy?: LocalText;
  standards: StandardEdition[];
  boundary: { description: LocalText; significance: LocalText; facilities: BoundaryFacility[] };
  exclusions: { what: LocalText; reason: LocalText; estimate: LocalText }[];
  baseYear: BaseYear;
  /** The page that shows this report, held by the QR code. */
  verifyUrl: string;
  /** The host a reader must type, such as `truetonne.example`. */
  publicHost: string;
  /** SHA-256 of `inventoryJson`, hexadecimal. */
  inventoryHash: string;
  assurance: Assurance;
  methodologyNotes: LocalText[];
  selectionPolicy: LocalText[];
  /** Issued versions of this inventory before this one, oldest first. */
  previousVersions: Revision[];
  /** The report of an earlier period to compare with, and what changed in the approaches since then. */
  previousReport: { number: string; co2eKg: string; changes: LocalText } | null;
}

/** Everything that is printed. Plain data, decimals as strings: it can be stored, hashed and rendered again. */
export interface ReportModel {
  locale: Locale;
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
  locale: Locale;
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
