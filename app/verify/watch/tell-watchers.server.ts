import { sql } from "kysely";
import type { Mail } from "#app/mail/letter.ts";
import { lastDayOfValidity } from "#app/proof/report-life.ts";
import { findLaterReport, totalsOf } from "#app/report/later-report.server.ts";
import type { PublishedSummary } from "#app/report/report-publication.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import type { SystemTx } from "#db/doors.ts";
import { makeLink, type PostMail, readingPublic, removeWatch } from "./report-watch.server.ts";

/** Watchers of one transaction. */
const MOST_AT_ONCE = 100;

interface Notice {
  logIndex: number;
  number: string;
  kind: "supersede" | "withdraw" | "expire";
  successor: string | null;
  reason: string | null;
}

interface Watcher {
  id: string;
  email: string;
  locale: "en" | "zh";
  isConfirmed: boolean;
}

/**
 * Mails the oldest open event of a report to up to a hundred watchers, in one transaction: mails, the watches that end
 * and those that go on with the version that replaced the report. A watch that was not confirmed gets no mail.
 *
 * @returns whether there was something to do, so a caller repeats until there is not
 */
export async function tellWatchers(
  tx: SystemTx,
  { publicUrl, post }: { publicUrl: string; post: PostMail },
): Promise<boolean> {
  const { rows } = await sql<Notice>`
    select n.log_index as "logIndex", n.number, s.kind, s.facts ->> 'by' as successor, s.facts ->> 'reason' as reason
      from report_watch_notice n join statement s on s.log_index = n.log_index
     order by n.log_index limit 1 for update of n skip locked`.execute(tx);
  const notice = rows[0];
  if (!notice) return false;
  const watchers = await listUnmailed(tx, notice);
  if (watchers.length === 0) {
    await tx.deleteFrom("report_watch_notice").where("log_index", "=", notice.logIndex).execute();
    return true;
  }
  const letterFor = await writer(tx, notice, publicUrl);
  for (const watcher of watchers) {
    if (watcher.isConfirmed) {
      const { email: to, locale } = watcher;
      await post(tx, { to, locale, letter: await letterFor(watcher) });
    }
    if (notice.kind !== "supersede") await removeWatch(tx, watcher.id);
    else if (watcher.isConfirmed) await followTo(tx, watcher, notice.successor!);
    else await noteMailed(tx, watcher.id, notice.logIndex);
  }
  if (notice.kind === "supersede") await noticeAgain(tx, notice.successor!);
  return true;
}

/** Also unconfirmed ones: their lock makes a confirmation of this moment wait, or makes this wait for it. */
async function listUnmailed(tx: SystemTx, { number, logIndex }: Notice): Promise<Watcher[]> {
  const { rows } = await sql<Watcher>`
    select id, email, locale, confirmed_at is not null as "isConfirmed" from report_watch
     where number = ${number} and (mailed_index is null or mailed_index < ${logIndex})
     order by id limit ${MOST_AT_ONCE} for update`.execute(tx);
  return rows;
}

async function writer(
  tx: SystemTx,
  notice: Notice,
  publicUrl: string,
): Promise<(watcher: Watcher) => Promise<Mail["letter"]>> {
  const { number } = notice;
  const open = readingPublic(tx);
  const { summary, expiresAt } = await getPublishedReport(open, number);
  const about = { number, organization: bothNames(summary) };
  const url = `${publicUrl}/verify/${number}`;
  if (notice.kind === "withdraw") {
    const later = (await findLaterReport(open, number))?.number ?? null;
    return async () => ({ kind: "watchWithdrawn", ...about, reason: notice.reason ?? "", later, url });
  }
  if (notice.kind === "expire") {
    const day = lastDayOfValidity(expiresAt!.toISOString());
    return async () => ({ kind: "watchExpired", ...about, day, url });
  }
  const successor = notice.successor!;
  const after = totalsOf((await getPublishedReport(open, successor)).summary);
  const before = totalsOf(summary);
  return async ({ id }) => {
    const stopUrl = `${publicUrl}/watch/${await makeLink(tx, id)}`;
    return {
      kind: "watchSuperseded",
      ...about,
      successor,
      before,
      after,
      url: `${publicUrl}/verify/${successor}`,
      stopUrl,
    };
  };
}

function bothNames({ organization }: PublishedSummary) {
  return { en: organization.en ?? "", zh: organization.zh ?? "" };
}

/** The watch goes on with the version that replaced its report; the links of two that become one stay valid. */
async function followTo(tx: SystemTx, { id, email }: Watcher, successor: string): Promise<void> {
  const other = await tx
    .selectFrom("report_watch")
    .select(["id", "confirmed_at"])
    .where("number", "=", successor)
    .where("email", "=", email)
    .forUpdate()
    .executeTakeFirst();
  if (other?.confirmed_at) {
    await tx.updateTable("report_watch_link").set({ watch_id: other.id }).where("watch_id", "=", id).execute();
    await removeWatch(tx, id);
    return;
  }
  if (other) await removeWatch(tx, other.id);
  await tx.updateTable("report_watch").set({ number: successor, mailed_index: null }).where("id", "=", id).execute();
}

async function noteMailed(tx: SystemTx, id: string, logIndex: number): Promise<void> {
  await tx.updateTable("report_watch").set({ mailed_index: logIndex }).where("id", "=", id).execute();
}

/** What already happened to the version that watchers follow is mailed too. */
async function noticeAgain(tx: SystemTx, number: string): Promise<void> {
  await sql`insert into report_watch_notice (log_index, number)
    select log_index, number from statement
     where number = ${number} and kind in ('supersede', 'withdraw', 'expire')
    on conflict do nothing`.execute(tx);
}
