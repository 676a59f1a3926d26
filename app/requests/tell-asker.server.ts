import { postMail } from "#app/access/post.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localName } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OpenRequest } from "./data-request-link.server.ts";

/** Emails the member who sent the request, in their language. */
export async function tellAsker(tx: TenantTx, { request, author }: OpenRequest): Promise<void> {
  const { askedBy, id, recipientName: recipient, product } = request;
  if (!askedBy) return;
  const { email: to, name, locale } = askedBy;
  const url = `${env().publicUrl}/organizations/${author.organizationId}/data-requests/${id}`;
  const organization = localName((await getOrganization(tx, author.organizationId)).name, locale);
  const kind = product ? "supplierFactorAnswered" : "dataRequestAnswered";
  await postMail(tx, { to, locale, letter: { kind, name, recipient, organization, url } });
}
