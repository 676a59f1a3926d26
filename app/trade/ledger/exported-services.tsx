import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { ValueBar } from "#app/kit/share-bar.tsx";
import { Table } from "#app/kit/table.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import type { Money } from "#app/money/money.ts";
import { formatAmount, formatMoney, printAmount } from "#app/money/money-text.ts";
import {
  EXPORT_GROUPS,
  type ExportedService,
  type ExportGroup,
  totalAtHome,
  totalExports,
} from "./exported-service.ts";
import { exportedServices } from "./exported-services.list.server.ts";
import { nameGroup } from "./name-group.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.exportedService.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(exportedServices, routed, async (_, __, rows, readAll) => {
    const search = new URL(routed.request.url).searchParams;
    const locale = localeOf(routed.request);
    const words = translator(locale);
    const by: ExportGroup = EXPORT_GROUPS.find((one) => one === search.get("by")) ?? "quarter";
    const all = await readAll();
    const names = new Map(all.map(({ clientId, clientName }) => [clientId, localName(clientName, locale)]));
    const naming = { words, locale, names };
    return {
      by,
      evidence: Object.fromEntries(rows.map(({ key, view }) => [key, showEvidence(view)])),
      atHome: totalAtHome(all).map((total) => {
        const [largest] = total.quarters.map(({ net }) => net).sort((a, b) => (a.minor > b.minor ? -1 : 1));
        return {
          currency: total.homeCurrency,
          withoutRate: total.withoutRate,
          receivedWithoutRate: total.receivedWithoutRate,
          net: formatMoney(total.net),
          received: formatMoney(total.received),
          largest: barOf(largest),
          quarters: total.quarters.map(({ quarter, net }) => ({
            key: quarter,
            name: nameGroup(quarter, "quarter", naming),
            value: barOf(net),
            amount: formatAmount(net),
          })),
        };
      }),
      totals: totalExports(all, by).map((total) => ({
        key: `${total.key} ${total.currency} ${total.netAtHome?.currency ?? ""}`,
        name: nameGroup(total.key, by, naming),
        currency: total.currency,
        count: total.count,
        net: formatAmount(total.net),
        received: formatAmount(total.received),
        home: total.netAtHome ? formatMoney(total.netAtHome) : "–",
      })),
    };
  });

/** Quarters with more credits than invoices have no bar. */
function barOf(net: Money | undefined): string {
  return net && net.minor > 0n ? printAmount(net) : "0";
}

function showEvidence({ evidence }: ExportedService) {
  return {
    hasContract: evidence.contract !== null,
    isForeignCurrency: evidence.isForeignCurrency,
    receivedOn: evidence.receivedOn[0] ?? null,
    hasUnknownPayer: evidence.hasUnknownPayer,
    fapiao: evidence.fapiao,
  };
}

export default function ExportedServices() {
  const { list, totals, evidence } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  const fileOf = (name: string) => list.file.replace("export.csv", name);
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {list.rows.length > 0 && (
              <>
                <ButtonLink to={fileOf("export.pdf")} icon="download" reloadDocument>
                  {t.pdf}
                </ButtonLink>
                <ButtonLink to={fileOf("evidence.zip")} icon="download" reloadDocument>
                  {t.pack}
                </ButtonLink>
              </>
            )}
          </>
        }
      />
      <p className="mb-8 max-w-160 text-14 text-muted">{t.noAdvice}</p>
      <ListBody list={list} cells={{ evidence: (key) => <Evidence of={evidence[key]!} /> }} />
      {totals.length > 0 && (
        <div className="mt-12 space-y-12">
          <AtHome />
          <Section title={t.by}>
            <Totals />
          </Section>
        </div>
      )}
    </PageBody>
  );
}

function AtHome() {
  const { atHome } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  return (
    <>
      {atHome.map((total) => (
        <Section key={total.currency} title={t.quarters(total.currency)}>
          <p className="mt-3 max-w-160 text-14 text-muted">{t.quartersAbout}</p>
          <Table
            caption={t.quarters(total.currency)}
            rows={total.quarters}
            rowKey={({ key }) => key}
            columns={[
              {
                key: "quarter",
                head: t.quarter,
                isRowHead: true,
                cell: ({ name }) => <span className="whitespace-nowrap">{name}</span>,
              },
              {
                key: "bar",
                head: <span className="sr-only">{t.net}</span>,
                cell: ({ value }) => <ValueBar value={value} largest={total.largest} scope={1} />,
              },
              { key: "net", head: total.currency, isNumeric: true, cell: ({ amount }) => amount },
            ]}
            total={{ quarter: t.atHome(total.currency), net: total.net }}
          />
          <p className="mt-3 text-14">
            {t.receivedIn(total.currency)} <span className="font-semibold tabular-nums">{total.received}</span>
          </p>
          <p className="mt-1 max-w-160 text-14 text-muted">{t.receivedAbout}</p>
          {total.withoutRate > 0 && <p className="mt-1 text-14">{t.netWithout(total.withoutRate)}</p>}
          {total.receivedWithoutRate > 0 && (
            <p className="mt-1 text-14">{t.receivedWithout(total.receivedWithoutRate)}</p>
          )}
        </Section>
      ))}
    </>
  );
}

function Totals() {
  const { list, totals, by } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { exportedService: t } = useMessages();
  const to = (way: string) => {
    const next = new URLSearchParams(search);
    next.set("by", way);
    return `${list.address}?${next}`;
  };
  return (
    <div>
      <div className="my-4">
        <Tabs
          label={t.by}
          tabs={EXPORT_GROUPS.map((way) => ({ to: to(way), label: t.groups[way], isCurrent: way === by }))}
        />
      </div>
      <Table
        caption={t.groups[by]}
        isStacked
        rows={totals}
        rowKey={({ key }) => key}
        columns={[
          { key: "name", head: t.groups[by], isRowHead: true, cell: (row) => row.name },
          {
            key: "currency",
            head: t.currency,
            isMuted: true,
            cell: (row) => (by === "currency" ? null : row.currency),
          },
          { key: "count", head: t.count, isNumeric: true, cell: (row) => row.count },
          { key: "net", head: t.net, isNumeric: true, cell: (row) => row.net },
          { key: "received", head: t.paid, isNumeric: true, cell: (row) => row.received },
          { key: "home", head: t.netAtHome, isNumeric: true, cell: (row) => row.home },
        ]}
      />
    </div>
  );
}

function Evidence({ of }: { of: ReturnType<typeof showEvidence> }) {
  const { exportedService: t, fapiao } = useMessages();
  const locale = useLocale();
  return (
    <span className="flex flex-wrap gap-1">
      <Chip tone={of.hasContract ? "good" : "warning"}>{of.hasContract ? t.hasContract : t.noContract}</Chip>
      <Chip tone={of.isForeignCurrency ? "good" : "neutral"}>
        {of.isForeignCurrency ? t.foreignCurrency : t.homeCurrency}
      </Chip>
      <Chip tone={of.receivedOn ? "good" : "warning"}>
        <WholeDays>{of.receivedOn ? t.received(formatShortDay(of.receivedOn, locale)) : t.notReceived}</WholeDays>
      </Chip>
      {of.hasUnknownPayer && <Chip tone="warning">{t.unknownPayer}</Chip>}
      {of.fapiao !== null && (
        <Chip tone={of.fapiao ? "good" : "neutral"}>{of.fapiao ? fapiao.evidence(of.fapiao) : fapiao.noEvidence}</Chip>
      )}
    </span>
  );
}
