import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { TenantTx, VerifierTx } from "#db/doors.ts";

const ACCESS_KINDS = [
  "opened",
  "lines",
  "line",
  "lines_file",
  "document",
  "recomputation",
  "evidence",
  "file_preview",
  "file_download",
  "completeness",
  "trail",
  "findings",
  "statement",
  "plan",
  "sampling",
  "misstatements",
  "requests",
  "pack",
] as const;

export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One view: who, when and what. The line or file is hidden until the verifier's statement, because it was sampled. */
export interface Access {
  id: string;
  at: Date;
  name: string;
  kind: AccessKind;
  /** Null if it is hidden or the view has none. */
  subject: string | null;
}

export interface VerifierActor {
  tenantId: string;
  userId: string;
  engagementId: string;
  organizationId: string;
  inventoryId: string;
  source: "page";
}

/** Logs a view in the transaction that reads the data, so that nothing is shown without a log entry. */
export async function noteAccess(
  tx: VerifierTx,
  who: VerifierActor,
  look: { kind: AccessKind; subject?: string },
): Promise<void> {
  const id = randomUUID();
  const key = { tenant_id: who.tenantId, engagement_id: who.engagementId };
  await tx
    .insertInto("assurance_access")
    .values({ ...key, id, user_id: who.userId, kind: look.kind })
    .execute();
  const subject = (look.subject ?? "").slice(0, 300).trim();
  if (subject === "") return;
  await tx
    .insertInto("assurance_access_subject")
    .values({ ...key, access_id: id, subject })
    .execute();
}

/**
 * Views of an engagement, newest first, optionally those after a given view. The caller has checked the owner of the
 * engagement.
 */
export async function listAccess(
  tx: TenantTx,
  engagementId: string,
  page: { limit: number; after?: string | undefined },
): Promise<Access[]> {
  const rows = await tx
    .selectFrom("assurance_access as a")
    .leftJoin("assurance_access_subject as s", "s.access_id", "a.id")
    .leftJoin("author as u", "u.id", "a.user_id")
    .select(["a.id", "a.at", "a.kind", "s.subject", "u.name"])
    .where("a.engagement_id", "=", engagementId)
    .$if(page.after !== undefined, (query) =>
      query.where(sql<boolean>`(a.at, a.id) < (select l.at, l.id from assurance_access l where l.id = ${page.after})`),
    )
    .orderBy("a.at", "desc")
    .orderBy("a.id", "desc")
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    name: row.name ?? "",
    kind: row.kind as AccessKind,
    subject: row.subject,
  }));
}

export async function countAccess(tx: TenantTx, engagementId: string): Promise<number> {
  const { count } = await tx
    .selectFrom("assurance_access")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("engagement_id", "=", engagementId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
