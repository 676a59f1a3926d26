import type { DecimalString, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import type { ReportLocale } from "#app/report/report-locale.ts";
import type { LifeEntry } from "#app/report/report-timeline.tsx";

interface LocalText {
  en?: string | undefined;
  zh?: string | undefined;
}

/** What anyone may see of an issued report: names and figures that it prints itself, hashes, and what the log says. */
export interface ReportView {
  number: string;
  version: number;
  /** Of the body of the report. */
  locale: ReportLocale;
  /** ISO 8601. */
  issuedAt: string;
  issuer: LocalText;
  organization: LocalText;
  /** Under which its issuer lists its reports; null where it doesn't. */
  listedIssuer: string | null;
  legalId: string;
  /** Days, both included. */
  period: { start: string; end: string };
  standards: string[];
  consolidationApproach: string;
  facilities: LocalText[];
  /** What the eye misses in names of the page, by name; those without are not in it. */
  nameNotices: Record<string, NameNotice[]>;
  gwpSet: string;
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
  byScope: Record<ScopeNumber, DecimalString>;
  scope2MarketBasedKg: DecimalString;
  scope3Categories: number;
  /** Number of the report that this one replaces. */
  supersedes: string | null;
  pdfSha256: string;
  pdfBytes: number;
  /** Signed record, log proof, keys and status lists together. */
  evidenceBytes: number;
  /** In which status lists it has its place, counted from 1. */
  statusList: number;
  /** Oldest first. */
  history: LifeEntry[];
  /** Hashes of documents of third parties' statements that anyone may have. */
  publicDocuments: string[];
  /** What this server found; the reader's browser finds it again. */
  verification: Verification;
  /** ISO 8601. */
  checkedAt: string;
  /** The one true host of this register. */
  host: string;
}

/** What the register says about a replacement or withdrawal, beside the signed status lists. */
export function noticeOf(history: LifeEntry[]) {
  const superseded = history.find(({ kind }) => kind === "supersede");
  const withdrawn = history.find(({ kind }) => kind === "withdraw");
  return {
    ...(superseded && { supersededAt: superseded.at, supersededBy: superseded.successor ?? "" }),
    ...(withdrawn && { withdrawnAt: withdrawn.at, reason: withdrawn.reason ?? "" }),
  };
}
