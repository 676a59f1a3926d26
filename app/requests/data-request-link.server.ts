import { readActingAuthor } from "#app/access/acting.server.ts";
import { hashLinkToken, isLinkToken } from "#app/access/link-token.server.ts";
import { hasRight } from "#app/access/role.ts";
import { findAuthorStanding } from "#app/access/standing.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { isOpen, recipientAuthor } from "./data-request.server.ts";
import { type DataRequest, getDataRequest } from "./data-request-list.server.ts";

/** The tenant and request of a token. Whether the link still works is checked inside the tenant. */
export interface FoundLink {
  tenantId: string;
  requestId: string;
  number: number;
}

/** A request with its recipient as the author. */
export interface OpenRequest {
  request: DataRequest;
  author: ChangeAuthor & { organizationId: string };
}

/**
 * Looks up a token across all tenants. A malformed token never reaches a query. A link sent by a person of a
 * consultancy stops working when their engagement ends, and the company sends a new one.
 */
export async function findLink(tx: SystemTx, token: string): Promise<FoundLink | undefined> {
  if (!isLinkToken(token)) return undefined;
  const row = await tx
    .selectFrom("data_request_link as l")
    .innerJoin("data_request as r", (join) =>
      join.onRef("r.tenant_id", "=", "l.tenant_id").onRef("r.id", "=", "l.request_id"),
    )
    .select(["l.tenant_id", "l.request_id", "l.number", "l.created_by", "r.organization_id"])
    .where("l.token_hash", "=", hashLinkToken(token))
    .executeTakeFirst();
  if (row && readActingAuthor(row.created_by)) {
    const standing = await findAuthorStanding(tx, row.created_by, row.organization_id);
    if (!standing || !hasRight(standing, "requests.write")) return undefined;
  }
  return row && { tenantId: row.tenant_id, requestId: row.request_id, number: row.number };
}

/**
 * The request of a valid link: the newest one, not expired, withdrawn or accepted.
 *
 * @throws AppError `not_found` for every other link, without distinction
 */
export async function openRequest(tx: TenantTx, link: FoundLink, now: Date = new Date()): Promise<OpenRequest> {
  const newest = await tx
    .selectFrom("data_request_link as l")
    .innerJoin("data_request as r", "r.id", "l.request_id")
    .select(["l.number", "r.organization_id"])
    .where("l.request_id", "=", link.requestId)
    .orderBy("l.number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest?.number !== link.number) throw new AppError("not_found");
  const organizationId = newest.organization_id;
  const request = await getDataRequest(tx, organizationId, link.requestId);
  if (!isOpen(request, now)) throw new AppError("not_found");
  return { request, author: recipientAuthor({ tenantId: link.tenantId, organizationId, id: request.id }) };
}
