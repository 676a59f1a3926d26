import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { buttonClasses } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { PLAN_ORDER } from "./plan-order-state.ts";
import type { PlanOrderPageView } from "./plan-order-view.ts";

export function PlanOrderPage(page: PlanOrderPageView) {
  const { plan, planOrder: t } = useMessages();
  const { base, id, invoice, state } = page;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: base, label: plan.title }]}
        title={t.one(plan.name[page.plan])}
        state={<Chip tone={PLAN_ORDER.tones[state]}>{t.states[state]}</Chip>}
        about={t.explain[state]}
        actions={
          <>
            {invoice && (
              <InvoiceLink href={`${base}/orders/${id}/invoices/${invoice.id}/pdf`}>{t.download}</InvoiceLink>
            )}
            {page.mayManage && page.mayCancel && <Cancel />}
          </>
        }
      />
      {page.done && <DoneLine>{t[page.done]}</DoneLine>}
      {page.fault && (
        <p role="alert" className="mb-6 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          {t.fault[page.fault] ?? page.fault}
        </p>
      )}
      <PageColumns aside={<Facts {...page} />}>
        <div className="space-y-12">
          {page.bank && <Transfer {...page} bank={page.bank} />}
          {page.page && <CardPage {...page} page={page.page} />}
          {page.subscription && <Portal {...page} subscription={page.subscription} />}
          {page.years.length > 0 && <Years {...page} />}
          {page.grants.length > 0 && <Given {...page} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function InvoiceLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={buttonClasses({ variant: "secondary" })} download>
      {children}
    </a>
  );
}

function Cancel() {
  const { planOrder: t } = useMessages();
  return (
    <Form method="post">
      <ConfirmAction label={t.cancel} lost="" question={t.cancelQuestion}>
        <input type="hidden" name="intent" value="cancel" />
      </ConfirmAction>
    </Form>
  );
}

function Facts(page: PlanOrderPageView) {
  const { planOrder: t } = useMessages();
  const locale = useLocale();
  const sum = (text: string) => <span className="tabular-nums">{text}</span>;
  const facts: Fact[] = [
    { label: t.placedOn, value: formatDay(page.placedOn, locale) },
    { label: t.wayHead, value: t.wayShort[page.way] },
    { label: t.net, value: sum(page.net) },
    { label: t.tax(page.taxPercent), value: sum(page.tax) },
    { label: t.total, value: <strong className="font-semibold tabular-nums">{page.total}</strong> },
  ];
  if (page.invoice) facts.push({ label: t.invoice, value: page.invoice.number });
  if (page.dueOn) facts.push({ label: t.dueOn, value: formatDay(page.dueOn, locale) });
  return (
    <Section title={t.order} isAside>
      <FactList isNarrow facts={facts} />
    </Section>
  );
}

function Transfer({ bank, owed, reference }: PlanOrderPageView & { bank: NonNullable<PlanOrderPageView["bank"]> }) {
  const { planOrder: t } = useMessages();
  const figures = (text: string) => <span className="tabular-nums">{text}</span>;
  return (
    <Section title={t.payTitle}>
      <p className="mt-3 mb-2 max-w-160 text-14 text-muted">{t.payAbout}</p>
      <FactList
        facts={[
          ...(owed
            ? [{ label: t.owed, value: <strong className="text-16 font-semibold tabular-nums">{owed}</strong> }]
            : []),
          ...(reference
            ? [
                {
                  label: t.reference,
                  value: (
                    <strong className="font-semibold tabular-nums" translate="no">
                      {reference}
                    </strong>
                  ),
                },
              ]
            : []),
          { label: t.holder, value: bank.holder },
          { label: t.bank, value: bank.bankName },
          { label: t.account, value: figures(bank.accountNumber) },
          { label: t.bic, value: figures(bank.bic) },
          ...(bank.intermediary ? [{ label: t.intermediary, value: bank.intermediary }] : []),
          ...(bank.note ? [{ label: t.note, value: bank.note }] : []),
        ]}
      />
    </Section>
  );
}

function CardPage({ page, mayManage }: PlanOrderPageView & { page: NonNullable<PlanOrderPageView["page"]> }) {
  const { planOrder: t } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.cardTitle}>
      <p className="mt-3 text-14 font-medium">
        <WholeDays>{t.openUntil(clock.instant(page.openUntil))}</WholeDays>
      </p>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.cardAbout}</p>
      {mayManage && (
        <div className="mt-4">
          <Form method="post">
            <Button name="intent" value="page" variant="primary">
              {t.toPage}
            </Button>
          </Form>
        </div>
      )}
    </Section>
  );
}

function Portal(page: PlanOrderPageView & { subscription: NonNullable<PlanOrderPageView["subscription"]> }) {
  const { planOrder: t } = useMessages();
  const clock = useClock();
  const { subscription, state, mayManage } = page;
  const day = clock.day(subscription.paidUntil);
  const isRunning = state === "active" || state === "past_due";
  return (
    <Section title={t.portalTitle}>
      {isRunning && (
        <p className="mt-3 text-14 font-medium">{subscription.cancelsAtEnd ? t.endsWithYear(day) : t.renewsOn(day)}</p>
      )}
      <p className="mt-3 max-w-160 text-14 text-muted">{t.portalAbout}</p>
      {mayManage && (
        <Form method="post" className="mt-4">
          <Button name="intent" value="portal">
            {t.openPortal}
          </Button>
        </Form>
      )}
    </Section>
  );
}

function Years({ years, base, id }: PlanOrderPageView) {
  const { planOrder: t, plan } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.years}>
      <Table
        caption={t.years}
        rows={years}
        rowKey={({ invoiceId }) => invoiceId}
        columns={[
          {
            key: "from",
            head: plan.history.from,
            isRowHead: true,
            cell: (year) => clock.shortDay(year.startsAt),
          },
          { key: "until", head: plan.history.until, cell: (year) => clock.shortDay(year.endsAt) },
          {
            key: "invoice",
            head: t.invoice,
            cell: (year) => (
              <a
                href={`${base}/orders/${id}/invoices/${year.invoiceId}/pdf`}
                className="text-link touch:-my-3 touch:inline-block touch:py-3"
                download
              >
                {year.number}
              </a>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Given({ grants }: PlanOrderPageView) {
  const { planOrder: t } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.given}>
      <ul className="divide-y divide-line text-14">
        {grants.map(({ startsAt, endsAt }) => (
          <li key={startsAt} className="py-2">
            <WholeDays>{t.span(clock.day(startsAt), clock.day(endsAt))}</WholeDays>
          </li>
        ))}
      </ul>
    </Section>
  );
}
