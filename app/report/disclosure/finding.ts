import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import type { Matrix } from "#app/report/completeness/matrix.ts";
import type { ReportFacts } from "#app/report/model.ts";
import type { JudgedRun } from "#app/runs/judged-run-shape.ts";
import type { DisclosureStatements } from "./statements.ts";

/** A part of a message that depends on the language. */
export type Word =
  | string
  | { en?: string; zh?: string }
  | { category: string }
  | { isoCategory: string }
  /** Kilograms of CO2e, shown as tonnes. */
  | { kg: string }
  | { decimal: string }
  | { percent: string }
  | { day: string }
  /** The first items of a longer list. */
  | { count: number; first: readonly string[] }
  | readonly Word[];

/** What is to be said, as a code of `i18n/disclosure` and the words it needs. */
export interface Message {
  code: string;
  words: Record<string, Word>;
}

/** What a judge found on one requirement. Nothing missing means that it is answered. */
export interface Finding {
  says: Message;
  missing: Message[];
  /** Nothing of the kind exists in this inventory. */
  isNotApplicable?: boolean;
}

/** An emission source of the run. */
export interface JudgedSource {
  id: string;
  /** Its number in the document, such as `s3`. */
  key: string;
  name: { en?: string; zh?: string };
  category: string;
  /** Its factor follows a rule of the stated policy (region, method, year), which is the reason for the choice. */
  isByRule: boolean;
}

/** Everything a judge looks at: what would be printed, and what it is printed from. */
export interface DisclosureSubject extends JudgedRun {
  statements: DisclosureStatements;
  /** What the document covers, and what is stated about the rest. */
  matrix: Matrix;
  facts: Pick<ReportFacts, "organization" | "responsible" | "boundary" | "baseYear" | "previousReport" | "assurance">;
  totals: ResultTotals;
  sources: JudgedSource[];
  hasBaseYearPolicy: boolean;
}

export type Judge = (subject: DisclosureSubject) => Finding;

export function message(code: string, words: Record<string, Word> = {}): Message {
  return { code, words };
}

/** A finding in which nothing is missing. */
export function answered(code: string, words: Record<string, Word> = {}): Finding {
  return { says: message(code, words), missing: [] };
}
