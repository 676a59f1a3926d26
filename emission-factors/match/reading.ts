import type { Category } from "#app/carbon/line/scope.ts";
import type { AccountKind } from "./accounts.ts";
import type { Concept, Kind } from "./concept.ts";
import type { Mark } from "./dictionary.ts";
import type { ReadUnit } from "./measure.ts";
import type { Token } from "./tokens.ts";

/** A line of a ledger, a bill or a purchase list, as the file has it. */
export interface LedgerLine {
  text: string;
  unit: string;
  account?: string;
  supplier?: string;
  /** ISO 3166-2, where the file has it. */
  region?: string;
  amount?: string;
  currency?: string;
  /** ISO 3166-1 code of the facility's country. */
  country?: string;
}

/** What the line was read from. */
export type Origin = "text" | "spelling" | "supplier" | "account";

export interface Reading {
  line: LedgerLine;
  unit: ReadUnit;
  accounts: readonly AccountKind[];
  tokens: readonly Token[];
  marks: ReadonlySet<Mark>;
  concept: Concept | null;
  kind: Kind;
  /** The word that decided, as listed. */
  word: string;
  origin: Origin;
  /** Another reading is nearly as good. */
  isContested: boolean;
  /** A word after the one that decided is not known. */
  isPartial: boolean;
  category: Category | null;
  isMobile: boolean;
  /** Key of the stream if the line leaves the site as waste. */
  stream: string | null;
  /** Key of the release, for a greenhouse gas. */
  gas: string | null;
}

/** What is known of a line before a word decides. */
export type Base = Pick<Reading, "line" | "unit" | "accounts" | "tokens" | "marks">;
