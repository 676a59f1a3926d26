import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";
import type { NoticeFacts } from "#db/notice-schema.ts";
import { isNoticeKind, type NoticeKindName } from "./notice-kind.ts";

/** A notice as its person sees it. */
export interface Notice {
  id: string;
  kind: NoticeKindName;
  facts: NoticeFacts;
  /** Name of the workspace where it happened. */
  workspace: string;
  path: string;
  createdAt: Date;
  readAt: Date | null;
}

/** The newest notices of a person. Older ones are found in the audit trail. */
const MOST_LISTED = 500;

/** The bell shows a larger number as "99+". */
const MOST_COUNTED = 100;

/** Notices are deleted after this many days. */
const DAYS_KEPT = 180;

/** A person's newest notices in all workspaces that they still have access to. */
export async function listNotices(tx: SystemTx, userId: string): Promise<Notice[]> {
  const rows = await tx
    .selectFrom("visible_notice as n")
    .innerJoin("tenant as t", "t.id", "n.tenant_id")
    .select(["n.id", "n.kind", "n.facts", "n.path", "n.created_at", "n.read_at", "t.name"])
    .where("n.user_id", "=", userId)
    .orderBy("n.created_at", "desc")
    .orderBy("n.id")
    .limit(MOST_LISTED)
    .execute();
  return rows.flatMap(({ id, kind, facts, name: workspace, path, created_at: createdAt, read_at: readAt }) =>
    isNoticeKind(kind) ? [{ id, kind, facts, workspace, path, createdAt, readAt }] : [],
  );
}

/** How many notices a person has not read, up to the number that the bell shows. */
export async function countUnread(tx: SystemTx, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from visible_notice where user_id = ${userId} and read_at is null limit ${MOST_COUNTED}) unread`.execute(tx);
  return rows[0]!.count;
}

/** Marks a notice as read. @returns where it leads, or null if the person has no such notice */
export async function readNotice(tx: SystemTx, userId: string, noticeId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("visible_notice")
    .select("path")
    .where("user_id", "=", userId)
    .where("id", "=", noticeId)
    .executeTakeFirst();
  if (!row) return null;
  await markRead(tx, userId).where("id", "=", noticeId).execute();
  return row.path;
}

export async function readAllNotices(tx: SystemTx, userId: string): Promise<void> {
  await markRead(tx, userId).execute();
}

function markRead(tx: SystemTx, userId: string) {
  return tx
    .updateTable("notice")
    .set({ read_at: sql<Date>`clock_timestamp()` })
    .where("user_id", "=", userId)
    .where("read_at", "is", null);
}

export async function removeOldNotices(tx: SystemTx): Promise<void> {
  await tx
    .deleteFrom("notice")
    .where("created_at", "<", sql<Date>`now() - make_interval(days => ${DAYS_KEPT})`)
    .execute();
  await tx.deleteFrom("notice_digest").where("day", "<", sql<string>`current_date - ${DAYS_KEPT}::int`).execute();
}
