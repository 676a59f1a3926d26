import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { inTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { postMail } from "#app/access/post.server.ts";
import { limitStep } from "#app/access/session.server.ts";
import { rememberLink } from "#app/access/shown-link.server.ts";
import {
  type Asked,
  type AskedFor,
  isRefused,
  orConflict,
  refuse,
  refuseForNow,
  type Verbs,
} from "#app/action/action.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { noteQueuedMail } from "#app/notice/client-mail.server.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { usualDeliverables } from "#app/trade/service/service-kinds.ts";
import type { TenantTx } from "#db/doors.ts";
import { reviseQuote, saveQuoteDraft, sendQuote, startQuote, withdrawQuote } from "./quote.server.ts";
import type { QuoteActions } from "./quote-action.ts";
import type { QuoteContent } from "./quote-content.ts";
import { readQuoteFields } from "./quote-form.ts";
import { renewQuoteLink } from "./quote-link.server.ts";
import { getQuote } from "./quote-list.server.ts";
import { addDeliverables } from "./quote-work.ts";

type QuoteAsked = Asked<TenantActor, unknown>;

const MORE = 4;

/** The page shows a refusal with its reason. */
export const quoteVerbs = {
  save: async (tx, asked) => `${await save(tx, asked)}?draft&saved=1`,
  more: async (tx, asked) => `${await save(tx, asked)}?draft&more=${MORE}#lines`,
  deliverables: async (tx, asked) => `${await save(tx, asked, proposeDeliverables)}?draft&saved=1#work`,
  send: { outside: send },
  renew: { outside: renew },
  revise: async (tx, asked) => {
    const { quoteId, here } = placeOf(asked);
    await reviseQuote(tx, asked.actor, quoteId, new Date());
    return `${here}?draft`;
  },
  duplicate: async (tx, asked) => {
    const { quoteId } = placeOf(asked);
    const now = new Date();
    const { clientId } = await getQuote(tx, quoteId, now);
    const copy = await startQuote(tx, asked.actor, { clientId, copyOf: quoteId, now });
    return `/tenants/${asked.actor.tenantId}/quotes/${copy}`;
  },
  withdraw: async (tx, asked) => {
    const { quoteId, here } = placeOf(asked);
    const fault = await withdrawQuote(tx, asked.actor, quoteId, { reason: asked.value.reason, now: new Date() });
    return fault ? refuse({ form: fault }) : here;
  },
} satisfies Verbs<TenantActor, typeof QuoteActions>;

function placeOf({ actor, params }: QuoteAsked) {
  const quoteId = requireId(params.quoteId);
  return { quoteId, here: `/tenants/${actor.tenantId}/quotes/${quoteId}` };
}

async function save(
  tx: TenantTx,
  asked: AskedFor<TenantActor, typeof QuoteActions, "save">,
  change: (tx: TenantTx, content: QuoteContent) => Promise<QuoteContent> = async (_tx, content) => content,
): Promise<string> {
  const { quoteId, here } = placeOf(asked);
  const content = await change(tx, readQuoteFields(asked.typed));
  if (content.inventoryId !== "") requireId(content.inventoryId);
  await saveQuoteDraft(tx, asked.actor, { quoteId, basedOn: asked.value.basedOn, content });
  return here;
}

/** Adds the usual deliverables of the services on the lines, for a person to edit. */
async function proposeDeliverables(tx: TenantTx, content: QuoteContent): Promise<QuoteContent> {
  const chosen = new Set(content.lines.map(({ serviceId }) => serviceId));
  const kinds = (await listServices(tx)).filter(({ id }) => chosen.has(id)).map(({ kind }) => kind);
  return { ...content, work: addDeliverables(content.work, usualDeliverables(kinds)) };
}

async function send(asked: QuoteAsked) {
  const { actor, request, clientAddress } = asked;
  const { quoteId } = placeOf(asked);
  const waitSeconds = await limitStep("quote-mail", clientAddress, actor.userId);
  if (waitSeconds) return refuseForNow(waitSeconds);
  const sent = await inTenant(actor, async (tx) => {
    const result = await sendQuote(tx, actor, quoteId, new Date());
    if (result.ok) await mailLink(tx, actor.tenantId, quoteId, { token: result.token, isNew: true });
    return result;
  });
  if (!sent.ok && sent.fault === "unprintable")
    return refuse({ form: sayUnprinted(sent.unprinted, localeOf(request)) });
  if (!sent.ok) return refuse({ form: sent.fault === "content" ? sent.faults[0]!.code : sent.fault });
  return showLink(asked, sent.token);
}

async function renew(asked: QuoteAsked) {
  const { actor, clientAddress } = asked;
  const { quoteId } = placeOf(asked);
  const waitSeconds = await limitStep("quote-mail", clientAddress, actor.userId);
  if (waitSeconds) return refuseForNow(waitSeconds);
  const token = await orConflict(
    inTenant(actor, async (tx) => {
      const made = await renewQuoteLink(tx, actor, quoteId, new Date());
      await mailLink(tx, actor.tenantId, quoteId, { token: made, isNew: false });
      return made;
    }),
  );
  return isRefused(token) ? token : showLink(asked, token);
}

/** The page shows the link once. */
function showLink(asked: QuoteAsked, token: string) {
  const { here } = placeOf(asked);
  return redirect(here, { headers: rememberLink(here, token) });
}

/** Sends the link in the client's language. */
async function mailLink(
  tx: TenantTx,
  tenantId: string,
  quoteId: string,
  { token, isNew }: { token: string; isNew: boolean },
) {
  const quote = await getQuote(tx, quoteId);
  const client = await getClient(tx, quote.clientId);
  const newest = quote.versions[0]!;
  const { legalNameEn: en, legalNameZh: zh } = newest.seller;
  const mailId = randomUUID();
  const mail = {
    to: client.email,
    locale: client.locale,
    letter: {
      kind: isNew ? "quote" : "quoteLink",
      recipient: client.contactName || localName(client.legalName, client.locale),
      seller: localName({ en, zh }, client.locale),
      number: quote.number,
      validUntil: newest.validUntil,
      url: `${env().publicUrl}/quotes/${token}`,
    },
  } as const;
  await postMail(tx, mail, mailId);
  await noteQueuedMail(tx, {
    tenantId,
    clientId: quote.clientId,
    kind: isNew ? "quote.sent" : "quote.link_renewed",
    subjectId: quoteId,
    occasion: quote.link?.number ?? 0,
    recipient: client.email,
    locale: client.locale,
    mailId,
    facts: {
      about: { en: quote.number, zh: quote.number },
      other: null,
      organization: null,
      amount: null,
      dueOn: null,
    },
  });
}
