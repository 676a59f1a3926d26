import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, inTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { env } from "#app/environment/env.server.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { findWaysToPay, listCheckouts, openCheckout } from "./checkout.server.ts";
import { RETURN_PATH } from "./checkout-return.server.ts";
import { CHECKOUT } from "./checkout-state.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.payment.pay);

const PayActions = defineActions({ open: { right: "trade.bill", schema: z.object({}) } });

/** Shows the result of each page from the database. The return URL proves nothing. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const invoice = await getInvoice(tx, requireId(params.invoiceId));
    const ways = await findWaysToPay(tx, paymentGateway(), invoice.currency);
    return {
      base: `/tenants/${tenantId}`,
      id: invoice.id,
      number: invoice.number,
      mayOpen: offers(PayActions, { may }).open && !("fault" in ways),
      fault: "fault" in ways ? ways.fault : null,
      checkouts: (await listCheckouts(tx, invoice.id)).map((one) => ({
        id: one.id,
        state: one.state,
        url: one.state === "open" ? (one.page?.url ?? null) : null,
        amount: formatMoney(money(one.amountMinor, one.currency)),
        expiresAt: one.expiresAt.toISOString(),
      })),
    };
  });

export const action = tenantAction(PayActions, {
  open: {
    outside: async ({ actor, params }) => {
      const invoiceId = requireId(params.invoiceId);
      const { publicUrl, platformTerms: terms } = env();
      const { locale } = await inTenant(actor, async (tx) => getClient(tx, (await getInvoice(tx, invoiceId)).clientId));
      const wish = { invoiceId, locale, returnPath: RETURN_PATH, publicUrl, now: new Date(), terms };
      const answer = await openCheckout(await doors(), paymentGateway(), actor, wish);
      if (!answer.ok) return refuse({ form: answer.fault, detail: answer.detail });
      return `/tenants/${actor.tenantId}/invoices/${invoiceId}/pay`;
    },
  },
});

export default function PayInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { payment: t, invoice } = useMessages();
  const clock = useClock();
  return (
    <PageBody>
      <PageHeader
        title={t.payTitle(page.number)}
        about={t.payAbout}
        crumbs={[
          { to: `${page.base}/invoices`, label: invoice.title },
          { to: `${page.base}/invoices/${page.id}`, label: page.number },
        ]}
        actions={
          page.mayOpen && (
            <Form method="post">
              <Button variant="primary">{t.open}</Button>
            </Form>
          )
        }
      />
      {answer && (
        <p role="alert" className="mb-6 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          {t.fault[answer.errors.form as keyof typeof t.fault]} {answer.errors.detail}
        </p>
      )}
      <p className="mb-6 max-w-160 text-14 text-muted">{t.payHint}</p>
      {page.fault && <p className="mb-6 max-w-160 text-14">{t.fault[page.fault]}</p>}
      <Section title={t.pages} count={page.checkouts.length}>
        {page.checkouts.length === 0 && <p className="py-3 text-14 text-muted">{t.noPages}</p>}
        <ul className="divide-y divide-line">
          {page.checkouts.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-14">
              <strong>{one.amount}</strong>
              <Chip tone={CHECKOUT.tones[one.state]}>{t.states[one.state]}</Chip>
              <span className="text-muted">
                <WholeDays>{`${t.validUntil} ${clock.instant(one.expiresAt)}`}</WholeDays>
              </span>
              {one.url && (
                <div className="basis-full">
                  <TextField
                    label={t.address}
                    name={`address-${one.id}`}
                    defaultValue={one.url}
                    readOnly
                    className="max-w-160"
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </PageBody>
  );
}
