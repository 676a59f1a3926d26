import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { readIssuerProofs } from "#app/identity/issuer-proof.server.ts";
import { NO_PROOFS } from "#app/identity/issuer-proof.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { type AnyTx, actAs, changesPublic, type PublicTx, type TenantTx } from "#db/doors.ts";
import { ReportListingSetting } from "./report-listing.ts";
import type { PublishedSummary } from "./report-publication.server.ts";

type Author = ChangeAuthor & { organizationId: string };

export interface ReportListing {
  version: number;
  isListed: boolean;
  /** By which strangers know the issuer; null until its reports were listed once. */
  issuerId: string | null;
}

export const keptListing = keepSetting(ReportListingSetting, {
  toRow: ({ isListed, issuerId }: { isListed: boolean; issuerId: string }) => ({
    is_listed: isListed,
    issuer_id: issuerId,
  }),
  fromRow: (row) => ({ isListed: row.is_listed, issuerId: row.issuer_id }),
  initial: null,
  facts: ({ isListed }) => ({ isListed }),
  isSame: (before, { isListed }) => (before.value?.isListed ?? false) === isListed,
  entry: ({ isListed }) => ({ before: { isListed: !isListed }, after: { isListed } }),
});

/** Whether an organization's reports are listed publicly; off by default. */
export async function getReportListing(tx: TenantTx, organizationId: string): Promise<ReportListing> {
  const { value, version } = await keptListing.latest(tx, { organization_id: organizationId });
  return { version, isListed: value?.isListed ?? false, issuerId: value?.issuerId ?? null };
}

/** Saves the choice as a new version, with the list as it follows from it; the same choice changes nothing. */
export async function stateReportListing(
  tx: TenantTx,
  author: Author,
  { basedOn, isListed }: { basedOn: number; isListed: boolean },
): Promise<void> {
  const { organizationId } = author;
  await lockListing(tx, organizationId);
  const before = await keptListing.open(tx, author, { organization_id: organizationId, basedOn });
  const issuerId = before.value?.issuerId ?? randomUUID();
  if ((await keptListing.save(tx, author, before, { isListed, issuerId })) === null) return;
  const numbers = isListed ? await listPublished(tx, organizationId) : [];
  changesPublic(tx);
  await actAs(tx, "app_log", async () => {
    await tx.deleteFrom("listed_report").where("issuer_id", "=", issuerId).execute();
    if (numbers.length > 0)
      await sql`insert into listed_report (number, issuer_id)
        select number, ${issuerId}::uuid from unnest(${numbers}::text[]) as n(number)`.execute(tx);
  });
}

/** A report is published and listed, or the choice is changed: one after the other. */
async function lockListing(tx: TenantTx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report-listing:${organizationId}`}, 0))`.execute(tx);
}

async function listPublished(tx: TenantTx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("report")
    .innerJoin("published_report", "published_report.number", "report.number")
    .select("report.number")
    .where("report.organization_id", "=", organizationId)
    .execute();
  return rows.map(({ number }) => number);
}

/** Lists a report that is being published, where its issuer chose that. */
export async function addToPublicList(tx: TenantTx, organizationId: string, number: string): Promise<void> {
  await lockListing(tx, organizationId);
  const { isListed, issuerId } = await getReportListing(tx, organizationId);
  if (!isListed || issuerId === null) return;
  await actAs(tx, "app_log", () => tx.insertInto("listed_report").values({ number, issuer_id: issuerId }).execute());
}

/** Takes every report of the tenant off the lists, as its workspace ends. */
export async function unlistTenant(tx: TenantTx): Promise<void> {
  const issuers = await tx.selectFrom("report_listing").select("issuer_id").distinct().execute();
  if (issuers.length === 0) return;
  const ids = issuers.map(({ issuer_id: id }) => id);
  changesPublic(tx);
  await actAs(tx, "app_log", () => tx.deleteFrom("listed_report").where("issuer_id", "in", ids).execute());
}

/** The issuer under which a report is listed; null where it isn't. */
export async function findListingIssuer(tx: PublicTx, number: string): Promise<string | null> {
  const row = await tx.selectFrom("listed_report").select("issuer_id").where("number", "=", number).executeTakeFirst();
  return row?.issuer_id ?? null;
}

/**
 * The name of an issuer, as the newest report that it lists names it.
 *
 * @throws AppError `not_found` alike for an id never used, and an issuer that lists nothing
 */
export async function nameIssuer(tx: AnyTx, issuerId: string): Promise<{ en?: string; zh?: string }> {
  return (await readNewest(tx, issuerId)).organization;
}

/** The organization that lists its reports, and who issued the newest one, with what is proved of that issuer. */
export async function describeListed(tx: AnyTx, issuerId: string, now: Date) {
  const { number, organization, issuer } = await readNewest(tx, issuerId);
  const proofs = await readIssuerProofs(tx, [{ number, issuer }], now);
  return { name: organization, issuer, issuerProofs: proofs.get(number) ?? NO_PROOFS };
}

async function readNewest(tx: AnyTx, issuerId: string) {
  const newest = await reportsOf(tx, issuerId)
    .select(["p.number", "p.summary"])
    .orderBy("p.number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) throw new AppError("not_found");
  const { organization, issuer } = newest.summary as PublishedSummary;
  return { number: newest.number, organization, issuer };
}

/** The current reports of an issuer, with no more than their verification pages show. */
export function selectListedReports(tx: AnyTx, issuerId: string, now: Date) {
  return onlyCurrent(reportsOf(tx, issuerId), now)
    .select(["p.number", "p.issued_at"])
    .select([
      sql<string>`array_to_string(array(select e.locale from published_edition e where e.number = p.number
        order by array_position(array['en', 'zh', 'both'], e.locale)), ' ')`.as("languages"),
      sql<string>`(p.summary -> 'period' ->> 'start')::date`.as("period_start"),
      sql<string>`(p.summary -> 'period' ->> 'end')::date`.as("period_end"),
      sql<PublishedSummary["standards"]>`p.summary -> 'standards'`.as("standards"),
    ]);
}

function reportsOf(tx: AnyTx, issuerId: string) {
  return tx
    .selectFrom("listed_report as l")
    .innerJoin("published_report as p", "p.number", "l.number")
    .where("l.issuer_id", "=", issuerId);
}

/** Neither replaced nor withdrawn, and valid. */
function onlyCurrent(query: ReturnType<typeof reportsOf>, now: Date) {
  return query
    .where((where) => where.or([where("p.expires_at", "is", null), where("p.expires_at", ">", now)]))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("statement as s")
            .select("s.number")
            .whereRef("s.number", "=", "p.number")
            .where("s.kind", "in", ["supersede", "withdraw", "expire"]),
        ),
      ),
    );
}
