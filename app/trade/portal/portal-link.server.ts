import { hashLinkToken, isLinkToken, makeLinkToken } from "#app/access/link-token.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type Client, getClient } from "#app/trade/client/client.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";

/** The tenant and client of a token. Whether the link is still valid is checked within the tenant. */
export interface FoundPortalLink {
  tenantId: string;
  clientId: string;
  number: number;
}

/** A client with the holder of its link as the author. */
export interface OpenPortal {
  client: Client;
  author: ChangeAuthor;
}

/** The newest link of a client. */
export interface PortalLink {
  number: number;
  email: string;
  sentAt: Date;
  expiresAt: Date;
}

/** The same as for the link of a quote. */
const DAYS_OPEN = 730;

/** The link by which the portal can be opened, also if it has expired. Null if there was none or the access ended. */
export async function findPortalAccess(tx: TenantTx, clientId: string): Promise<PortalLink | null> {
  const row = await newestLink(tx, clientId);
  if (!row?.email || !row.expires_at) return null;
  return { number: row.number, email: row.email, sentAt: row.created_at, expiresAt: row.expires_at };
}

/**
 * Makes a new link to the portal of a client. The previous link ends.
 *
 * @returns the token; the database stores only its hash
 * @throws AppError `not_found`; `conflict` with `client_email_missing`
 */
export async function addPortalLink(tx: TenantTx, author: ChangeAuthor, clientId: string, now: Date): Promise<string> {
  await lockTrail(tx, author.tenantId);
  const { email } = await getClient(tx, clientId);
  if (email === "") throw new AppError("conflict", { details: { reason: "client_email_missing" } });
  const token = makeLinkToken();
  const expiresAt = new Date(now.getTime() + DAYS_OPEN * 86_400_000);
  const columns = { token_hash: hashLinkToken(token), email, expires_at: expiresAt };
  await addRow(tx, author, clientId, { action: "client.portal_sent", columns });
  return token;
}

/** Ends the access without a new link. A second end changes nothing. @throws AppError `not_found` */
export async function endPortalAccess(tx: TenantTx, author: ChangeAuthor, clientId: string): Promise<void> {
  await lockTrail(tx, author.tenantId);
  if (!(await findPortalAccess(tx, clientId))) return;
  const columns = { token_hash: null, email: null, expires_at: null };
  await addRow(tx, author, clientId, { action: "client.portal_ended", columns });
}

/** The email address of each of these clients, and whether it has a link in force. Ids of others are left out. */
export async function listForLink(
  tx: TenantTx,
  clientIds: readonly string[],
  now: Date,
): Promise<{ id: string; email: string; isOpen: boolean }[]> {
  const rows = await tx
    .selectFrom("current_client as c")
    .leftJoinLateral(
      (select) =>
        select
          .selectFrom("client_portal_link as l")
          .select("l.expires_at")
          .whereRef("l.client_id", "=", "c.client_id")
          .orderBy("l.number", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .select(["c.client_id", "c.email", "newest.expires_at"])
    .where("c.client_id", "in", clientIds)
    .execute();
  return rows.map(({ client_id, email, expires_at }) => ({
    id: client_id,
    email,
    isOpen: expires_at !== null && expires_at > now,
  }));
}

/** Looks up a token in all tenants. A malformed token never reaches a query. */
export async function findPortalLink(tx: SystemTx, token: string): Promise<FoundPortalLink | undefined> {
  if (!isLinkToken(token)) return undefined;
  const row = await tx
    .selectFrom("client_portal_link")
    .select(["tenant_id", "client_id", "number"])
    .where("token_hash", "=", hashLinkToken(token))
    .executeTakeFirst();
  return row && { tenantId: row.tenant_id, clientId: row.client_id, number: row.number };
}

/**
 * Opens the client of a link if the link is the newest one and not expired.
 *
 * @throws AppError `not_found` for every other link, always the same
 */
export async function openPortal(tx: TenantTx, link: FoundPortalLink, now: Date): Promise<OpenPortal> {
  const access = await findPortalAccess(tx, link.clientId);
  if (access?.number !== link.number || access.expiresAt <= now) throw new AppError("not_found");
  const client = await getClient(tx, link.clientId);
  return { client, author: clientAuthor(link.tenantId, client.id) };
}

/** The author of a client's acts, who has a link but no account. */
export function clientAuthor(tenantId: string, clientId: string): ChangeAuthor {
  return { tenantId, userId: `client:${clientId}`, source: "link" };
}

function newestLink(tx: TenantTx, clientId: string) {
  return tx
    .selectFrom("client_portal_link")
    .select(["number", "email", "created_at", "expires_at"])
    .where("client_id", "=", clientId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function addRow(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  {
    action,
    columns,
  }: {
    action: "client.portal_sent" | "client.portal_ended";
    columns: { token_hash: Uint8Array | null; email: string | null; expires_at: Date | null };
  },
): Promise<void> {
  const { legalName } = await getClient(tx, clientId);
  const number = ((await newestLink(tx, clientId))?.number ?? 0) + 1;
  await tx
    .insertInto("client_portal_link")
    .values({ tenant_id: author.tenantId, client_id: clientId, number, ...columns, created_by: author.userId })
    .execute();
  const workspace = { ...author, organizationId: author.tenantId };
  await recordChange(tx, workspace, { action, subject: "client", subjectId: clientId, after: { name: legalName } });
}
