import { omit } from "#app/encoding/omit.ts";
import {
  addClient,
  type Client,
  type ClientDetails,
  changeClient,
  getClient,
} from "#app/trade/client/client.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The operator's client record of a tenant. Null before its first order. */
export async function findBuyer(tx: TenantTx, buyerTenantId: string): Promise<Client | null> {
  const row = await tx
    .selectFrom("plan_buyer")
    .select("client_id")
    .where("buyer_tenant_id", "=", buyerTenantId)
    .executeTakeFirst();
  return row ? getClient(tx, row.client_id) : null;
}

/**
 * Stores the buyer's details for its invoices. Requires the lock of the audit trail.
 *
 * @returns null if the name is missing in both languages
 */
export async function keepBuyer(
  tx: TenantTx,
  author: ChangeAuthor,
  { buyerTenantId, details }: { buyerTenantId: string; details: ClientDetails },
): Promise<Client | null> {
  const known = await findBuyer(tx, buyerTenantId);
  if (!known) return addBuyer(tx, author, buyerTenantId, details);
  const { id, version, ...before } = omit(known, "organizationId", "since");
  if (isSame(before, details)) return known;
  const fault = await changeClient(tx, author, id, { basedOn: version, details });
  return fault ? null : getClient(tx, id);
}

async function addBuyer(
  tx: TenantTx,
  author: ChangeAuthor,
  buyerTenantId: string,
  details: ClientDetails,
): Promise<Client | null> {
  const added = await addClient(tx, author, details);
  if (!added.ok) return null;
  await tx
    .insertInto("plan_buyer")
    .values({
      tenant_id: author.tenantId,
      buyer_tenant_id: buyerTenantId,
      client_id: added.clientId,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "plan_buyer.added",
    subject: "client",
    subjectId: added.clientId,
    after: { workspaceId: buyerTenantId },
  });
  return getClient(tx, added.clientId);
}

function isSame(a: ClientDetails, b: ClientDetails): boolean {
  const text = (one: ClientDetails) =>
    JSON.stringify([one.legalName.en, one.legalName.zh, one.country, one.taxId, one.address.en, one.address.zh]) +
    JSON.stringify([one.contactName, one.email, one.isBusiness, one.locale]);
  return text(a) === text(b);
}
