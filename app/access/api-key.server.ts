import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { drawSecret, hashSecret, hintOf, isSecret } from "./api-key-secret.ts";
import type { ApiScope } from "./api-scope.ts";
import { hasRight, isStronger } from "./role.ts";

export interface NewApiKey {
  name: string;
  reach: "organization" | "tenant";
  scopes: readonly ApiScope[];
  /** Days from now, at most 365. */
  days: number;
}

type Author = ChangeAuthor & { organizationId: string };

const DAY_MS = 86_400_000;

/**
 * Creates a key of an organization, or of all organizations of the tenant. A key never reaches further than its maker.
 *
 * @returns the key and its secret, which is shown only this once
 * @throws AppError `forbidden` if an administrator of one organization requests all
 */
export async function makeApiKey(
  tx: TenantTx,
  author: Author,
  input: NewApiKey,
  now = new Date(),
): Promise<{ id: string; secret: string }> {
  if (input.reach === "tenant" && !(await managesTenant(tx, author.userId))) throw new AppError("forbidden");
  const secret = drawSecret();
  const row = {
    name: input.name,
    organization_id: input.reach === "tenant" ? null : author.organizationId,
    scopes: [...new Set(input.scopes)],
    secret_hint: hintOf(secret),
    expires_at: new Date(now.getTime() + input.days * DAY_MS),
  };
  const { id } = await tx
    .insertInto("api_key")
    .values({
      ...row,
      tenant_id: author.tenantId,
      secret_hash: hashSecret(secret),
      created_by: author.userId,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "api_key.made",
    subject: "api_key",
    subjectId: id,
    after: { ...describe(row), hint: row.secret_hint, expiresAt: row.expires_at.toISOString() },
  });
  return { id, secret };
}

/** The keys that reach an organization, including ended ones. */
export function selectApiKeys(tx: TenantTx, organizationId: string) {
  return selectKeys(tx, organizationId)
    .leftJoin("author", "author.id", "api_key.created_by")
    .select("author.name as maker_name")
    .select((select) =>
      select
        .selectFrom("api_key_use")
        .select((use) => use.fn.max("api_key_use.used_on").as("day"))
        .whereRef("api_key_use.api_key_id", "=", "api_key.id")
        .as("last_used_on"),
    );
}

/**
 * Revokes a key from the next request on. Revoking an ended key changes nothing.
 *
 * @throws AppError `not_found` for a key that does not reach the organization, `forbidden` if an administrator of one
 * organization would revoke a key of all
 */
export async function revokeApiKey(tx: TenantTx, author: Author, keyId: string): Promise<void> {
  const key = await selectKeys(tx, author.organizationId).where("api_key.id", "=", keyId).executeTakeFirst();
  if (!key) throw new AppError("not_found");
  if (key.organization_id === null && !(await managesTenant(tx, author.userId))) throw new AppError("forbidden");
  const ended = await tx
    .insertInto("api_key_revocation")
    .values({ tenant_id: author.tenantId, api_key_id: keyId, revoked_by: author.userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("api_key_id")
    .executeTakeFirst();
  if (!ended) return;
  await recordChange(tx, author, {
    action: "api_key.revoked",
    subject: "api_key",
    subjectId: keyId,
    before: { ...describe(key), hint: key.secret_hint },
  });
}

/** The properties that a key can read about itself. @throws AppError `not_found` */
export async function getApiKey(tx: TenantTx, keyId: string) {
  const row = await tx.selectFrom("api_key").selectAll().where("id", "=", keyId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const { id, name, organization_id: organizationId, expires_at: expiresAt } = row;
  return { id, name, organizationId, scopes: row.scopes as ApiScope[], expiresAt };
}

/** Whether a person manages the whole tenant, and not just one organization of it. */
export async function managesTenant(tx: TenantTx, userId: string): Promise<boolean> {
  const rows = await tx
    .selectFrom("membership")
    .select("role")
    .where("user_id", "=", userId)
    .where("organization_id", "is", null)
    .execute();
  return rows.some(({ role }) => hasRight({ role }, "workspace.manage"));
}

function selectKeys(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("api_key")
    .leftJoin("api_key_revocation", "api_key_revocation.api_key_id", "api_key.id")
    .selectAll("api_key")
    .select("api_key_revocation.revoked_at")
    .where((where) =>
      where.or([where("api_key.organization_id", "is", null), where("api_key.organization_id", "=", organizationId)]),
    );
}

function describe(row: { name: string; organization_id: string | null; scopes: string[] }) {
  return {
    name: { en: row.name, zh: row.name },
    reach: row.organization_id === null ? "tenant" : "organization",
    scopes: row.scopes,
  };
}

/** An active key. */
export interface KeyIdentity {
  keyId: string;
  tenantId: string;
  /** The one organization that it reaches. Null for every organization of the tenant. */
  organizationId: string | null;
  scopes: readonly ApiScope[];
  /** The current roles of its maker: in the whole tenant (null), or in one organization. */
  makerRoles: readonly { organizationId: string | null; role: Role }[];
}

/** Why a secret is refused. */
export type KeyFault = "key_unknown" | "key_mistyped" | "key_expired" | "key_revoked" | "key_without_maker";

/**
 * The key of a secret at this moment. A revoked key, and one whose maker has lost every membership, stop with the next
 * request. Records the day of use.
 */
export async function findApiKey(
  tx: SystemTx,
  secret: string,
  now: Date,
): Promise<{ ok: true; key: KeyIdentity } | { ok: false; fault: KeyFault }> {
  if (!isSecret(secret)) return { ok: false, fault: "key_mistyped" };
  const row = await tx
    .selectFrom("api_key")
    .leftJoin("api_key_revocation", (join) =>
      join
        .onRef("api_key_revocation.tenant_id", "=", "api_key.tenant_id")
        .onRef("api_key_revocation.api_key_id", "=", "api_key.id"),
    )
    .selectAll("api_key")
    .select("api_key_revocation.revoked_at")
    .where("secret_hash", "=", hashSecret(secret))
    .executeTakeFirst();
  if (!row) return { ok: false, fault: "key_unknown" };
  if (row.revoked_at) return { ok: false, fault: "key_revoked" };
  if (row.expires_at <= now) return { ok: false, fault: "key_expired" };
  const makerRoles = await rolesOf(tx, row.tenant_id, row.created_by, row.organization_id);
  if (makerRoles.length === 0) return { ok: false, fault: "key_without_maker" };
  await noteUse(tx, row.tenant_id, row.id, now);
  const { id: keyId, tenant_id: tenantId, organization_id: organizationId } = row;
  return { ok: true, key: { keyId, tenantId, organizationId, scopes: row.scopes as ApiScope[], makerRoles } };
}

/** The roles of a key's maker in an organization that the key reaches. None for an ended key. */
export async function roleOfMaker(
  tx: SystemTx,
  keyId: string,
  organizationId: string,
): Promise<{ tenantId: string; role: Role } | undefined> {
  const key = await tx
    .selectFrom("api_key as k")
    .leftJoin("api_key_revocation as r", (join) =>
      join.onRef("r.tenant_id", "=", "k.tenant_id").onRef("r.api_key_id", "=", "k.id"),
    )
    .select(["k.tenant_id", "k.created_by", "k.organization_id"])
    .where("k.id", "=", keyId)
    .where("r.api_key_id", "is", null)
    .executeTakeFirst();
  if (!key || (key.organization_id !== null && key.organization_id !== organizationId)) return undefined;
  const makerRoles = await rolesOf(tx, key.tenant_id, key.created_by, key.organization_id);
  return makerRoles.length === 0 ? undefined : { tenantId: key.tenant_id, role: roleOfKey({ makerRoles }) };
}

/** For a key of all organizations, only the membership of the whole tenant counts. */
async function rolesOf(tx: SystemTx, tenantId: string, userId: string, organizationId: string | null) {
  const rows = await tx
    .selectFrom("membership")
    .select(["organization_id", "role"])
    .where("tenant_id", "=", tenantId)
    .where("user_id", "=", userId)
    .where((where) =>
      where.or([
        where("organization_id", "is", null),
        ...(organizationId === null ? [] : [where("organization_id", "=", organizationId)]),
      ]),
    )
    .execute();
  return rows.map((row) => ({ organizationId: row.organization_id, role: row.role }));
}

async function noteUse(tx: SystemTx, tenantId: string, keyId: string, now: Date): Promise<void> {
  const day = utcDay(now);
  const { rows } = await sql`select 1 from api_key_use
    where tenant_id = ${tenantId} and api_key_id = ${keyId} and used_on = ${day}`.execute(tx);
  if (rows.length > 0) return;
  await tx
    .insertInto("api_key_use")
    .values({ tenant_id: tenantId, api_key_id: keyId, used_on: day })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The role of a key: its maker's current one. */
export function roleOfKey({ makerRoles }: Pick<KeyIdentity, "makerRoles">): Role {
  return makerRoles.map(({ role }) => role).reduce((best, role) => (isStronger(role, best) ? role : best));
}
