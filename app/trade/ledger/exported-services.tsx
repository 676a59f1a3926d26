import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { countryName } from "#app/kit/country.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { formatAmount } from "#app/money/money-text.ts";
import { type ExportedService, totalExports } from "./exported-service.server.ts";
import { exportedServices } from "./exported-services.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.exportedService.title);

const WAYS = ["country", "client", "currency"] as const;

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(exportedServices, routed, async (_, __, rows, readAll) => {
    const search = new URL(routed.request.url).searchParams;
    const locale = localeOf(routed.request);
    const by = WAYS.find((one) => one === search.get("by")) ?? "country";
    const all = await readAll();
    const names = new Map(all.map(({ clientId, clientName }) => [clientId, localName(clientName, locale)]));
    const nameOf = (key: string) => (by === "country" ? countryName(key, locale) : (names.get(key) ?? key));
    return {
      by,
      evidence: Object.fromEntries(rows.map(({ key, view }) => [key, view.evidence])) as Record<
        string,
        ExportedService["evidence"]
      >,
      totals: totalExports(all, by).map((total) => ({
        key: `${total.key} ${total.currency}`,
        name: nameOf(total.key),
        currency: total.currency,
        count: total.count,
        net: formatAmount(total.net),
        paid: formatAmount(total.paid),
        outstanding: formatAmount(total.outstanding),
      })),
    };
  });

export default function ExportedServices() {
  const { list, totals, evidence } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {list.rows.length > 0 && (
              <ButtonLink to={list.file.replace("export.csv", "export.pdf")} icon="download" reloadDocument>
                {t.pdf}
              </ButtonLink>
            )}
          </>
        }
      />
      <p className="mb-8 max-w-160 text-14 text-muted">{t.noAdvice}</p>
      <ListBody list={list} cells={{ evidence: (key) => <Evidence of={evidence[key]!} /> }} />
      {totals.length > 0 && (
        <div className="mt-12">
          <Section title={t.by}>
            <Totals />
          </Section>
        </div>
      )}
    </PageBody>
  );
}

function Totals() {
  const { list, totals, by } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { exportedService: t } = useMessages();
  const words = { country: t.byCountry, client: t.byClient, currency: t.byCurrency };
  const heads = { country: t.country, client: t.client, currency: t.currency };
  const to = (way: string) => {
    const next = new URLSearchParams(search);
    next.set("by", way);
    return `${list.address}?${next}`;
  };
  return (
    <div>
      <div className="my-4">
        <Tabs label={t.by} tabs={WAYS.map((way) => ({ to: to(way), label: words[way], isCurrent: way === by }))} />
      </div>
      <Table
        caption={words[by]}
        rows={totals}
        rowKey={({ key }) => key}
        columns={[
          { key: "name", head: heads[by], isRowHead: true, cell: (row) => row.name },
          {
            key: "currency",
            head: t.currency,
            isMuted: true,
            isHiddenOnPhone: by === "currency",
            cell: (row) => row.currency,
          },
          { key: "count", head: t.count, isNumeric: true, isHiddenOnPhone: true, cell: (row) => row.count },
          { key: "net", head: t.net, isNumeric: true, cell: (row) => row.net },
          { key: "paid", head: t.paid, isNumeric: true, isHiddenOnPhone: true, cell: (row) => row.paid },
          { key: "outstanding", head: t.outstanding, isNumeric: true, cell: (row) => row.outstanding },
        ]}
      />
    </div>
  );
}

function Evidence({ of }: { of: ExportedService["evidence"] }) {
  const { exportedService: t, fapiao } = useMessages();
  const locale = useLocale();
  const [receivedOn] = of.receivedOn;
  return (
    <span className="flex flex-wrap gap-1">
      <Chip tone={of.orderId === null ? "warning" : "good"}>{of.orderId === null ? t.noContract : t.hasContract}</Chip>
      <Chip tone={of.isForeignCurrency ? "good" : "neutral"}>
        {of.isForeignCurrency ? t.foreignCurrency : t.homeCurrency}
      </Chip>
      <Chip tone={receivedOn ? "good" : "warning"}>
        <WholeDays>{receivedOn ? t.received(formatShortDay(receivedOn, locale)) : t.notReceived}</WholeDays>
      </Chip>
      {of.fapiao !== null && (
        <Chip tone={of.fapiao ? "good" : "neutral"}>{of.fapiao ? fapiao.evidence(of.fapiao) : fapiao.noEvidence}</Chip>
      )}
    </span>
  );
}
