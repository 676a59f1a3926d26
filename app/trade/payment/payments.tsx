import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { TenantActor } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { type Asked, refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { env } from "#app/environment/env.server.ts";
import { leaveFor, leavingHeaders } from "#app/http/leave-site.ts";
import { localeOf } from "#app/http/locale.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { countryName } from "#app/kit/country.ts";
import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { LeaveSite } from "#app/kit/leave-site.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { CURRENCIES, isCurrency } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { formatMoney, parseMoney } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { savesSetting } from "#app/setting/setting.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { keptTolerance, listTolerances, stateTolerance } from "#app/trade/receipt/receipt.server.ts";
import { ToleranceSetting } from "#app/trade/receipt/tolerance.ts";
import { connectAccount, getProviderAccount } from "#app/trade/seller/provider-account.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listDisputes } from "./dispute-list.server.ts";
import { DisputeList } from "./dispute-list.tsx";
import { CAPABILITIES, CHECKED_ON, capabilityOf } from "./gateway/capability.ts";
import { endPaymentTask, listPaymentTasks } from "./payment-task.server.ts";
import { PAYMENT_TASK, type PaymentTaskEnd } from "./payment-task-state.ts";
import { payments } from "./payments.list.server.ts";
import { listRefundRequests } from "./refund-list.server.ts";
import { RefundList } from "./refund-list.tsx";
import { viewDispute, viewRefund } from "./refund-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.payment.title);

export const headers: HeadersFunction = ({ actionHeaders }) => leavingHeaders(actionHeaders);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(payments, routed, async (tx, { base, may }) => ({
    base,
    mayBill: offers(PaymentsActions, { may }).tolerance,
    mayManage: offers(PaymentsActions, { may }).connect,
    isOff: paymentGateway().provider === "offline",
    ...(await viewCountries(tx, localeOf(routed.request))),
    account: await getProviderAccount(tx),
    checkedOn: CHECKED_ON,
    feeFrom: env().platformTerms?.country ?? null,
    toleranceVersion: (await keptTolerance.latest(tx, {})).version,
    tolerances: (await listTolerances(tx)).map(({ currency, toleranceMinor }) => ({
      currency,
      amount: formatMoney(money(toleranceMinor, currency)),
    })),
    refunds: (await listRefundRequests(tx))
      .filter(({ state }) => ["waiting", "to_send", "asked"].includes(state))
      .map((one) => ({
        ...viewRefund(one, base),
        about: { to: `${base}/payments/${one.payment.id}`, label: one.invoiceNumber },
      })),
    disputes: (await listDisputes(tx)).map((one) => ({
      ...viewDispute(one),
      about: { to: `${base}/payments/${one.paymentId}`, label: one.invoiceNumber },
    })),
    tasks: (await listPaymentTasks(tx)).map(({ openedAt, end, facts, ...task }) => ({
      ...task,
      facts: viewFacts(facts),
      openedAt: openedAt.toISOString(),
      end: end ? { state: end.state, reason: end.reason, name: end.name } : null,
    })),
  }));

/** Named on the server, since a browser may use a different name of a country. */
async function viewCountries(tx: Parameters<typeof getSellerDetail>[0], locale: Locale) {
  const seller = (await getSellerDetail(tx))?.country ?? null;
  const names = Object.fromEntries(
    [...CAPABILITIES.map(({ country }) => country), ...(seller ? [seller] : [])].map((code) => [
      code,
      countryName(code, locale),
    ]),
  );
  return { sellerCountry: seller, capabilities: CAPABILITIES, names };
}

/** The facts of a task by name. Amounts are shown in their own currency. */
function viewFacts({ amountMinor, currency, ...facts }: Record<string, string>): [string, string][] {
  const shown = Object.entries(facts).filter(([, value]) => value !== "");
  if (!amountMinor || !currency || !isCurrency(currency)) return shown;
  return [...shown, ["amount", formatMoney(money(BigInt(amountMinor), currency))]];
}

const end = {
  right: "trade.bill",
  schema: z.object({ id: z.uuid(), reason: z.string().max(1000).default("") }),
} as const;
// Connecting an account requires permission to manage the workspace; the rest requires billing permission.
const PaymentsActions = defineActions({
  connect: {
    right: "workspace.manage",
    recent: true,
    schema: z.object({ country: z.string().refine((code) => capabilityOf(code) !== null, "country") }),
  },
  tolerance: savesSetting(ToleranceSetting),
  handled: end,
  dismissed: end,
});

export const action = tenantAction(PaymentsActions, {
  connect: {
    outside: async ({ actor, value }) => {
      const returnUrl = `${env().publicUrl}/tenants/${actor.tenantId}/payments`;
      const wish = { country: value.country, email: "", returnUrl };
      const answer = await connectAccount(await doors(), paymentGateway(), actor, wish);
      if (!answer.ok)
        return refuse({ country: answer.fault === "cards_off" ? "cards_off" : `provider_${answer.fault}` });
      const { leave, headers } = leaveFor(answer.url);
      return data({ leave }, { headers });
    },
  },
  tolerance: async (tx, { actor, value }) => {
    const amount = parseMoney(value.amount, value.currency);
    if (!amount.ok || amount.money.minor < 0n) return refuse({ amount: "amount" });
    const { basedOn, currency } = value;
    await stateTolerance(tx, actor, { basedOn, currency, toleranceMinor: amount.money.minor });
    return `/tenants/${actor.tenantId}/payments`;
  },
  handled: (tx, asked) => endTask(tx, asked, "handled"),
  dismissed: (tx, asked) => endTask(tx, asked, "dismissed"),
});

type Ended = Asked<TenantActor, { id: string; reason: string }>;

async function endTask(tx: TenantTx, { actor, value: { id, reason } }: Ended, state: PaymentTaskEnd) {
  const fault = await endPaymentTask(tx, actor, { taskId: id, state, reason });
  return fault ? refuse({ [id]: fault }) : `/tenants/${actor.tenantId}/payments`;
}

export default function PaymentsPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { payment: t, refund } = useMessages();
  if (answer && "leave" in answer) {
    return (
      <PageBody>
        <LeaveSite address={answer.leave} />
      </PageBody>
    );
  }
  const errors = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} actions={<ListFile list={page.list} />} />
      <div className="space-y-10">
        <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
        <Tasks page={page} errors={errors} />
        {page.refunds.length > 0 && (
          <Section title={refund.waiting} count={page.refunds.length}>
            <RefundList refunds={page.refunds} />
          </Section>
        )}
        {page.disputes.length > 0 && (
          <Section title={refund.disputes} count={page.disputes.length}>
            <p className="mt-2 text-14 text-muted">{refund.disputesAbout}</p>
            <DisputeList disputes={page.disputes} />
          </Section>
        )}
        <Section title={t.all}>
          <div className="mt-4">
            <ListBody list={page.list} />
          </div>
        </Section>
        <Cards page={page} error={errors.country} />
        <Tolerances page={page} errors={errors} typed={answer?.typed ?? {}} />
      </div>
    </PageBody>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function Tasks({ page, errors }: { page: Page; errors: Record<string, string> }) {
  const { payment: t, refund, common } = useMessages();
  const clock = useClock();
  const wordsFor = (name: string, value: string) =>
    (name === "reason" ? refund.reasons[value] : name === "cause" ? t.causes[value] : undefined) ?? value;
  return (
    <Section title={t.tasks} count={page.tasks.filter(({ end }) => end === null).length}>
      <p className="mt-2 text-14 text-muted">{t.tasksAbout}</p>
      {page.tasks.length === 0 && <p className="mt-2 text-14">{t.noTasks}</p>}
      <ul className="divide-y divide-line">
        {page.tasks.map((task) => (
          <li key={task.id} className="space-y-2 py-3 text-14">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong>{t.kinds[task.kind]}</strong>
              {task.invoiceId && (
                <Link to={`${page.base}/invoices/${task.invoiceId}`} className="text-link">
                  {task.invoiceNumber}
                </Link>
              )}
              <span className="text-muted">
                <WholeDays>{clock.day(task.openedAt)}</WholeDays>
              </span>
              <Chip tone={PAYMENT_TASK.tones[task.end?.state ?? "waiting"]}>
                {task.end ? t.ended[task.end.state] : t.wait}
              </Chip>
            </p>
            <p className="break-all text-12 text-muted">
              {task.facts
                .map(([name, value]) => common.labelled(t.facts[name] ?? name, wordsFor(name, value)))
                .join(" · ")}
            </p>
            {task.end && <p className="text-muted">{`${task.end.reason} · ${task.end.name}`}</p>}
            {!task.end && page.mayBill && (
              <Form method="post" className="flex flex-wrap items-end gap-2" preventScrollReset>
                <input type="hidden" name="id" value={task.id} />
                <div className="min-w-48 grow">
                  <TextField
                    name="reason"
                    id={task.id}
                    label={t.reason}
                    error={errors[task.id] ? t.fault[errors[task.id]!] : undefined}
                  />
                </div>
                <div className="flex gap-2 max-md:w-full">
                  <Button name="intent" value="handled">
                    {t.handle}
                  </Button>
                  <Button name="intent" value="dismissed" variant="secondary">
                    {t.dismiss}
                  </Button>
                </div>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Cards({ page, error }: { page: Page; error: string | undefined }) {
  const { payment: t, common } = useMessages();
  const locale = useLocale();
  const nameOf = (code: string) => page.names[code] ?? code;
  const country = page.sellerCountry;
  const isIn = country !== null && page.capabilities.some((one) => one.country === country);
  return (
    <Section title={t.cards}>
      <div className="mt-3 space-y-3 text-14">
        {page.isOff && <p>{t.off}</p>}
        <p>{country === null ? t.noSeller : isIn ? t.available(nameOf(country)) : t.notInCountry(nameOf(country))}</p>
        {page.account && (
          <p className="flex flex-wrap items-center gap-3">
            <span>{common.labelled(t.account, `${page.account.account} (${nameOf(page.account.country)})`)}</span>
            {page.account.chargesEnabled ? <Chip tone="good">{t.ready}</Chip> : <span>{t.notReady}</span>}
          </p>
        )}
        {!page.isOff && page.mayManage && isIn && !page.account?.chargesEnabled && (
          <Form method="post">
            <input type="hidden" name="country" value={country} />
            <Button name="intent" value="connect" variant="primary">
              {page.account ? t.goOn : t.connect}
            </Button>
          </Form>
        )}
        {error && <p className="text-bad-ink">{t.fault[error]}</p>}
        <details>
          <summary className="text-accent touch:py-2">
            <WholeDays>{t.checkedOn(formatDay(page.checkedOn, locale))}</WholeDays>
          </summary>
          <Table
            caption={t.cards}
            rows={page.capabilities}
            rowKey={(row) => row.country}
            columns={[
              { key: "country", head: t.country, isRowHead: true, cell: (row) => nameOf(row.country) },
              {
                key: "wallets",
                head: t.wallets,
                cell: (row) => common.listed(row.wallets.flatMap((one) => (one === "card" ? [] : t.walletName[one]))),
              },
              {
                key: "fee",
                head: t.platformFee,
                cell: (row) => (page.feeFrom && row.feeFrom.includes(page.feeFrom) ? t.yes : t.no),
              },
            ]}
          />
        </details>
      </div>
    </Section>
  );
}

function Tolerances(props: { page: Page; errors: Record<string, string>; typed: Record<string, string> }) {
  const { page, errors, typed } = props;
  const { payment: t } = useMessages();
  return (
    <Section title={t.tolerances}>
      <p className="mt-2 text-14 text-muted">{t.tolerancesAbout}</p>
      <p className="mt-2 text-14">{page.tolerances.map(({ amount }) => amount).join(" · ")}</p>
      {page.mayBill && (
        <Form method="post" className="mt-3 flex max-w-160 flex-wrap items-end gap-3" preventScrollReset>
          <BasedOn setting="receipt_tolerance" version={page.toleranceVersion} />
          <SelectField
            name="currency"
            label={t.currency}
            defaultValue={typed.currency ?? "USD"}
            error={errors.currency ? t.fault[errors.currency] : undefined}
            options={codeOptions(CURRENCIES)}
          />
          <TextField
            name="amount"
            inputMode="decimal"
            label={t.tolerance}
            defaultValue={typed.amount ?? ""}
            error={errors.amount ? t.fault[errors.amount] : undefined}
          />
          <Button name="intent" value="tolerance">
            {t.state}
          </Button>
        </Form>
      )}
    </Section>
  );
}
