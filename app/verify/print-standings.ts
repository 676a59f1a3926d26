import { tonnesFromKg } from "#app/carbon/format.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import type { Messages } from "#app/i18n/index.ts";
import { type Locale, localName } from "#app/i18n/locale.ts";
import { type IssuerProofs, NO_PROOFS } from "#app/identity/issuer-proof.ts";
import { sayProofs } from "#app/identity/say-proofs.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";
import type { Intensity } from "#app/report/intensity.ts";
import { nameStandard } from "./standard-name.ts";

/** One row of the result for a list of numbers. Which fields are set depends on the status of the report. */
export interface StandingRow {
  typed: string;
  outcome: "current" | "superseded" | "expired" | "withdrawn" | "not_public" | "mistyped" | "shape";
  number?: string;
  organization?: { en?: string | undefined; zh?: string | undefined };
  /** As it names itself. */
  issuer?: { en?: string | undefined; zh?: string | undefined };
  issuerProofs?: IssuerProofs;
  standards?: string[];
  assurance?: {
    kind: "confirmed" | "reported" | "against" | "disowned";
    level: "limited" | "reasonable" | "agreed_upon_procedures";
    verifier: string;
    identity?: VerifierIdentity | null;
    enteredBy: "organization" | "verifier";
  } | null;
  period?: { start: string; end: string };
  /** Location-based. */
  co2eKg?: string;
  co2eKgMarketBased?: string;
  intensity?: Intensity | null;
  successor?: string | null;
  /** ISO 8601. */
  changedAt?: string | null;
}

interface StandingWords {
  column: Record<string, string>;
  outcome: Record<StandingRow["outcome"], string>;
  noAssurance: string;
  level: Record<"limited" | "reasonable" | "agreed_upon_procedures", string>;
  confirmed: (verifier: string) => string;
  reportedBy: Record<"organization" | "verifier", (verifier: string) => string>;
  against: string;
  disowned: (verifier: string) => string;
}

/** Level and verifier in words; an empty text where nothing is public. */
export function nameAssurance(
  { assurance }: StandingRow,
  words: Omit<StandingWords, "column" | "outcome">,
  proofWords: Messages["issuerProof"],
): string {
  if (assurance === undefined) return "";
  if (assurance === null) return words.noAssurance;
  const { kind, level, verifier, identity, enteredBy } = assurance;
  if (kind === "against") return words.against;
  if (kind === "disowned") return words.disowned(verifier);
  const by =
    kind === "confirmed"
      ? words.confirmed(sayVerifier(proofWords, { name: verifier, identity }))
      : words.reportedBy[enteredBy](verifier);
  return `${words.level[level]} ${by}`;
}

interface StandingContext {
  words: StandingWords;
  proofWords: Messages["issuerProof"];
  locale: Locale;
  /** ISO 8601. */
  asOf: string;
  publicUrl: string;
}

const COLUMNS = [
  "typed",
  "outcome",
  "number",
  "holder",
  "issuer",
  "proofOfName",
  "assurance",
  "periodStart",
  "periodEnd",
  "total",
  "totalMarket",
  "intensityPer",
  "intensity",
  "intensityMarket",
  "standard",
  "changed",
  "successor",
  "asOf",
  "page",
] as const;

/** The result for a list of numbers as CSV: a header, then one row for each row of the list, in the same order. */
export function printStandings(
  rows: readonly StandingRow[],
  { words, proofWords, locale, asOf, publicUrl }: StandingContext,
): string {
  const heading = COLUMNS.map((column) => words.column[column] ?? column);
  const cells = rows.map((row): string[] => [
    row.typed,
    words.outcome[row.outcome],
    row.number ?? "",
    row.organization ? localName(row.organization, locale) : "",
    row.issuer ? localName(row.issuer, locale) : "",
    row.issuer ? sayProofs(proofWords, locale, new URL(publicUrl).host, row.issuerProofs ?? NO_PROOFS) : "",
    nameAssurance(row, words, proofWords),
    row.period?.start ?? "",
    row.period?.end ?? "",
    row.co2eKg === undefined ? "" : tonnesFromKg(row.co2eKg),
    row.co2eKgMarketBased === undefined ? "" : tonnesFromKg(row.co2eKgMarketBased),
    row.intensity ? localName(row.intensity.per, locale) : "",
    row.intensity?.locationBased ?? "",
    row.intensity?.marketBased ?? "",
    row.standards?.map(nameStandard).join("; ") ?? "",
    row.changedAt ?? "",
    row.successor ?? "",
    asOf,
    row.number ? `${publicUrl}/verify/${row.number}` : "",
  ]);
  return printCsv([heading, ...cells]);
}
