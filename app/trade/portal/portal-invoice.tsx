import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { publicAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { leavingHeaders } from "#app/http/leave-site.ts";
import { localName } from "#app/i18n/index.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { LeaveSite } from "#app/kit/leave-site.tsx";
import { Section } from "#app/kit/section.tsx";
import { chosenLocale, LINK_HEADERS, orDead } from "#app/requests/recipient.server.ts";
import { COLUMN, RecipientFrame } from "#app/requests/recipient-frame.tsx";
import { getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { InvoicesForClient } from "#app/trade/invoice/invoices-for-client.tsx";
import { viewInvoices } from "#app/trade/invoice/view-for-client.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { payClientInvoice } from "#app/trade/quote/pay-invoice.server.ts";
import { asPortalClient, requirePortalLink } from "#app/trade/quote/quote-door.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { meta } from "./portal.tsx";
import { DeadPortal } from "./portal-page.tsx";

export { meta };

export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...LINK_HEADERS, ...leavingHeaders(actionHeaders) });

/** An invoice of the client with the ways to pay it. An invoice of another client gets the page of an invalid link. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const page = await orDead(async () => {
      const invoiceId = requireId(params.invoiceId);
      const door = await requirePortalLink(params, context.clientAddress);
      return asPortalClient(door, async (tx, { client }) => {
        const own = await getInvoice(tx, invoiceId);
        if (own.clientId !== client.id) throw new AppError("not_found");
        const [invoice] = await viewInvoices(tx, paymentGateway(), [own]);
        const locale = chosenLocale(request, client.locale);
        const seller = await getSellerDetail(tx);
        return {
          ...{ locale, invoice: invoice!, portal: door.address, client: localName(client.legalName, locale) },
          seller: seller ? localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, locale) : "",
        };
      });
    });
    if (!page) return data({ page: null, back: null, locale: chosenLocale(request, null) }, { status: 404 });
    return { page, back: new URL(request.url).searchParams.get("checkout"), locale: page.locale };
  });

const InvoiceActions = defineActions({ pay: { right: "public.use", schema: z.object({}) } });

export const action = publicAction(InvoiceActions, {
  pay: {
    outside: async ({ request, params, clientAddress }) => {
      try {
        const door = await requirePortalLink(params, clientAddress, "quote-pay");
        return await payClientInvoice(request, door, params.invoiceId);
      } catch (error) {
        if (error instanceof AppError && error.code === "rate_limited") return refuse({ form: "rate_limited" }, 429);
        throw error;
      }
    },
  },
});

export default function PortalInvoice() {
  const { page, back, locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={locale}>
      {!page ? (
        <DeadPortal />
      ) : answer && "leave" in answer ? (
        <div className={`${COLUMN} py-12`}>
          <LeaveSite address={answer.leave} />
        </div>
      ) : (
        <Invoice page={page} back={back} fault={answer?.errors.form} />
      )}
    </RecipientFrame>
  );
}

interface InvoiceProps {
  page: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["page"]>;
  back: string | null;
  fault: string | undefined;
}

function Invoice({ page: { invoice, portal, seller, client }, back, fault }: InvoiceProps) {
  const { portal: words, payment, quote } = useMessages();
  const { page: t } = words;
  const { faults } = quote.recipient;
  return (
    <div className={`${COLUMN} space-y-6 pt-8 pb-14 max-md:pt-6`}>
      <div>
        <p className="text-14">
          <Link className="text-link touch:py-2" to={portal}>
            {t.title}
          </Link>
        </p>
        <h1 className="mt-2 text-25 font-semibold max-md:text-20">
          {t.invoice} <span className="tabular-nums">{invoice.number}</span>
        </h1>
        <p className="mt-1 text-14 text-muted">
          {t.from(seller)} · {t.for(client)}
        </p>
      </div>
      {fault && (
        <p role="alert" className="text-14 text-bad-ink">
          {payment.fault[fault] ?? faults[fault as keyof typeof faults] ?? fault}
        </p>
      )}
      <Section title={t.invoiceAbout}>
        <InvoicesForClient
          invoices={[invoice]}
          files={portal}
          action={`${portal}/invoices/${invoice.id}`}
          back={back}
        />
      </Section>
    </div>
  );
}
