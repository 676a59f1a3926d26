import { sql } from "kysely";
import type { Zone } from "#app/day/zone.ts";
import { type Locale, localeOr } from "#app/i18n/index.ts";
import { type Doors, inTenant, type TenantTx } from "#db/doors.ts";
import type { Change, ChangeAuthor } from "./audit-trail.server.ts";
import { idsIn, namesOf } from "./audit-trail-names.server.ts";

/**
 * Acts that all owners and administrators get an email about: rights granted or removed, and proposals and decisions of
 * two people. The actor gets it too. If one person uses a second address of another, the owner of the first address
 * finds out.
 */
const NOTICED: ReadonlySet<string> = new Set([
  "invitation.accepted",
  "membership.role_changed",
  "membership.removed",
  "engagement.accepted",
  "engagement.person_named",
  "model_consent.stated",
  "release_rule.stated",
  "second_factor_rule.stated",
  "organization.approval_required",
  "seller_detail.limit_changed",
  "bank_account.proposed",
  "bank_account.approved",
  "bank_account.rejected",
  "bank_account.taken_back",
  "report_release.proposed",
  "report_release.confirmed",
  "report_release.declined",
  "report_release.taken_back",
  "report.withdrawal_proposed",
  "report.withdrawn",
  "report.withdrawal_declined",
  "report.withdrawal_taken_back",
  "receipt.confirmed",
  "receipt.declined",
  "receipt.taken_back",
  "payment.refund_confirmed",
  "payment.refund_declined",
  "payment.refund_taken_back",
  "own_factor.proposed",
  "own_factor.approved",
  "own_factor.rejected",
  "tenant_deletion.asked",
  "tenant_deletion.confirmed",
  "tenant_deletion.taken_back",
  "assurance_statement.disowned",
  "activity.submitted",
  "activity.approved",
]);

/** Records are approved many times a day, so these acts cause at most one email a day. */
const DAILY = "activity.%";

/** Queues an email for everyone who manages the workspace and for the person concerned. A bulk approval is one row. */
export async function noteForAdministrators(
  tx: TenantTx,
  author: ChangeAuthor,
  change: Change,
  sequence: number,
): Promise<void> {
  if (!NOTICED.has(change.action) && !change.needsSecond) return;
  const concerned = (change.before as { userId?: string } | undefined)?.userId ?? null;
  await sql`insert into administrator_notice (tenant_id, sequence, user_id, action)
    select ${author.tenantId}::uuid, ${sequence}::bigint, p.user_id, ${change.action} from (
      select user_id from membership where organization_id is null and role in ('owner', 'admin')
      union select ${concerned}::text where ${concerned}::text is not null) p
    where ${change.action} not like ${DAILY} or not exists (
      select from administrator_notice n join audit_trail t on t.tenant_id = n.tenant_id and t.sequence = n.sequence
      where n.user_id = p.user_id and n.action = ${change.action} and t.user_id = ${author.userId})`.execute(tx);
}

/** An email to one person about acts in a workspace, oldest first. */
export interface AdministratorNotice {
  email: string;
  locale: Locale;
  /** The person's time zone, otherwise the workspace's. */
  zone: Zone;
  name: string;
  /** The organization whose audit trail is linked. Null for a workspace without one. */
  organizationId: string | null;
  tenantName: string;
  entries: NoticedEntry[];
}

export interface NoticedEntry {
  at: string;
  /** Null if the person left. */
  authorName: string | null;
  action: string;
  about: { en: string; zh: string } | null;
  /** The role that was granted. */
  role: string | null;
}

interface Claimed {
  tenant_id: string;
  sequence: number;
  user_id: string;
  email: string;
  name: string;
  locale: string;
  time_zone: string | null;
}

/** Writes due emails in the transaction that deletes their notes, so that no other process writes them again. */
export async function claimNotices(doors: Doors, write: Write): Promise<void> {
  await doors.withSystem(async (tx) => {
    const { rows } = await sql<Claimed>`
      delete from administrator_notice n using user_account u
      where u.id = n.user_id and exists (
        select from administrator_notice due where due.tenant_id = n.tenant_id and due.user_id = n.user_id
          and (due.action not like ${DAILY} or due.created_at < clock_timestamp() - interval '1 day'))
      returning n.tenant_id, n.sequence, n.user_id, u.email, u.name, u.locale, u.time_zone`.execute(tx);
    for (const tenantId of new Set(rows.map((row) => row.tenant_id))) {
      const own = rows.filter((row) => row.tenant_id === tenantId);
      await inTenant(tx, { tenantId, userId: "" }, (inside) => writeNotices(inside, own, write));
    }
  });
}

type Write = (tx: TenantTx, notice: AdministratorNotice) => Promise<void>;

async function writeNotices(tx: TenantTx, rows: readonly Claimed[], write: Write): Promise<void> {
  const sequences = [...new Set(rows.map(({ sequence }) => Number(sequence)))];
  const { entries, zone, ...of } = await describeEntries(tx, sequences);
  for (const userId of new Set(rows.map((row) => row.user_id))) {
    const mine = rows.filter((row) => row.user_id === userId);
    const { email, name, locale, time_zone } = mine[0]!;
    const about = mine.map(({ sequence }) => Number(sequence)).sort((a, b) => a - b);
    await write(tx, {
      email,
      name,
      ...of,
      locale: localeOr(locale),
      zone: time_zone ?? zone,
      entries: about.flatMap((sequence) => entries.get(sequence) ?? []),
    });
  }
}

async function describeEntries(tx: TenantTx, sequences: number[]) {
  const { name: tenantName, time_zone: zone } = await tx
    .selectFrom("tenant")
    .select(["name", "time_zone"])
    .executeTakeFirstOrThrow();
  const organization = await tx.selectFrom("organization").select("id").orderBy("id").limit(1).executeTakeFirst();
  const rows = await tx
    .selectFrom("audit_trail as t")
    .leftJoin("author as a", "a.id", "t.user_id")
    .select(["t.sequence", "t.at", "t.action", "t.subject_id", "t.before", "t.after", "a.name"])
    .where(sql<boolean>`t.sequence = any(${sequences}::bigint[])`)
    .execute();
  const parsed = rows.map((row) => ({
    row,
    subjectId: row.subject_id,
    before: row.before as { userId?: string } | null,
    after: row.after as { userId?: string; role?: string } | null,
  }));
  const names = await namesOf(tx, idsIn(parsed));
  const entries = new Map<number, NoticedEntry>();
  for (const { row, subjectId, before, after } of parsed) {
    entries.set(Number(row.sequence), {
      at: new Date(row.at).toISOString(),
      authorName: row.name,
      action: row.action,
      about: names.get((before ?? after)?.userId ?? "") ?? names.get(subjectId) ?? null,
      role: after?.role ?? null,
    });
  }
  return { tenantName, zone, organizationId: organization?.id ?? null, entries };
}
