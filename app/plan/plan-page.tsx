import { LIMIT_KINDS, type LimitKind } from "#app/access/plan.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { PlanOrderTable } from "./plan-order-table.tsx";
import { type PlanPageView, STATE_TONES, type UsageView } from "./plan-view.ts";

export function PlanPage(page: PlanPageView) {
  const { plan: t, planOrder } = useMessages();
  const isSold = page.kind !== "open" && page.kind !== "operator";
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} actions={isSold && <OrderLink {...page} />} />
      {!isSold && <p className="mb-8 max-w-160 text-16">{page.kind === "open" ? t.open : t.openOperator}</p>}
      <PageColumns aside={isSold && <EndRules />}>
        <div className="space-y-12">
          {isSold && <Standing {...page} />}
          <Usage usage={page.usage} />
          {page.plans.length > 0 && <Plans {...page} />}
          {isSold && page.orders.length > 0 && (
            <Section title={planOrder.title}>
              <PlanOrderTable orders={page.orders} base={page.base} />
            </Section>
          )}
          {page.granted.length > 0 && <Granted granted={page.granted} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

/** Links to the order form, preselecting the current plan. Hidden while an order is open. */
function OrderLink({ offers, held, mayOrder, underWay, base }: PlanPageView) {
  const { plan, planOrder: t } = useMessages();
  if (!mayOrder || underWay || offers.length === 0) return null;
  const own = offers.find((offer) => offer.plan === held?.plan);
  return (
    <ButtonLink to={own ? `${base}/order?plan=${own.plan}` : `${base}/order`} variant="primary">
      {own ? t.renew(plan.name[own.plan]) : t.newTitle}
    </ButtonLink>
  );
}

function Standing({ kind, held }: PlanPageView) {
  const { plan } = useMessages();
  const { standing: t } = plan;
  const clock = useClock();
  const state = kind as keyof typeof t.states;
  return (
    <Section title={t.title} aside={<Chip tone={STATE_TONES[state]}>{t.states[state]}</Chip>}>
      <FactList
        facts={[
          { label: t.plan, value: <strong className="font-semibold">{held ? plan.name[held.plan] : t.none}</strong> },
          ...(held
            ? [
                { label: t.until, value: t.untilValue(clock.day(held.endsAt), held.daysLeft) },
                ...(kind === "running" ? [] : [{ label: t.graceUntil, value: clock.day(held.graceUntil) }]),
                { label: t.source, value: t.sources[held.source] },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Usage({ usage }: { usage: UsageView[] }) {
  const { plan: t } = useMessages();
  return (
    <Section title={t.usage.title}>
      <div className="mt-5 grid gap-x-10 gap-y-7 sm:grid-cols-2">
        {usage.map((one) => (
          <div key={one.kind}>
            <h3 className="mb-2 text-14 font-semibold">{t.kind[one.kind]}</h3>
            <UsageBar {...one} />
            <p className="mt-2 text-12 text-muted">{t.kindNote[one.kind]}</p>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** A bar if there is a limit, otherwise only the count. */
function UsageBar({ kind, used, limit }: UsageView) {
  const { plan } = useMessages();
  const { usage: t } = plan;
  const locale = useLocale();
  const print = (count: number) => formatDecimal(String(count), { locale });
  if (limit === null) return <p className="text-12 font-medium">{t.noLimit(print(used))}</p>;
  const isOver = used > limit;
  const aside = isOver ? undefined : used === limit ? t.full : t.left(print(limit - used));
  return (
    <>
      <Progress
        label={plan.kind[kind]}
        counts={t.of(print(used), print(limit))}
        done={Math.min(used, limit)}
        of={limit}
        aside={aside}
      />
      {isOver && <p className="mt-1.5 text-12 font-medium text-bad-ink">{t.over(print(used - limit))}</p>}
    </>
  );
}

function Plans({ plans, held, kind, offers, mayOrder, underWay, base }: PlanPageView) {
  const { plan: t, planOrder } = useMessages();
  const locale = useLocale();
  const pricesOf = (plan: PlanPageView["plans"][number]["plan"]) => offers.filter((offer) => offer.plan === plan);
  // The current plan is renewed with the button above.
  const sold = plans.filter(({ plan }) => plan !== held?.plan && pricesOf(plan).length > 0);
  const holds = (limit: number | null) => (limit === null ? t.unlimited : formatDecimal(String(limit), { locale }));
  return (
    <Section title={t.offers.title}>
      <div className="mt-2">
        <Table
          caption={t.offers.caption}
          rows={offers.length > 0 ? [...LIMIT_KINDS, "price" as const] : [...LIMIT_KINDS]}
          rowKey={(one) => one}
          columns={[
            {
              key: "kind",
              head: t.offers.head,
              isRowHead: true,
              cell: (one) => (one === "price" ? planOrder.price : t.kind[one]),
            },
            ...plans.map(({ plan, limits }) => ({
              key: plan,
              head: held?.plan === plan && kind !== "lapsed" ? `${t.name[plan]} (${t.offers.current})` : t.name[plan],
              isNumeric: true,
              cell: (one: LimitKind | "price") =>
                one === "price"
                  ? pricesOf(plan).map(({ value, amount }) => (
                      <span key={value} className="block font-medium">
                        {amount}
                      </span>
                    ))
                  : holds(limits[one]),
            })),
          ]}
        />
      </div>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.offers.everything}</p>
      {offers.length === 0 && <p className="mt-3 max-w-160 text-14">{planOrder.notOnSale}</p>}
      {offers.length > 0 && !mayOrder && <p className="mt-3 text-14">{planOrder.onlyManagers}</p>}
      {mayOrder && underWay && (
        <p className="mt-3 max-w-160 text-14">
          {underWay === "subscription" ? planOrder.renewing : planOrder.underWay}
        </p>
      )}
      {mayOrder && !underWay && sold.length > 0 && (
        <p className="mt-4 flex flex-wrap gap-2 max-md:*:grow">
          {sold.map(({ plan }) => (
            <ButtonLink key={plan} to={`${base}/order?plan=${plan}`}>
              {planOrder.orderPlan(t.name[plan])}
            </ButtonLink>
          ))}
        </p>
      )}
    </Section>
  );
}

function Granted({ granted }: Pick<PlanPageView, "granted">) {
  const { plan } = useMessages();
  const { history: t, standing } = plan;
  const clock = useClock();
  return (
    <Section title={t.title}>
      <Table
        caption={t.title}
        rows={granted}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: "plan", head: standing.plan, isRowHead: true, cell: (row) => plan.name[row.plan] },
          { key: "from", head: t.from, cell: (row) => clock.shortDay(row.startsAt) },
          { key: "until", head: t.until, cell: (row) => clock.shortDay(row.endsAt) },
          { key: "source", head: standing.source, cell: (row) => standing.sources[row.source] },
          { key: "reason", head: t.reason, isMuted: true, isHiddenOnPhone: true, cell: (row) => row.reason },
        ]}
      />
    </Section>
  );
}

function EndRules() {
  const { end: t } = useMessages().plan;
  return (
    <Section title={t.title} isAside>
      <ul className="space-y-2.5 text-14 text-muted">
        {t.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </Section>
  );
}
