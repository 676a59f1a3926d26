import { createHash } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ActivityOrigin } from "#db/schema.ts";

/** Who made a change, and from where. */
export interface ChangeAuthor {
  tenantId: string;
  /** The id of an `author`: a member, or whatever else may act in their place. */
  userId: string;
  organizationId?: string | undefined;
  source: ActivityOrigin;
}

export interface Change {
  /** A verb in the past, such as `facility.added`. */
  action: string;
  subject: string;
  subjectId: string;
  before?: object | undefined;
  after?: object | undefined;
}

const FIRST_HASH = "0".repeat(64);

/**
 * Adds an entry to the tenant's audit trail, in the transaction of the change itself. Entries are chained: each hash
 * covers the entry and the hash before it, so a removed or edited row breaks the chain at a named place.
 */
export async function recordChange(tx: TenantTx, author: ChangeAuthor, change: Change): Promise<void> {
  // Two writers must not chain to the same entry; the lock ends with the transaction.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${author.tenantId}`}, 0))`.execute(tx);
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
}

/** SHA-256 over the canonical entry with `before` and `after` as JSON values; also what `fsck` recomputes. */
export function hashEntry(entry: { before: string | null; after: string | null; [field: string]: unknown }): string {
  const value = { ...entry, before: parse(entry.before), after: parse(entry.after) };
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** An entry of the audit trail as people read it. */
export interface TrailEntry {
  sequence: number;
  at: Date;
  /** Null where the author is no longer a member. */
  authorName: string | null;
  action: string;
  /** A name or number that says which one, where the entry carries it. */
  about: { en: string; zh: string } | null;
}

/** The latest changes of an organization, newest first. */
export async function listChanges(tx: TenantTx, organizationId: string, limit = 50): Promise<TrailEntry[]> {
  const rows = await tx
    .selectFrom("audit_trail")
    .leftJoin("author", "author.id", "audit_trail.user_id")
    .select(["sequence", "at", "action", "before", "after", "author.name as author_name"])
    .where("organization_id", "=", organizationId)
    .orderBy("sequence", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    at: row.at,
    authorName: row.author_name,
    action: row.action,
    about: nameIn(row.after) ?? nameIn(row.before),
  }));
}

function nameIn(value: object | null): TrailEntry["about"] {
  const { name, number, fileName } = (value ?? {}) as Record<string, unknown>;
  if (typeof name === "object" && name !== null && "en" in name && "zh" in name) {
    return { en: String(name.en), zh: String(name.zh) };
  }
  const text = number ?? fileName;
  return typeof text === "string" ? { en: text, zh: text } : null;
}
