import type { DecimalString, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import type { IssuerProofs } from "#app/identity/issuer-proof.ts";
import type { CheckedForm } from "#app/organization/registration-number.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import type { Intensity } from "#app/report/intensity.ts";
import type { LifeEntry } from "#app/report/report-timeline.tsx";

interface LocalText {
  en?: string | undefined;
  zh?: string | undefined;
}

/** Public data of an issued report: names and figures as printed, hashes, and log entries. */
export interface ReportView {
  number: string;
  /** Of the sample company of this installation. */
  isSample: boolean;
  version: number;
  /** ISO 8601. */
  issuedAt: string;
  issuer: LocalText;
  organization: LocalText;
  /** Id of the issuer's public list. Null if the issuer has no list. */
  listedIssuer: string | null;
  /** What is on record now about the issuer. */
  issuerProofs: IssuerProofs;
  legalId: string;
  /** The kind of number whose check digit it has. */
  legalIdForm: CheckedForm | null;
  /** Days, both included. */
  period: { start: string; end: string };
  standards: string[];
  consolidationApproach: string;
  facilities: LocalText[];
  /** Notices about confusable characters, by name. Names without notices are omitted. */
  nameNotices: Record<string, NameNotice[]>;
  gwpSet: string;
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
  byScope: Record<ScopeNumber, DecimalString>;
  scope2MarketBasedKg: DecimalString;
  scope3Categories: number;
  /** Null where the organization states none. */
  intensity: Intensity | null;
  /** Number of the report that this one replaces. */
  supersedes: string | null;
  /** Of a report that is no longer current: the newest version that was not withdrawn, with its totals in kilograms. */
  later: { number: string; co2eKg: DecimalString; co2eKgMarketBased: DecimalString } | null;
  /** Its files, one for each language. */
  editions: { language: ReportLocale; pdfSha256: string; pdfBytes: number }[];
  /** Signed record, log proof, keys and status lists together. */
  evidenceBytes: number;
  /** Which status list it is in, counted from 1. */
  statusList: number;
  /** Oldest first. */
  history: LifeEntry[];
  /** Hashes of public documents of third-party statements. */
  publicDocuments: string[];
  /** Result of the server's checks. The browser repeats them. */
  verification: Verification;
  /** ISO 8601. */
  checkedAt: string;
  /** Host of this register. */
  host: string;
}

/** Registered replacement or withdrawal, in addition to the signed status lists. */
export function noticeOf(history: LifeEntry[]) {
  const superseded = history.find(({ kind }) => kind === "supersede");
  const withdrawn = history.find(({ kind }) => kind === "withdraw");
  return {
    ...(superseded && { supersededAt: superseded.at, supersededBy: superseded.successor ?? "" }),
    ...(withdrawn && { withdrawnAt: withdrawn.at, reason: withdrawn.reason ?? "" }),
  };
}
