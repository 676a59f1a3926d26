import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { countryName, listCountries } from "#app/kit/country.ts";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { subtract } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { recordPayer } from "#app/trade/payment/payer.server.ts";
import { PayerSetting } from "#app/trade/payment/payer.ts";
import { EBOPS } from "#app/trade/service/trade-statistics.ts";
import { getExportDetail } from "./export-detail.server.ts";
import { type EvidenceGap, gapsOf } from "./exported-service.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.exportedService.evidence);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const locale = localeOf(request);
    const { exported, credits, payments } = await getExportDetail(tx, requireId(params.invoiceId));
    const { evidence, client, net, netAtHome, received, receivedAtHome, outstanding } = exported;
    return {
      base: `/tenants/${tenantId}`,
      invoiceId: exported.invoiceId,
      number: exported.number,
      issuedOn: exported.issuedOn,
      period: exported.period,
      clientName: exported.clientName,
      country: countryName(client.country, locale),
      taxId: client.taxId,
      net: withHome(formatMoney(net), netAtHome && evidence.isForeignCurrency ? formatMoney(netAtHome) : null),
      received: withHome(
        formatMoney(received),
        receivedAtHome && evidence.isForeignCurrency ? formatMoney(receivedAtHome) : null,
      ),
      outstanding: formatMoney(outstanding),
      fapiao: evidence.fapiao,
      contract: evidence.contract && { ...evidence.contract, acceptedAt: evidence.contract.acceptedAt.toISOString() },
      services: exported.services,
      hasOtherLines: exported.hasOtherLines,
      credits: credits.map(({ id, number }) => ({ id, number })),
      payments: payments.map((payment) => ({
        ...{ id: payment.id, receivedOn: payment.receivedOn, payer: payment.payer, reference: payment.reference },
        ...{ country: payment.country, version: payment.version },
        countryName: payment.country && countryName(payment.country, locale),
        arrived: formatMoney(subtract(payment.amount, payment.charge)),
        charge: payment.charge.minor > 0n ? formatMoney(payment.charge) : null,
        refunded: payment.refunded.minor > 0n ? formatMoney(payment.refunded) : null,
      })),
      gaps: gapsOf(exported),
      countries: listCountries(locale).map(({ code, name }) => ({ value: code, label: name })),
      mayRecord: offers(DetailActions, { may }).payer,
      isSaved: new URL(request.url).searchParams.has("payer"),
    };
  });

function withHome(amount: string, home: string | null): string {
  return home ? `${amount} (${home})` : amount;
}

const DetailActions = defineActions({
  payer: savesSetting(PayerSetting, PayerSetting.schema.extend({ paymentId: z.string().default("") })),
});

export const action = tenantAction(DetailActions, {
  payer: async (tx, { actor, params, value: { paymentId, basedOn, country } }) => {
    const invoiceId = requireId(params.invoiceId);
    const { payments } = await getExportDetail(tx, invoiceId);
    if (!payments.some(({ id }) => id === paymentId)) throw new AppError("not_found");
    const fault = await recordPayer(tx, actor, { paymentId, basedOn, country });
    return fault
      ? refuse({ country: fault })
      : `/tenants/${actor.tenantId}/exported-services/${invoiceId}?payer=1#payments`;
  },
});

export default function ExportDetailPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { exportedService: t } = useMessages();
  const locale = useLocale();
  const at = `${page.base}/exported-services`;
  return (
    <PageBody>
      <PageHeader
        title={page.number}
        about={t.detail.about(localName(page.clientName, locale), page.country)}
        crumbs={[{ to: at, label: t.title }]}
        actions={
          <ButtonLink to={`${at}/${page.invoiceId}/evidence.zip`} icon="download" reloadDocument>
            {t.pack}
          </ButtonLink>
        }
      />
      <div className="max-w-192 space-y-12">
        {page.isSaved && !answer && <DoneLine isStacked>{t.detail.saved}</DoneLine>}
        <p className="max-w-160 text-14 text-muted">{t.noAdvice}</p>
        <Gaps />
        <Facts />
        <Contract />
        <Services />
        <Payments />
        <Documents />
      </div>
    </PageBody>
  );
}

function Gaps() {
  const { gaps, base, invoiceId } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  const places: Record<EvidenceGap, string | null> = {
    contract: null,
    received: `${base}/receipts/new`,
    payer: "#payments",
    fapiao: `${base}/invoices/${invoiceId}#fapiao`,
    statistics: "#services",
    rate: null,
  };
  return (
    <Section title={t.detail.lacksTitle}>
      {gaps.length === 0 && <p className="mt-3 text-14">{t.detail.complete}</p>}
      {gaps.length > 0 && (
        <ul className="mt-3 flex flex-wrap gap-2">
          {gaps.map((gap) => {
            const to = places[gap];
            const chip = <Chip tone="warning">{t.lacks[gap]}</Chip>;
            return (
              <li key={gap}>
                {to ? (
                  <Link to={to} className="touch:py-2">
                    {chip}
                  </Link>
                ) : (
                  chip
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function Facts() {
  const page = useLoaderData<typeof loader>();
  const { exportedService: t, fapiao } = useMessages();
  const locale = useLocale();
  const { period } = page;
  return (
    <Section title={t.detail.facts}>
      <FactList
        facts={[
          { label: t.issuedOn, value: formatDay(page.issuedOn, locale) },
          ...(period
            ? [
                {
                  label: t.detail.period,
                  value: t.period(formatDay(period.from, locale), formatDay(period.to, locale)),
                },
              ]
            : []),
          ...(page.taxId ? [{ label: t.taxId, value: page.taxId }] : []),
          { label: t.net, value: page.net },
          { label: t.paid, value: page.received },
          { label: t.outstanding, value: page.outstanding },
          ...(page.fapiao === null ? [] : [{ label: fapiao.title, value: page.fapiao || fapiao.none }]),
        ]}
      />
    </Section>
  );
}

function Contract() {
  const { contract, base } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.detail.contract}>
      {contract === null ? (
        <p className="mt-3 text-14 text-muted">{t.noContract}</p>
      ) : (
        <FactList
          facts={[
            {
              label: t.detail.quote,
              value: (
                <Link className="text-link" to={`${base}/quotes/${contract.quoteId}`}>
                  {contract.number}
                </Link>
              ),
            },
            {
              label: t.detail.acceptedHead,
              value: t.detail.accepted(clock.instant(contract.acceptedAt), contract.signerName, contract.signerRole),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Services() {
  const { services, hasOtherLines, base } = useLoaderData<typeof loader>();
  const { exportedService: t, service: words } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.services} id="services">
      {(services.length === 0 || hasOtherLines) && <p className="mt-3 text-14 text-muted">{t.noService}</p>}
      {services.length > 0 && (
        <Table
          caption={t.services}
          isStacked
          rows={services}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "service",
              head: t.services,
              isRowHead: true,
              cell: ({ id, nameEn, nameZh }) => (
                <Link className="text-link" to={`${base}/services/${id}`}>
                  {localName({ en: nameEn, zh: nameZh }, locale)}
                </Link>
              ),
            },
            { key: "kind", head: t.kind, cell: ({ kind }) => words.kinds[kind] },
            {
              key: "ebops",
              head: words.ebops,
              cell: ({ ebops }) => (ebops ? `${EBOPS[ebops]} ${words.ebopsItems[ebops]}` : words.notChosen),
            },
            {
              key: "mode",
              head: words.supplyMode,
              cell: ({ supplyMode }) => (supplyMode ? words.supplyModes[supplyMode] : words.notChosen),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Payments() {
  const { payments } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  return (
    <Section title={t.detail.payments} id="payments">
      {payments.length === 0 && <p className="mt-3 text-14 text-muted">{t.detail.noPayments}</p>}
      <ul className="divide-y divide-line">
        {payments.map((payment) => (
          <li key={payment.id} className="py-4">
            <Payment payment={payment} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type ShownPayment = ReturnType<typeof useLoaderData<typeof loader>>["payments"][number];

function Payment({ payment }: { payment: ShownPayment }) {
  const { base, countries, mayRecord } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { exportedService: t } = useMessages();
  const locale = useLocale();
  const isTyped = answer?.typed.paymentId === payment.id;
  const errors: Record<string, string> = isTyped ? answer.errors : {};
  const word = (fault: string) => t.faults[fault as keyof typeof t.faults] ?? fault;
  return (
    <>
      <p className="text-14 font-semibold">
        <Link className="text-link" to={`${base}/payments/${payment.id}`}>
          {t.detail.received(formatDay(payment.receivedOn, locale), payment.arrived)}
        </Link>
      </p>
      {payment.charge && <p className="text-14">{t.detail.charge(payment.charge)}</p>}
      {payment.refunded && <p className="text-14">{t.detail.refunded(payment.refunded)}</p>}
      <FactList
        facts={[
          ...(payment.payer ? [{ label: t.detail.payer, value: payment.payer }] : []),
          { label: t.detail.reference, value: <span className="break-all">{payment.reference}</span> },
          ...(mayRecord ? [] : [{ label: t.payerCountry, value: payment.countryName || t.detail.chooseCountry }]),
        ]}
      />
      {mayRecord && (
        <Form method="post" noValidate preventScrollReset className="mt-3 max-w-104 space-y-3" key={payment.version}>
          <FormErrors errors={listErrors(errors, word)} />
          <BasedOn setting={nameSetting("payment_payer", [payment.id])} version={payment.version} />
          <input type="hidden" name="paymentId" value={payment.id} />
          <SelectField
            label={t.payerCountry}
            name="country"
            id={`country-${payment.id}`}
            hint={t.detail.countryHint}
            required={false}
            placeholder={t.detail.chooseCountry}
            defaultValue={isTyped ? (answer.typed.country ?? "") : payment.country}
            error={errors.country && word(errors.country)}
            options={countries}
          />
          <Button name="intent" value="payer" variant="secondary">
            {t.detail.save}
          </Button>
        </Form>
      )}
    </>
  );
}

function Documents() {
  const { base, invoiceId, number, credits, contract } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  const invoice = `${base}/invoices/${invoiceId}`;
  const files = [
    { to: `${invoice}/pdf`, label: t.detail.invoiceFile(number) },
    ...credits.map((credit) => ({
      to: `${invoice}/credit-notes/${credit.id}/pdf`,
      label: t.detail.creditFile(credit.number),
    })),
    ...(contract ? [{ to: `${base}/quotes/${contract.quoteId}/quote.pdf`, label: t.detail.quoteFile }] : []),
  ];
  return (
    <Section title={t.detail.documents}>
      <ul className="mt-3 space-y-2 text-14">
        <li>
          <Link className="text-link" to={invoice}>
            {number}
          </Link>
        </li>
        {files.map(({ to, label }) => (
          <li key={to}>
            <Link className="text-link" to={to} reloadDocument>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
