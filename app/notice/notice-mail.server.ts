import { sql } from "kysely";
import { isBlankAddress } from "#app/access/blank-account.server.ts";
import { hashLinkToken, isLinkToken, makeLinkToken } from "#app/access/link-token.server.ts";
import { type Locale, localeOr } from "#app/i18n/index.ts";
import type { SystemTx } from "#db/doors.ts";
import type { NoticeFacts, NoticeMode } from "#db/notice-schema.ts";
import { isNoticeKind } from "./notice-kind.ts";
import { noticeScope, noticeText } from "./notice-text.ts";

/** A mail about the notices of one person, in that person's language. */
export interface NoticeMail {
  email: string;
  locale: Locale;
  name: string;
  lines: { text: string; scope: string }[];
  /** The token of the link that ends the daily summary. Null for a mail at once. */
  stopToken: string | null;
}

export type WriteNoticeMail = (tx: SystemTx, mail: NoticeMail) => Promise<void>;

/** Notices that one sweep mails. The next sweep takes the rest. */
const MOST_NOTICES = 200;
const MOST_PEOPLE = 50;

/** The hour of the day from which a daily summary is sent, in the person's time zone. */
const DIGEST_HOUR = 8;

/** How a notice is mailed: as its person chose for the kind, or as the kind is declared. */
const MODE = sql.raw("coalesce(p.mail, n.urgency)");

interface Claimed {
  id: string;
  user_id: string;
  kind: string;
  facts: NoticeFacts;
  workspace: string;
  mode: string;
  email: string;
  name: string;
  locale: string;
}

/**
 * Writes the mails of notices that are mailed at once, in the transaction that marks them: two workers never write the
 * same one. Notices that were read, whose person lost access, or who wants no mail, are only marked.
 *
 * @returns whether there may be more
 */
export async function claimUrgentNotices(tx: SystemTx, write: WriteNoticeMail): Promise<boolean> {
  const { rows } = await sql<Claimed>`
    with due as (
      select n.tenant_id, n.id, ${MODE} as mode
      from notice n left join notice_preference p on p.user_id = n.user_id and p.kind = n.kind
      where n.mailed_at is null and ${MODE} <> 'digest'
      order by n.created_at limit ${MOST_NOTICES} for update of n skip locked)
    update notice n set mailed_at = clock_timestamp() from due, user_account u, tenant t
    where n.tenant_id = due.tenant_id and n.id = due.id and u.id = n.user_id and t.id = n.tenant_id
    returning n.id, n.user_id, n.kind, n.facts, t.name as workspace, due.mode, u.email, u.name, u.locale`.execute(tx);
  const wanted = await keepVisible(
    tx,
    rows.filter(({ mode }) => mode === "now"),
  );
  for (const own of byPerson(wanted)) await write(tx, mailOf(own, null));
  return rows.length === MOST_NOTICES;
}

/**
 * Writes the daily summaries that are due: from 8:00 in the person's time zone, one a day.
 *
 * @returns whether there may be more
 */
export async function claimDigests(tx: SystemTx, now: Date, write: WriteNoticeMail): Promise<boolean> {
  const { rows: due } = await sql<{ user_id: string; day: string }>`
    select w.user_id, to_char(w.at, 'YYYY-MM-DD') as day from (
      select n.user_id, ${now}::timestamptz at time zone min(coalesce(u.time_zone, t.time_zone, 'UTC')) as at
      from notice n join user_account u on u.id = n.user_id join tenant t on t.id = n.tenant_id
        left join notice_preference p on p.user_id = n.user_id and p.kind = n.kind
      where n.mailed_at is null and ${MODE} = 'digest' group by n.user_id) w
    where extract(hour from w.at) >= ${DIGEST_HOUR}
      and not exists (select from notice_digest d where d.user_id = w.user_id and d.day = w.at::date)
    order by w.user_id limit ${MOST_PEOPLE}`.execute(tx);
  for (const { user_id: userId, day } of due) await writeDigest(tx, { userId, day }, write);
  return due.length === MOST_PEOPLE;
}

async function writeDigest(
  tx: SystemTx,
  { userId, day }: { userId: string; day: string },
  write: WriteNoticeMail,
): Promise<void> {
  const token = makeLinkToken();
  // Another worker that is at the same day waits here, and then finds the row.
  const claimed = await tx
    .insertInto("notice_digest")
    .values({ user_id: userId, day, token_hash: hashLinkToken(token) })
    .onConflict((conflict) => conflict.columns(["user_id", "day"]).doNothing())
    .returning("day")
    .executeTakeFirst();
  if (!claimed) return;
  const { rows } = await sql<Claimed>`
    with due as (
      select n.tenant_id, n.id from notice n
        left join notice_preference p on p.user_id = n.user_id and p.kind = n.kind
      where n.user_id = ${userId} and n.mailed_at is null and ${MODE} = 'digest'
      order by n.created_at limit ${MOST_NOTICES} for update of n skip locked)
    update notice n set mailed_at = clock_timestamp() from due, user_account u, tenant t
    where n.tenant_id = due.tenant_id and n.id = due.id and u.id = n.user_id and t.id = n.tenant_id
    returning n.id, n.user_id, n.kind, n.facts, t.name as workspace, 'digest' as mode, u.email, u.name, u.locale
    `.execute(tx);
  const off = await tx
    .selectFrom("notice_preference")
    .select("mail")
    .where("user_id", "=", userId)
    .where("kind", "=", DIGEST)
    .executeTakeFirst();
  if (off?.mail === "never") return;
  for (const own of byPerson(await keepVisible(tx, rows))) await write(tx, mailOf(own, token));
}

/** The name of the daily summary among the preferences. */
export const DIGEST = "digest";

/** Notices that their person can still see and has not read. A verifier whose account was deleted keeps the engagement. */
async function keepVisible(tx: SystemTx, rows: Claimed[]): Promise<Claimed[]> {
  if (rows.length === 0) return [];
  const seen = await tx
    .selectFrom("visible_notice")
    .select("id")
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .where("read_at", "is", null)
    .execute();
  const ids = new Set(seen.map(({ id }) => id));
  return rows.filter(({ id, email }) => ids.has(id) && !isBlankAddress(email));
}

function byPerson(rows: Claimed[]): Claimed[][] {
  const people = [...new Set(rows.map(({ user_id }) => user_id))];
  return people.map((userId) => rows.filter(({ user_id }) => user_id === userId));
}

function mailOf(rows: Claimed[], stopToken: string | null): NoticeMail {
  const { email, name, locale: stored } = rows[0]!;
  const locale = localeOr(stored);
  const lines = rows.flatMap(({ kind, facts, workspace }) =>
    isNoticeKind(kind)
      ? [{ text: noticeText({ kind, facts }, locale), scope: noticeScope({ facts, workspace }, locale) }]
      : [],
  );
  return { email, name, locale, lines, stopToken };
}

/** Ends the daily summary by the link of one. @returns whether the link is known */
export async function stopDigest(tx: SystemTx, token: string): Promise<boolean> {
  if (!isLinkToken(token)) return false;
  const row = await tx
    .selectFrom("notice_digest")
    .select("user_id")
    .where("token_hash", "=", hashLinkToken(token))
    .executeTakeFirst();
  if (!row) return false;
  await choose(tx, row.user_id, DIGEST, "never");
  return true;
}

/** Stores how a person wants to be mailed about a kind, or about the daily summary. */
export async function choose(tx: SystemTx, userId: string, kind: string, mail: NoticeMode): Promise<void> {
  await tx
    .insertInto("notice_preference")
    .values({ user_id: userId, kind, mail })
    .onConflict((conflict) => conflict.columns(["user_id", "kind"]).doUpdateSet({ mail }))
    .execute();
}
