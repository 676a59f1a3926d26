import { readIssuerProofs } from "#app/identity/issuer-proof.server.ts";
import { type IssuerProofs, NO_PROOFS } from "#app/identity/issuer-proof.ts";
import { stateOfReport } from "#app/proof/report-life.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import type { PublicTx } from "#db/doors.ts";
import { type Intensity, intensityOf } from "./intensity.ts";
import type { PublishedSummary } from "./report-publication.server.ts";
import { listStandingAssurance, type StandingAssurance } from "./standing-assurance.server.ts";

/**
 * The register's answer on one number, for people who keep lists. It states no more than the look-up of that number.
 */
export type ReportStanding = {
  /** As it stood in the list. */
  typed: string;
} & (
  | { outcome: "shape" | "mistyped" | "not_public" }
  | {
      outcome: "current" | "superseded" | "expired" | "withdrawn";
      number: string;
      organization: { en?: string; zh?: string };
      /** As it names itself. */
      issuer: { en?: string; zh?: string };
      issuerProofs: IssuerProofs;
      standards: string[];
      period: { start: string; end: string };
      /** Location-based. */
      co2eKg: string;
      co2eKgMarketBased: string;
      /** Null where the organization states none. */
      intensity: Intensity | null;
      /** Null if no statement about the report as it is now is on record. */
      assurance: StandingAssurance | null;
      /** Number of the report that replaced it. */
      successor: string | null;
      /** When it was replaced, withdrawn or no longer valid; ISO 8601, null while it is current. */
      changedAt: string | null;
    }
);

/**
 * The current status of each report of a list: one answer a row, in the order of the list. An unused number, one of a
 * draft and one of a private report get the same answer, with the same questions to the database whatever the
 * rows are.
 */
export async function listStandings(tx: PublicTx, typed: readonly string[], now: Date): Promise<ReportStanding[]> {
  const parsed = typed.map((text) => parseReportNumber(text));
  const numbers = [...new Set(parsed.flatMap((one) => (one.ok ? [one.number] : [])))];
  const reports = await readReports(tx, numbers, now);
  return typed.map((text, at): ReportStanding => {
    const one = parsed[at]!;
    if (!one.ok) return { typed: text, outcome: one.fault };
    const found = reports.get(one.number);
    return found ? { typed: text, ...found } : { typed: text, outcome: "not_public" };
  });
}

type Found = Omit<Extract<ReportStanding, { number: string }>, "typed">;

async function readReports(tx: PublicTx, numbers: string[], now: Date): Promise<Map<string, Found>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom("published_report")
    .select(["number", "summary", "expires_at", "inventory_sha256", "credential"])
    .where("number", "in", numbers)
    .execute();
  const statements = await tx
    .selectFrom("statement")
    .select(["number", "kind", "facts", "stated_at"])
    .where("number", "in", numbers)
    .orderBy("log_index")
    .execute();
  const assurance = await listStandingAssurance(tx, rows);
  const issued = rows.map(({ number, summary }) => ({ number, issuer: (summary as PublishedSummary).issuer }));
  const proofs = await readIssuerProofs(tx, issued, now);
  return new Map(
    rows.map(({ number, summary, expires_at }) => {
      const own = statements.filter((statement) => statement.number === number);
      const { organization, issuer, standards, period, co2eKg, co2eKgMarketBased } = summary as PublishedSummary;
      const expiresAt = expires_at?.toISOString() ?? null;
      const state = stateOfReport(
        own.map(({ kind }) => kind),
        { expiresAt, now: now.toISOString() },
      );
      const replaced = own.find(({ kind }) => kind === "supersede");
      const changes = {
        superseded: replaced?.stated_at.toISOString(),
        withdrawn: own.find(({ kind }) => kind === "withdraw")?.stated_at.toISOString(),
        expired: expiresAt,
      };
      const outcome = state === "issuing" || state === "issued" ? "current" : state;
      const found: Found = {
        outcome,
        number,
        organization,
        issuer,
        issuerProofs: proofs.get(number) ?? NO_PROOFS,
        standards,
        period,
        co2eKg,
        co2eKgMarketBased,
        intensity: intensityOf((summary as PublishedSummary).intensity, { co2eKg, co2eKgMarketBased }),
        assurance: assurance.get(number) ?? null,
        successor: (replaced?.facts as { by?: string } | undefined)?.by ?? null,
        changedAt: outcome === "current" ? null : (changes[outcome] ?? null),
      };
      return [number, found];
    }),
  );
}
