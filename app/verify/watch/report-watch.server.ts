import { sql } from "kysely";
import { hashLinkToken, isLinkToken, makeLinkToken } from "#app/access/link-token.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Mail } from "#app/mail/letter.ts";
import { getPublishedReport, type PublishedReport } from "#app/report/verification.server.ts";
import type { PublicTx, SystemTx } from "#db/doors.ts";

/** How long a request to watch a report waits for its confirmation. */
const HOURS_TO_CONFIRM = 48;

/** Queues a mail in the transaction; null for one to no one. */
export type PostMail = (tx: SystemTx, mail: Mail | null) => Promise<void>;

interface WatchRequest {
  number: string;
  email: string;
  locale: Locale;
}

/** The system reads published data with the same queries. */
export function readingPublic(tx: SystemTx): PublicTx {
  return tx as unknown as PublicTx;
}

/**
 * Asks an address to confirm that it wants to watch a report. Queues one mail in every case, to no one where the address
 * already watches, so that neither the answer nor its time shows whether it does.
 *
 * @returns whether the report is current; nothing else can be watched. @throws AppError `not_found`
 */
export async function askToWatch(
  tx: SystemTx,
  { number, email, locale }: WatchRequest,
  { publicUrl, post }: { publicUrl: string; post: PostMail },
): Promise<boolean> {
  const { status } = await getPublishedReport(readingPublic(tx), number);
  if (status !== "current") return false;
  const { rows } = await sql<{ id: string; endsAt: Date }>`
    insert into report_watch as w (number, email, locale, asked_at, ends_at)
    values (${number}, ${email}, ${locale === "zh" ? "zh" : "en"}, now(), now() + make_interval(hours => ${HOURS_TO_CONFIRM}))
    on conflict (number, email) do update
      set asked_at = excluded.asked_at, ends_at = excluded.ends_at, locale = excluded.locale
      where w.confirmed_at is null
    returning id, ends_at as "endsAt"`.execute(tx);
  const asked = rows[0];
  if (!asked) {
    await post(tx, null);
    return true;
  }
  const url = `${publicUrl}/watch/${await makeLink(tx, asked.id)}`;
  const letter = { kind: "watchConfirm", number, url, stopUrl: url } as const;
  await post(tx, { to: email, locale, letter, expiresAt: asked.endsAt });
  return true;
}

/** Makes a link for a mail. Only its hash is stored. @returns its token */
export async function makeLink(tx: SystemTx, watchId: string): Promise<string> {
  const token = makeLinkToken();
  await tx
    .insertInto("report_watch_link")
    .values({ token_hash: hashLinkToken(token), watch_id: watchId })
    .execute();
  return token;
}

export interface FoundWatch {
  id: string;
  number: string;
  isConfirmed: boolean;
}

/** The watch that a link opens; null for every other link. The row is locked until the transaction ends. */
export async function findWatch(tx: SystemTx, token: string): Promise<FoundWatch | null> {
  if (!isLinkToken(token)) return null;
  const { rows } = await sql<FoundWatch>`
    select w.id, w.number, w.confirmed_at is not null as "isConfirmed"
      from report_watch w join report_watch_link l on l.watch_id = w.id
     where l.token_hash = ${hashLinkToken(token)} and (w.confirmed_at is not null or w.ends_at > clock_timestamp())
       for update of w`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Confirms a watch. If its report is no longer current, there is nothing to wait for, and the address is deleted.
 *
 * @returns the status of the report; null for a link that has ended
 */
export async function confirmWatch(tx: SystemTx, token: string): Promise<PublishedReport["status"] | null> {
  const watch = await findWatch(tx, token);
  if (!watch) return null;
  if (watch.isConfirmed) return "current";
  const { status } = await getPublishedReport(readingPublic(tx), watch.number);
  if (status !== "current") await removeWatch(tx, watch.id);
  else {
    await tx
      .updateTable("report_watch")
      .set({ confirmed_at: sql<Date>`clock_timestamp()`, ends_at: null })
      .where("id", "=", watch.id)
      .execute();
  }
  return status;
}

/** Deletes the address behind a link, confirmed or not. @returns the number of the report; null for a link that has ended */
export async function stopWatch(tx: SystemTx, token: string): Promise<string | null> {
  const watch = await findWatch(tx, token);
  if (watch) await removeWatch(tx, watch.id);
  return watch?.number ?? null;
}

export async function removeWatch(tx: SystemTx, id: string): Promise<void> {
  await tx.deleteFrom("report_watch").where("id", "=", id).execute();
}

/** Deletes the addresses that were not confirmed in time. */
export async function removeUnconfirmed(tx: SystemTx): Promise<void> {
  await tx.deleteFrom("report_watch").where("ends_at", "<=", sql<Date>`clock_timestamp()`).execute();
}
