import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { inTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { postMail } from "#app/access/post.server.ts";
import { limitStep } from "#app/access/session.server.ts";
import { rememberLink } from "#app/access/shown-link.server.ts";
import { type Asked, isRefused, orConflict, refuse, refuseForNow } from "#app/action/action.server.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { env } from "#app/environment/env.server.ts";
import { fieldsRead } from "#app/http/form.server.ts";
import { localName } from "#app/i18n/index.ts";
import { noteQueuedMail } from "#app/notice/client-mail.server.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addPortalLink, findPortalAccess, listForLink } from "./portal-link.server.ts";

/** Sends the client a new link to the portal, which the page then shows once. */
export async function sendPortalLink({ actor, params, clientAddress }: Asked<TenantActor, unknown>) {
  const clientId = requireId(params.clientId);
  const waitSeconds = await limitStep("quote-mail", clientAddress, actor.userId);
  if (waitSeconds) return refuseForNow(waitSeconds);
  const token = await orConflict(inTenant(actor, (tx) => sendLink(tx, actor, clientId)));
  if (isRefused(token)) return token;
  const page = `/tenants/${actor.tenantId}/clients/${clientId}`;
  return redirect(`${page}?saved=portal`, { headers: rememberLink(page, token) });
}

/** Clients that get a link at once. */
export const MOST_SENT = 50;

/**
 * Sends links to the selected clients that have none in force and an email address. Each client is a transaction of its
 * own. The address reports how many got a link, had one, lack an address, and have no client details.
 */
export async function sendPortalLinks({ actor, request, clientAddress }: Asked<TenantActor, unknown>) {
  const chosen = [...new Set(fieldsRead(request, "client").filter((id) => UUID.test(id)))];
  if (chosen.length === 0) return refuse({ form: "clients_missing" });
  if (chosen.length > MOST_SENT) return refuse({ form: "clients_many" });
  const clients = await inTenant(actor, (tx) => listForLink(tx, chosen, new Date()));
  const ready = clients.filter(({ email, isOpen }) => email !== "" && !isOpen);
  if (ready.length > 0) {
    const waitSeconds = await limitStep("quote-mail", clientAddress, actor.userId, ready.length);
    if (waitSeconds) return refuseForNow(waitSeconds);
  }
  for (const { id } of ready) await inTenant(actor, (tx) => sendLink(tx, actor, id));
  const open = clients.filter(({ isOpen }) => isOpen).length;
  const counts = [ready.length, open, clients.length - open - ready.length, chosen.length - clients.length];
  const address = new URL(request.url);
  address.searchParams.set("portal", counts.join("-"));
  return `${address.pathname}${address.search}`;
}

async function sendLink(tx: TenantTx, actor: TenantActor & ChangeAuthor, clientId: string): Promise<string> {
  const token = await addPortalLink(tx, actor, clientId, new Date());
  await mailLink(tx, actor.tenantId, clientId, token);
  return token;
}

/** Sends the link in the client's language. */
async function mailLink(tx: TenantTx, tenantId: string, clientId: string, token: string): Promise<void> {
  const { email: to, locale, contactName, legalName } = await getClient(tx, clientId);
  const access = await findPortalAccess(tx, clientId);
  const seller = await getSellerDetail(tx);
  const mailId = randomUUID();
  const letter = {
    kind: "portalLink",
    recipient: contactName || localName(legalName, locale),
    seller: seller ? localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, locale) : "",
    expiresAt: await sellerToday(tx, access!.expiresAt),
    url: `${env().publicUrl}/clients/${token}`,
  } as const;
  await postMail(tx, { to, locale, letter }, mailId);
  await noteQueuedMail(tx, {
    ...{ tenantId, clientId, kind: "client.portal_sent", subjectId: clientId, occasion: access!.number },
    ...{ recipient: to, locale, mailId },
    facts: { about: null, other: null, organization: null, amount: null, dueOn: null },
  });
}
