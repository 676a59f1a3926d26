import { createHash } from "node:crypto";
import { sql } from "kysely";
import { noteAct } from "#app/notice/note.server.ts";
import { chainText, FIRST_HASH } from "#app/proof/audit-chain.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ActivityOrigin } from "#db/schema.ts";
import { noteForAdministrators } from "./administrator-notice.server.ts";
import { namesOf } from "./audit-trail-names.server.ts";

export interface ChangeAuthor {
  tenantId: string;
  /** The id of an `author`: a member or another actor in their place. */
  userId: string;
  organizationId?: string | undefined;
  source: ActivityOrigin;
}

export interface Change {
  /** A past-tense verb, such as `facility.added`. */
  action: string;
  subject: string;
  subjectId: string;
  before?: object | undefined;
  after?: object | undefined;
  /** A second person has to agree, so everyone who manages the workspace is notified. */
  needsSecond?: boolean | undefined;
}

/**
 * Adds an entry to the tenant's audit trail in the transaction of the change. Each hash covers the entry and the
 * previous hash, so removing or editing a row breaks the chain at a known position.
 */
export async function recordChange(tx: TenantTx, author: ChangeAuthor, change: Change): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const last = await tx
    .selectFrom("audit_trail")
    .select(["sequence", "hash"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: new Date().toISOString(),
    user_id: author.userId,
    organization_id: author.organizationId ?? null,
    action: change.action,
    subject: change.subject,
    subject_id: change.subjectId,
    before: change.before ? JSON.stringify(change.before) : null,
    after: change.after ? JSON.stringify(change.after) : null,
    source: author.source,
    previous_hash: last?.hash ?? FIRST_HASH,
  };
  await tx
    .insertInto("audit_trail")
    .values({ tenant_id: author.tenantId, ...entry, hash: hashEntry(entry) })
    .execute();
  const mentions = mentionsOf(entry).map((id) => ({
    tenant_id: author.tenantId,
    mentioned_id: id,
    sequence: entry.sequence,
  }));
  await tx.insertInto("audit_trail_mention").values(mentions).execute();
  await noteForAdministrators(tx, author, change, entry.sequence);
  const { action, subject, subjectId, before, after } = change;
  const act = { sequence: entry.sequence, action, subject, subjectId, before, after };
  const { tenantId, userId: authorId, organizationId = null } = author;
  await noteAct(tx, { tenantId, authorId, organizationId, ...act }, (ids) => namesOf(tx, ids));
}

/**
 * Prevents two writers from chaining to the same entry. Released when the transaction ends. Code that assigns numbers
 * in a tenant takes this lock first, because its act is recorded in the trail too. This keeps one lock order.
 */
export async function lockTrail(tx: TenantTx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${tenantId}`}, 0))`.execute(tx);
}

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** More than any act has. Further mentions are found through the versions of the records. */
const MOST_MENTIONS = 3000;

/** Every id in an entry. Records, facilities and sources find their history through these. */
export function mentionsOf(entry: { subject_id: string; before: string | null; after: string | null }): string[] {
  const text = `${entry.before ?? ""} ${entry.after ?? ""}`;
  return [...new Set([entry.subject_id, ...(text.match(UUIDS) ?? [])])].slice(0, MOST_MENTIONS);
}

/** An entry as hashed. `before` and `after` are JSON text. */
export interface HashedEntry {
  sequence: number;
  at: string;
  user_id: string;
  organization_id: string | null;
  action: string;
  subject: string;
  subject_id: string;
  before: string | null;
  after: string | null;
  source: string;
  previous_hash: string;
}

/** SHA-256 of the canonical entry with `before` and `after` as JSON values. `fsck` recalculates it. */
export function hashEntry(entry: HashedEntry): string {
  const value = { ...entry, before: parse(entry.before), after: parse(entry.after) };
  return createHash("sha256").update(chainText(value)).digest("hex");
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
