import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { formatShortDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { ValueBar } from "#app/kit/share-bar.tsx";
import { Table } from "#app/kit/table.tsx";
import { ORDER } from "#app/order/order-state.ts";
import type { ComingDay } from "./business-figures.server.ts";
import type { Linked, showHours, showOrders, showQuotes, showReceivables, showRevenue } from "./business-view.ts";
import { AGES } from "./receivable-age.ts";
import { SetUpList, type ShownStep } from "./set-up-list.tsx";

interface BusinessPageProps {
  base: string;
  day: string;
  steps: ShownStep[];
  receivables: ReturnType<typeof showReceivables>;
  quotes: ReturnType<typeof showQuotes>;
  orders: ReturnType<typeof showOrders>;
  days: ComingDay[];
  revenue: ReturnType<typeof showRevenue>;
  /** Null without the permission to see hours. */
  hours: ReturnType<typeof showHours> | null;
  isCut: boolean;
}

/** Until the first quote, the set-up is the page, unless something was sold without it. */
export function BusinessPage(props: BusinessPageProps) {
  const { business: t } = useMessages();
  const { steps, day, base, quotes, orders, revenue } = props;
  const isSetUp = steps.every(({ state }) => state === "done");
  const hasSales = quotes.length + orders.length + revenue.currencies.length > 0;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about(day)} />
      <div className="space-y-12">
        {!isSetUp && <SetUpList steps={steps} base={base} />}
        {hasSales && (
          <PageColumns aside={<Aside {...props} />}>
            <div className="space-y-12">
              <Receivables {...props} />
              <Orders {...props} />
              <Revenue {...props} />
              {props.hours && <Hours {...props} />}
            </div>
          </PageColumns>
        )}
      </div>
    </PageBody>
  );
}

function Figure({ figure, base }: { figure: Linked; base: string }) {
  const { business: t } = useMessages();
  return (
    <>
      <Link to={`${base}/${figure.to}`} className="text-link whitespace-nowrap tabular-nums">
        {figure.text}
      </Link>
      <span className="block text-12 font-normal text-muted">{t.count(figure.count)}</span>
    </>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="mt-3 text-14 text-muted">{children}</p>;
}

function Receivables({ receivables, base }: BusinessPageProps) {
  const { business: t } = useMessages();
  return (
    <Section title={t.due.title}>
      {receivables.length === 0 && <Nothing>{t.due.none}</Nothing>}
      {receivables.length > 1 && <p className="mt-3 mb-1 text-14 text-muted">{t.due.separate}</p>}
      {receivables.length > 0 && (
        <Table
          caption={t.due.title}
          isStacked
          rows={receivables}
          rowKey={({ currency }) => currency}
          columns={[
            { key: "currency", head: t.currency, isRowHead: true, cell: ({ currency }) => currency },
            ...AGES.map((age) => ({
              key: age,
              head: t.ages[age],
              isNumeric: true,
              cell: ({ ages }: BusinessPageProps["receivables"][number]) => {
                const figure = ages.find((one) => one.age === age)?.figure;
                return figure ? <Figure figure={figure} base={base} /> : null;
              },
            })),
            {
              key: "total",
              head: t.total,
              isNumeric: true,
              isStrong: true,
              cell: ({ total }) => <Figure figure={total} base={base} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Orders({ orders, base }: BusinessPageProps) {
  const { business: t, order: words } = useMessages();
  return (
    <Section title={t.orders.title}>
      {orders.length === 0 && <Nothing>{t.orders.none}</Nothing>}
      {orders.length > 0 && (
        <Table
          caption={t.orders.title}
          rows={orders}
          rowKey={({ state }) => state}
          columns={[
            {
              key: "stage",
              head: words.stage,
              isRowHead: true,
              cell: ({ state }) => <Chip tone={ORDER.tones[state]}>{words.states[state]}</Chip>,
            },
            {
              key: "count",
              head: t.orders.count,
              isNumeric: true,
              cell: ({ count, to }) => (
                <Link className="text-link" to={`${base}/${to}`}>
                  {count}
                </Link>
              ),
            },
            { key: "total", head: t.total, isNumeric: true, cell: ({ amounts }) => <Amounts amounts={amounts} /> },
          ]}
        />
      )}
    </Section>
  );
}

function Amounts({ amounts }: { amounts: string[] }) {
  return (
    <>
      {amounts.map((amount) => (
        <span key={amount} className="block whitespace-nowrap tabular-nums">
          {amount}
        </span>
      ))}
    </>
  );
}

function Revenue(props: BusinessPageProps) {
  const { business: t, common } = useMessages();
  const { revenue, base } = props;
  if (revenue.currencies.length === 0) {
    return (
      <Section title={t.revenue.last}>
        <Nothing>{t.revenue.none}</Nothing>
      </Section>
    );
  }
  return (
    <Section
      title={t.revenue.last}
      aside={
        <Link className="text-link" to={`${base}/${revenue.whole}`}>
          {common.showAll}
        </Link>
      }
    >
      <p className="mt-3 mb-1 text-14 text-muted">{t.revenue.hint}</p>
      <Table
        caption={t.revenue.last}
        rows={revenue.currencies}
        rowKey={({ currency }) => currency}
        columns={[
          { key: "currency", head: t.currency, isRowHead: true, cell: ({ currency }) => currency },
          { key: "total", head: t.total, isNumeric: true, cell: ({ total }) => <Figure figure={total} base={base} /> },
          {
            key: "abroad",
            head: t.revenue.exported,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ abroad }) => (abroad.count > 0 ? <Figure figure={abroad} base={base} /> : null),
          },
          { key: "share", head: t.revenue.share, isNumeric: true, cell: ({ share }) => share },
        ]}
      />
      <AtHome {...props} />
      <div className="mt-8 grid grid-cols-2 gap-x-14 gap-y-8 max-wide:grid-cols-1">
        {revenue.currencies.map((one) => (
          <Months key={one.currency} revenue={one} base={base} />
        ))}
      </div>
      <div className="mt-8">
        <h3 className="mb-2 text-14 font-semibold">{t.revenue.byCountry}</h3>
        <Table
          caption={t.revenue.byCountry}
          rows={revenue.countries}
          rowKey={({ key }) => key}
          columns={[
            { key: "country", head: t.country, isRowHead: true, cell: ({ name }) => name },
            {
              key: "net",
              head: t.revenue.net,
              isNumeric: true,
              cell: ({ figure }) => <Figure figure={figure} base={base} />,
            },
          ]}
        />
      </div>
    </Section>
  );
}

/** The total in the seller's currency, if invoices in others were converted. */
function AtHome({ revenue }: BusinessPageProps) {
  const { business: t, common } = useMessages();
  return (
    <>
      {revenue.atHome
        .filter(({ converted }) => converted.length > 0)
        .map(({ homeCurrency, total, abroad, share, converted }) => (
          <dl
            key={homeCurrency}
            className="mt-4 grid max-w-160 grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-t border-ink pt-3 text-14"
          >
            {[
              [t.revenue.atHome(homeCurrency), total],
              [t.revenue.exported, abroad],
              [t.revenue.share, share ?? "–"],
            ].map(([label, value]) => (
              <Fragment key={label}>
                <dt>{label}</dt>
                <dd className="text-right font-semibold tabular-nums">{value}</dd>
              </Fragment>
            ))}
            <dd className="col-span-2 text-12 text-muted">
              {t.revenue.atRates(common.listed(converted), homeCurrency)}
            </dd>
          </dl>
        ))}
    </>
  );
}

function Months({ revenue, base }: { revenue: BusinessPageProps["revenue"]["currencies"][number]; base: string }) {
  const { business: t, common } = useMessages();
  const { currency, months, largest } = revenue;
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-14 font-semibold">{common.placed([t.revenue.byMonth, currency])}</h3>
      <Table
        caption={common.placed([t.revenue.byMonth, currency])}
        rows={months}
        rowKey={({ month }) => month}
        columns={[
          {
            key: "month",
            head: t.revenue.month,
            isRowHead: true,
            cell: ({ name }) => <span className="whitespace-nowrap">{name}</span>,
          },
          {
            key: "bar",
            head: <span className="sr-only">{t.revenue.net}</span>,
            cell: ({ value }) => <ValueBar value={value} largest={largest} scope={1} />,
          },
          {
            key: "net",
            head: currency,
            isNumeric: true,
            cell: ({ amount, count, to }) =>
              count > 0 ? (
                <Link className="text-link" to={`${base}/${to}`}>
                  {amount}
                </Link>
              ) : (
                <span className="text-muted">–</span>
              ),
          },
        ]}
      />
    </div>
  );
}

function Hours({ hours, isCut, base }: BusinessPageProps) {
  const { business, order: words } = useMessages();
  const locale = useLocale();
  const t = business.hours;
  if (hours === null) return null;
  return (
    <Section title={t.title}>
      <p className="mt-3 mb-1 text-14 text-muted">{hours.length === 0 ? t.none : t.about}</p>
      {hours.length > 0 && (
        <Table
          caption={t.title}
          rows={hours}
          rowKey={({ orderId }) => orderId}
          columns={[
            {
              key: "order",
              head: words.one,
              isRowHead: true,
              cell: ({ orderId, number, clientName }) => (
                <>
                  <Link className="text-link whitespace-nowrap" to={`${base}/orders/${orderId}`}>
                    {number}
                  </Link>
                  <span className="block text-12 font-normal text-muted">{localName(clientName, locale)}</span>
                </>
              ),
            },
            { key: "worked", head: t.worked, isNumeric: true, cell: ({ worked }) => <HoursAndDays {...worked} /> },
            {
              key: "budget",
              head: t.budget,
              isNumeric: true,
              isHiddenOnPhone: true,
              cell: ({ budget, isQuoted }) =>
                budget === null ? (
                  <span className="text-muted">{t.noBudget}</span>
                ) : (
                  <>
                    <HoursAndDays {...budget} />
                    {isQuoted && <span className="block text-12 text-muted">{t.quoted}</span>}
                  </>
                ),
            },
            {
              key: "left",
              head: t.left,
              isNumeric: true,
              cell: ({ left, isOver }) =>
                left === null ? (
                  <span className="text-muted">–</span>
                ) : (
                  <>
                    {isOver ? <Chip tone="bad">{t.over(left.hours)}</Chip> : t.unit(left.hours)}
                    <span className="block text-12 text-muted">
                      {isOver ? t.daysOver(left.days) : t.days(left.days)}
                    </span>
                  </>
                ),
            },
          ]}
        />
      )}
      {isCut && <p className="mt-2 text-12 text-muted">{t.first(hours.length)}</p>}
    </Section>
  );
}

function HoursAndDays({ hours, days }: { hours: string; days: string }) {
  const { hours: t } = useMessages().business;
  return (
    <>
      {t.unit(hours)}
      <span className="block text-12 text-muted">{t.days(days)}</span>
    </>
  );
}

function Aside({ days, quotes, base }: BusinessPageProps) {
  const { business: t } = useMessages();
  const locale = useLocale();
  return (
    <>
      <Section title={t.days.title} isAside>
        {days.length === 0 && <Nothing>{t.days.none}</Nothing>}
        <ul className="divide-y divide-line">
          {days.map(({ kind, id, number, clientName, day }) => (
            <li key={`${kind} ${id}`} className="py-2 text-14">
              <span className="block text-12 text-muted">{formatShortDay(day, locale)}</span>
              <Link className="text-link" to={`${base}/${kind}s/${id}`}>
                {t.days[kind](number)}
              </Link>
              <span className="block text-12 wrap-anywhere text-muted">{localName(clientName, locale)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.quotes.title} isAside>
        {quotes.length === 0 && <Nothing>{t.quotes.none}</Nothing>}
        <ul className="divide-y divide-line">
          {quotes.map(({ state, count, to, amounts }) => (
            <li key={state} className="py-2 text-14">
              <span className="block text-12 text-muted">{t.quotes[state]}</span>
              <Link className="text-link" to={`${base}/${to}`}>
                {t.quotes.count(count)}
              </Link>
              <Amounts amounts={amounts} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
