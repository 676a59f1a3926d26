import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { type KeyPage, type KeyPlace, toKeyPage } from "#app/kit/key-page.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { actAs, changesPublic, type PublicTx, type TenantTx } from "#db/doors.ts";
import { ReportListingSetting } from "./report-listing.ts";
import type { ReportLocale } from "./report-locale.ts";
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

/** Whether an organization's reports are listed publicly; off until it says so. */
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

/** A report of a list, with no more than its verification page shows. */
export interface ListedReport {
  number: string;
  locale: ReportLocale;
  period: { start: string; end: string };
  standards: string[];
  /** ISO 8601. */
  issuedAt: string;
}

export interface IssuerList {
  /** As the newest listed report names it. */
  name: { en?: string; zh?: string };
  page: KeyPage<ListedReport>;
}

/**
 * The current reports of an issuer, newest number first.
 *
 * @throws AppError `not_found` alike for an id never used, and an issuer that lists nothing
 */
export async function listIssuerReports(
  tx: PublicTx,
  issuerId: string,
  { after, limit }: KeyPlace,
  now: Date,
): Promise<IssuerList> {
  const newest = await reportsOf(tx, issuerId)
    .select("p.summary")
    .orderBy("p.number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) throw new AppError("not_found");
  const current = onlyCurrent(reportsOf(tx, issuerId), now);
  const found = await current
    .select(["p.number", "p.locale", "p.summary", "p.issued_at"])
    .$if(after !== "", (query) => query.where("p.number", "<", after))
    .orderBy("p.number", "desc")
    .limit(limit + 1)
    .execute();
  const before =
    after === ""
      ? []
      : await current
          .select("p.number")
          .where("p.number", ">=", after)
          .orderBy("p.number")
          .limit(limit + 1)
          .execute();
  const rows = found.map(({ number, locale, summary, issued_at }) => {
    const { period, standards } = summary as PublishedSummary;
    return { number, locale, period, standards, issuedAt: issued_at.toISOString() };
  });
  const numbers = before.map(({ number }) => number);
  return {
    name: (newest.summary as PublishedSummary).organization,
    page: toKeyPage(rows, numbers, limit, ({ number }) => number),
  };
}

function reportsOf(tx: PublicTx, issuerId: string) {
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
