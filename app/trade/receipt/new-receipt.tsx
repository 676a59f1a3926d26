import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button } from "#app/kit/button.tsx";
import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { isCurrency } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { formatMoney, parseMoney, printAmount } from "#app/money/money-text.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listOfferedCurrencies } from "#app/trade/seller/used-currency.server.ts";
import { listOpenLines } from "#app/trade/statement/bank-statement.server.ts";
import { bookReceipt, type ReceiptFault } from "./receipt.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.receipt.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId }) => {
    const { searchParams } = new URL(request.url);
    const lineId = searchParams.get("line") ?? "";
    const line = (await listOpenLines(tx)).find(({ id }) => id === lineId);
    const invoices = (await listInvoices(tx)).filter(({ standing }) => standing.state !== "credited");
    const invoice = invoices.find(({ id }) => id === searchParams.get("invoice"));
    const currency = line?.currency ?? invoice?.currency ?? "";
    return {
      base: `/tenants/${tenantId}`,
      invoices: invoices.map((one) => ({
        id: one.id,
        label: `${one.number} · ${one.client.legalNameEn || one.client.legalNameZh} · ${formatMoney(money(one.totalMinor, one.currency))}`,
      })),
      currencies: await listOfferedCurrencies(tx),
      values: {
        invoiceId: invoice?.id ?? "",
        bankLineId: line?.id ?? "",
        receivedOn: line?.bookedOn ?? (await sellerToday(tx)),
        currency,
        arrived: line ? printAmount(money(line.amountMinor, line.currency)) : "",
        fee: "0",
        payer: line?.payer ?? "",
        bankReference: line?.bankReference ?? "",
      } as Record<string, string>,
    };
  });

const rate = z
  .string()
  .default("")
  .refine((typed) => typed === "" || /^\d{1,9}(\.\d{1,12})?$/.test(typed), "rate");
const ReceiptForm = z.object({
  invoiceId: z.uuid("invoice"),
  bankLineId: z.union([z.uuid(), z.literal("")]).default(""),
  receivedOn: z.iso.date("date"),
  currency: z.string().refine(isCurrency, "currency"),
  arrived: z.string().max(40, "amount_grammar").default(""),
  fee: z.string().max(40, "amount_grammar").default("0"),
  payer: z.string().max(300, "too_long").default(""),
  bankReference: z.string().max(200, "too_long").default(""),
  rate,
  rateSource: z.string().max(200, "too_long").default(""),
  homeRate: rate,
  homeRateSource: z.string().max(200, "too_long").default(""),
});

const NewReceiptActions = defineActions({ book: { right: "trade.bill", schema: ReceiptForm } });

const FIELD_OF: Partial<Record<ReceiptFault, string>> = {
  amount_missing: "arrived",
  payer_missing: "payer",
  bank_reference_missing: "bankReference",
  date_in_future: "receivedOn",
  rate_missing: "rate",
  rate_needless: "rate",
  source_missing: "rateSource",
  receipt_known: "bankReference",
  line_differs: "arrived",
};

export const action = tenantAction(NewReceiptActions, {
  book: async (tx, { actor, value }) => {
    const { currency, rateSource, homeRate, homeRateSource, bankLineId, ...rest } = value;
    const arrived = parseMoney(rest.arrived, currency);
    const fee = parseMoney(rest.fee === "" ? "0" : rest.fee, currency);
    if (!arrived.ok) return refuse({ arrived: arrived.fault });
    if (!fee.ok) return refuse({ fee: fee.fault });
    const booked = await bookReceipt(tx, actor, {
      invoiceId: rest.invoiceId,
      receivedOn: rest.receivedOn,
      currency,
      payer: rest.payer,
      bankReference: rest.bankReference,
      bankLineId: bankLineId || null,
      arrivedMinor: arrived.money.minor,
      bankFeeMinor: fee.money.minor,
      settlement: rest.rate === "" ? null : { rate: rest.rate, source: rateSource },
      exchange: homeRate === "" ? null : { rate: homeRate, source: homeRateSource },
      today: await sellerToday(tx),
    });
    if (!booked.ok) return refuse({ [FIELD_OF[booked.fault] ?? "invoiceId"]: booked.fault });
    return `/tenants/${actor.tenantId}/receipts`;
  },
});

export default function NewReceipt() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { receipt: t, bankStatement } = useMessages();
  const values = answer?.typed ?? page.values;
  const errors = answer?.errors ?? {};
  const say = (name: string) => (errors[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined);
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: say(name) });
  return (
    <PageBody>
      <PageHeader title={t.newTitle} about={t.newAbout} crumbs={[{ to: `${page.base}/receipts`, label: t.title }]} />
      <Form method="post" className="max-w-160 space-y-4">
        <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
        <input type="hidden" name="bankLineId" value={values.bankLineId ?? ""} />
        <SelectField
          {...field("invoiceId")}
          label={t.invoice}
          placeholder={t.chooseInvoice}
          options={page.invoices.map(({ id, label }) => ({ value: id, label }))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field("receivedOn")} type="date" label={t.receivedOn} />
          <SelectField
            {...field("currency")}
            label={t.currency}
            placeholder="—"
            options={[
              { label: bankStatement.used, options: codeOptions(page.currencies.used) },
              { label: bankStatement.others, options: codeOptions(page.currencies.rest) },
            ]}
          />
          <TextField {...field("arrived")} inputMode="decimal" label={t.arrived} />
          <TextField {...field("fee")} inputMode="decimal" label={t.fee} hint={t.feeHint} />
          <TextField {...field("payer")} label={t.payer} />
          <TextField {...field("bankReference")} label={t.bankReference} />
          <TextField {...field("rate")} inputMode="decimal" label={t.rate} hint={t.rateHint} required={false} />
          <TextField {...field("rateSource")} label={t.rateSource} required={false} />
          <TextField
            {...field("homeRate")}
            inputMode="decimal"
            label={t.homeRate}
            hint={t.homeRateHint}
            required={false}
          />
          <TextField {...field("homeRateSource")} label={t.homeRateSource} required={false} />
        </div>
        <Button>{t.book}</Button>
      </Form>
    </PageBody>
  );
}
