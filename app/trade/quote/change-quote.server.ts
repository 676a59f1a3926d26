import { data, redirect } from "@remix-run/node";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { limitStep } from "#app/access/session.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { readText } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { env } from "#app/settings/env.server.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { reviseQuote, saveQuoteDraft, sendQuote, startQuote, withdrawQuote } from "./quote.server.ts";
import { readQuoteFields } from "./quote-form.ts";
import { renewQuoteLink } from "./quote-link.server.ts";
import { getQuote } from "./quote-list.server.ts";
import { rememberQuoteLink } from "./shown-quote-link.server.ts";

type Params = { tenantId?: string | undefined; quoteId?: string | undefined };

const MAX_FORM_BYTES = 256 * 1024;
const MORE = 4;

/** Every act of a quote's page; what is refused stays on the page with its reason. */
export function changeQuote(request: Request, params: Params, clientAddress: string) {
  return answerErrors(request, async () => {
    const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
    const actor = await requireTenantActor(request, params, "sell");
    const quoteId = requireId(params.quoteId);
    const here = `/tenants/${actor.tenantId}/quotes/${quoteId}`;
    const now = new Date();
    const within = <T>(work: Parameters<typeof asTenant<T>>[3]) => asTenant(request, params, "sell", work);
    switch (fields.get("intent")) {
      case "save":
      case "more": {
        const content = readQuoteFields(fields);
        if (content.inventoryId !== "") requireId(content.inventoryId);
        await within((tx) => saveQuoteDraft(tx, actor, quoteId, content, now));
        const more = fields.get("intent") === "more" ? `&more=${MORE}` : "";
        throw redirect(more ? `${here}?draft${more}#lines` : `${here}?draft&saved=1`);
      }
      case "send":
        return sendIt(request, params, clientAddress, { actor, quoteId, now });
      case "renew": {
        if (await limitStep("quote-mail", clientAddress, actor.userId)) return refuse("rate_limited", 429);
        const token = await within((tx) => renewQuoteLink(tx, actor, quoteId, now)).catch(asFault);
        if (typeof token !== "string") return refuse(token.fault);
        await mailQuote(request, params, { quoteId, token, isNew: false });
        throw redirect(here, { headers: rememberQuoteLink(actor.tenantId, quoteId, token) });
      }
      case "revise": {
        await within((tx) => reviseQuote(tx, actor, quoteId, now));
        throw redirect(`${here}?draft`);
      }
      case "duplicate": {
        const copy = await within(async (tx) => {
          const { clientId } = await getQuote(tx, quoteId, now);
          return startQuote(tx, actor, { clientId, copyOf: quoteId, now });
        });
        throw redirect(`/tenants/${actor.tenantId}/quotes/${copy}`);
      }
      case "withdraw": {
        const reason = normalText(fields.get("reason") ?? "", "NFC").slice(0, 1000);
        const fault = await within((tx) => withdrawQuote(tx, actor, quoteId, reason, now));
        if (fault) return refuse(fault);
        throw redirect(here);
      }
      default:
        // Whoever asks for nothing that there is learns as much as who asks for nothing.
        await within((tx) => getQuote(tx, quoteId, now));
        throw new AppError("invalid", { details: { reason: "intent" } });
    }
  });
}

async function sendIt(
  request: Request,
  params: Params,
  clientAddress: string,
  on: { actor: Awaited<ReturnType<typeof requireTenantActor>>; quoteId: string; now: Date },
) {
  const { actor, quoteId, now } = on;
  if (await limitStep("quote-mail", clientAddress, actor.userId)) return refuse("rate_limited", 429);
  const sent = await asTenant(request, params, "sell", (tx) => sendQuote(tx, actor, quoteId, now));
  const here = `/tenants/${actor.tenantId}/quotes/${quoteId}`;
  if (!sent.ok && sent.fault === "unprintable") return refuse(sayUnprinted(sent.unprinted, localeOf(request)));
  if (!sent.ok) return refuse(sent.fault === "content" ? sent.faults[0]!.code : sent.fault);
  await mailQuote(request, params, { quoteId, token: sent.token, isNew: true });
  throw redirect(here, { headers: rememberQuoteLink(actor.tenantId, quoteId, sent.token) });
}

/** The letter with the link, in the client's language. */
async function mailQuote(
  request: Request,
  params: Params,
  { quoteId, token, isNew }: { quoteId: string; token: string; isNew: boolean },
): Promise<void> {
  const { quote, client } = await asTenant(request, params, "sell", async (tx) => {
    const found = await getQuote(tx, quoteId);
    return { quote: found, client: await getClient(tx, found.clientId) };
  });
  const newest = quote.versions[0]!;
  const { legalNameEn: en, legalNameZh: zh } = newest.seller;
  void mailer().send({
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
  });
}

function refuse(fault: string, status = 422) {
  return data({ fault }, { status });
}

function asFault(error: unknown): { fault: string } {
  if (error instanceof AppError && error.code === "conflict") return { fault: String(error.details.reason) };
  throw error;
}
