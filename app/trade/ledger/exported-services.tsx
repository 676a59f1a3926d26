import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useLocation } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { countryName } from "#app/kit/country.ts";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { buttonClasses } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { formatAmount, formatMoney } from "#app/money/money-text.ts";
import { readExportFilter } from "./export-filter.ts";
import { type ExportedService, listExportedServices, totalExports } from "./exported-service.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.exportedService.title);

const WAYS = ["country", "client", "currency"] as const;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, { tenantId }) => {
    const search = new URL(request.url).searchParams;
    const locale = localeOf(request);
    const filter = readExportFilter(search);
    const by = WAYS.find((one) => one === search.get("by")) ?? "country";
    const all = await listExportedServices(tx);
    const rows = await listExportedServices(tx, filter);
    const clients = new Map(all.map(({ clientId, client }) => [clientId, client]));
    const nameOf = (key: string) => {
      const client = clients.get(key);
      if (by === "country") return countryName(key, locale);
      return client ? localName({ en: client.legalNameEn, zh: client.legalNameZh }, locale) : key;
    };
    return {
      tenantId,
      filter,
      by,
      hasAny: all.length > 0,
      choices: {
        countries: [...new Set(all.map(({ client }) => client.country))]
          .map((code) => ({ value: code, label: countryName(code, locale) }))
          .sort((a, b) => a.label.localeCompare(b.label)),
        clients: [...clients].map(([value, client]) => ({
          value,
          label: localName({ en: client.legalNameEn, zh: client.legalNameZh }, locale),
        })),
        currencies: [...new Set(all.map(({ net }) => net.currency))].sort(),
      },
      totals: totalExports(rows, by).map((total) => ({
        key: `${total.key} ${total.currency}`,
        name: nameOf(total.key),
        currency: total.currency,
        count: total.count,
        net: formatAmount(total.net),
        paid: formatAmount(total.paid),
        outstanding: formatAmount(total.outstanding),
      })),
      rows: rows.map((row) => toRow(row, locale)),
    };
  });

function toRow(row: ExportedService, locale: "en" | "zh") {
  return {
    id: row.invoiceId,
    number: row.number,
    issuedOn: row.issuedOn,
    client: { en: row.client.legalNameEn, zh: row.client.legalNameZh },
    country: countryName(row.client.country, locale),
    net: formatMoney(row.net),
    paid: formatMoney(row.paid),
    outstanding: formatMoney(row.outstanding),
    home: row.netAtHome ? formatMoney(row.netAtHome) : "",
    hasContract: row.evidence.orderId !== null,
    isForeignCurrency: row.evidence.isForeignCurrency,
    receivedOn: row.evidence.receivedOn,
  };
}

export default function ExportedServices() {
  const { tenantId, hasAny, rows } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { exportedService: t } = useMessages();
  const base = `/tenants/${tenantId}/exported-services`;
  const files = [
    [t.csv, `${base}/export.csv${search}`],
    [t.pdf, `${base}/export.pdf${search}`],
  ] as const;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          hasAny &&
          files.map(([label, href]) => (
            <a key={href} href={href} className={buttonClasses({ variant: "secondary" })} download>
              {label}
            </a>
          ))
        }
      />
      <p className="mb-8 max-w-160 text-14 text-muted">{t.noAdvice}</p>
      {!hasAny ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
      ) : (
        <>
          <Filter />
          {rows.length === 0 ? (
            <p className="text-14 text-muted">{t.emptyFilter}</p>
          ) : (
            <div className="space-y-12">
              <Totals base={base} />
              <Section title={t.rows} count={rows.length}>
                <Rows />
              </Section>
            </div>
          )}
        </>
      )}
    </PageBody>
  );
}

function Filter() {
  const { filter, choices, by } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  return (
    <Form method="get" className="mb-8 flex flex-wrap items-end gap-4">
      <input type="hidden" name="by" value={by} />
      <TextField label={t.from} name="from" type="date" defaultValue={filter.from ?? ""} />
      <TextField label={t.to} name="to" type="date" defaultValue={filter.to ?? ""} />
      <SelectField
        {...{ label: t.country, name: "country", placeholder: t.all, options: choices.countries }}
        defaultValue={filter.country ?? ""}
      />
      <SelectField
        {...{ label: t.client, name: "client", placeholder: t.all, options: choices.clients }}
        defaultValue={filter.clientId ?? ""}
      />
      <SelectField
        {...{ label: t.currency, name: "currency", placeholder: t.all }}
        options={choices.currencies.map((code) => ({ value: code, label: code }))}
        defaultValue={filter.currency ?? ""}
      />
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

function Totals({ base }: { base: string }) {
  const { totals, by } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { exportedService: t } = useMessages();
  const words = { country: t.byCountry, client: t.byClient, currency: t.byCurrency };
  const heads = { country: t.country, client: t.client, currency: t.currency };
  const to = (way: string) => {
    const next = new URLSearchParams(search);
    next.set("by", way);
    return `${base}?${next}`;
  };
  return (
    <div>
      <div className="mb-4">
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

function Rows() {
  const { tenantId, rows } = useLoaderData<typeof loader>();
  const { exportedService: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.rows}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          head: t.number,
          isRowHead: true,
          cell: (row) => (
            <>
              <Link to={`/tenants/${tenantId}/invoices/${row.id}`} className="text-link whitespace-nowrap">
                {row.number}
              </Link>
              <span className="block text-12 text-muted">
                <WholeDays>{formatShortDay(row.issuedOn, locale)}</WholeDays>
              </span>
            </>
          ),
        },
        {
          key: "client",
          head: t.client,
          cell: (row) => (
            <>
              {localName(row.client, locale)}
              <span className="block text-12 text-muted">{row.country}</span>
            </>
          ),
        },
        {
          key: "evidence",
          head: t.evidence,
          isHiddenOnPhone: true,
          cell: (row) => (
            <span className="flex flex-wrap gap-1">
              <Chip tone={row.hasContract ? "good" : "warning"}>{row.hasContract ? t.hasContract : t.noContract}</Chip>
              <Chip tone={row.isForeignCurrency ? "good" : "neutral"}>
                {row.isForeignCurrency ? t.foreignCurrency : t.homeCurrency}
              </Chip>
              <Chip tone={row.receivedOn.length > 0 ? "good" : "warning"}>
                <WholeDays>
                  {row.receivedOn[0] ? t.received(formatShortDay(row.receivedOn[0], locale)) : t.notReceived}
                </WholeDays>
              </Chip>
            </span>
          ),
        },
        {
          key: "net",
          head: t.net,
          isNumeric: true,
          cell: (row) => (
            <>
              {row.net}
              <span className="block text-12 text-muted">{row.home}</span>
            </>
          ),
        },
        { key: "outstanding", head: t.outstanding, isNumeric: true, cell: (row) => row.outstanding },
      ]}
    />
  );
}
