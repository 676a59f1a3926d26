import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { readText } from "#app/http/form.server.ts";
import { leaveFor, leavingHeaders } from "#app/http/leave-site.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { LeaveSite } from "#app/kit/leave-site.tsx";
import { chosenLocale, LINK_HEADERS, orDead } from "#app/requests/recipient.server.ts";
import { COLUMN, RecipientFrame } from "#app/requests/recipient-frame.tsx";
import { getClient } from "#app/trade/client/client.server.ts";
import { rememberLink } from "#app/trade/payment/checkout-return.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { unprintedForClient } from "./client-draft.server.ts";
import { payOrderInvoice } from "./pay-invoice.server.ts";
import { acceptQuote, declineQuote } from "./quote-answer.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";
import { DeadQuote, QuotedPage } from "./quoted-page.tsx";
import { viewForClient } from "./quoted-view.server.ts";

export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...LINK_HEADERS, ...leavingHeaders(actionHeaders) });

/** One title for every quote: the tab of a browser tells nobody who buys what. */
export const meta: MetaFunction = ({ data: loaded }) => {
  const { common, quote } = translator((loaded as { locale?: Locale } | undefined)?.locale ?? "en");
  return [{ title: `${quote.recipient.pageTitle} · ${common.productName}` }];
};

/** The quote, and the order that it became, for whoever holds the link; every other link gets one and the same page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const search = new URL(request.url).searchParams;
    const page = await orDead(async () => {
      const link = await requireQuoteLink(params.token, context.clientAddress);
      return asClient(link, async (tx, open) => {
        const client = await getClient(tx, open.quote.clientId);
        const locale = chosenLocale(request, client.locale);
        const unprinted = search.get("draft") === "refused" ? await unprintedForClient(tx, open) : [];
        return { locale, unprinted, ...(await viewForClient(tx, paymentGateway(), open, locale)) };
      });
    });
    if (!page) return data({ step: "dead", locale: chosenLocale(request, null) } as const, { status: 404 });
    const back = search.get("checkout");
    return { step: "open", page, locale: page.locale, token: params.token ?? "", back } as const;
  });

const MAX_FORM_BYTES = 16 * 1024;

/** Accepts or declines what was shown, or goes on to pay an invoice. */
export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const { clientAddress } = context;
    const here = new URL(request.url).pathname;
    const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
    const text = (name: string, most: number) =>
      normalText(fields.get(name) ?? "", "NFC")
        .trim()
        .slice(0, most);
    const typed = { name: text("name", 100), role: text("role", 100), reason: text("reason", 1000) };
    const version = Number(fields.get("version") ?? "0") || 0;
    try {
      if (fields.get("intent") === "pay") {
        const wish = { token: params.token, invoiceId: requireId(fields.get("invoiceId") ?? undefined), clientAddress };
        const paid = await payOrderInvoice(request, wish);
        if ("fault" in paid) return data({ fault: paid.fault, typed }, { status: 422 });
        const { leave, headers } = leaveFor(paid.address);
        return data({ leave }, { headers: { ...headers, ...rememberLink(params.token ?? "") } });
      }
      const fault = await orDead(async () => {
        const link = await requireQuoteLink(params.token, clientAddress, "quote-answer");
        return asClient(link, async (tx, open) => {
          const answer = { version, clientAddress, now: new Date() };
          if (fields.get("intent") === "decline") {
            return { fault: await declineQuote(tx, open, { ...answer, reason: typed.reason }) };
          }
          if (fields.get("intent") !== "accept") throw new AppError("invalid", { details: { reason: "intent" } });
          // It makes an order, which a seller whose plan has lapsed can't work on; to decline, to read and to pay still works.
          await refuseLapsed(tx, link.tenantId, { asking: "guest" });
          const isAgreed = fields.has("agree");
          const accepted = await acceptQuote(tx, open, { ...answer, ...typed, isAgreed });
          return { fault: accepted.ok ? null : accepted.fault };
        });
      });
      if (fault?.fault) return data({ fault: fault.fault, typed }, { status: 422 });
    } catch (error) {
      if (error instanceof AppError && error.code === "payment_required") {
        return data({ fault: "seller_paused" as const, typed }, { status: 402 });
      }
      if (!(error instanceof AppError && error.code === "rate_limited")) throw error;
      return data({ fault: "rate_limited" as const, typed }, { status: 429 });
    }
    throw redirect(here);
  });

export default function Quoted() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={loaded.locale}>
      {loaded.step === "dead" ? (
        <DeadQuote />
      ) : answer && "leave" in answer ? (
        <div className={`${COLUMN} py-12`}>
          <LeaveSite address={answer.leave} />
        </div>
      ) : (
        <QuotedPage page={loaded.page} token={loaded.token} back={loaded.back} answer={answer ?? null} />
      )}
    </RecipientFrame>
  );
}
