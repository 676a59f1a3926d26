import { sql } from "kysely";
import { localName, type Messages } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { convert } from "#app/money/exchange.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import type { Party } from "#app/trade/document/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { readCurrencies } from "./receivables.list.server.ts";

/** Whether the client is in the seller's country, as on the invoice. */
export const PLACES = ["home", "abroad"] as const;

/** Invoices with their net amount after credit notes, which counts on the day of the invoice. */
export const revenue = defineList({
  path: "revenue",
  right: "workspace.view",
  words: ({ business: { revenue: t } }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  rows: selectRevenue,
  read: toRevenue,
  choices: async (tx) => ({ currency: await readCurrencies(tx), country: await readCountries(tx) }),
  key: ["id"],
  kinds: {
    id: "uuid",
    issued_on: "day",
    fiscal_year: "whole",
    serial: "whole",
    currency: "text",
    country: "text",
    net: "whole",
  },
  order: { by: ["issued_on", "fiscal_year", "serial"], direction: "desc" },
  filters: [
    { kind: "from", name: "from", label: (t) => t.invoice.issuedFrom, column: "issued_on" },
    { kind: "to", name: "to", label: (t) => t.invoice.issuedTo, column: "issued_on" },
    {
      kind: "reference",
      name: "currency",
      label: (t) => t.list.heads.currency,
      column: "currency",
      everything: (t) => t.business.everyCurrency,
    },
    {
      kind: "reference",
      name: "country",
      label: (t) => t.business.country,
      column: "country",
      everything: (t) => t.business.everyCountry,
    },
    {
      kind: "choice",
      name: "place",
      label: (t) => t.business.revenue.place,
      column: "place",
      choices: PLACES,
      word: (t, place) => t.business.places[place as keyof Messages["business"]["places"]],
    },
  ],
  columns: [
    {
      key: "number",
      kind: "text",
      head: (t) => t.invoice.number,
      sort: ["fiscal_year", "serial"],
      value: ({ number }) => number,
      link: ({ id }) => `invoices/${id}`,
      below: ({ clientName, country }, { locale }) =>
        [localName(clientName, locale), countryName(country, locale)].join(" · "),
    },
    ...clientColumns(),
    { key: "country", kind: "text", only: "file", head: (t) => t.business.country, value: ({ country }) => country },
    {
      key: "place",
      kind: "text",
      head: (t) => t.business.revenue.place,
      isHiddenOnPhone: true,
      value: ({ place }, { t }) => t.business.places[place],
    },
    {
      key: "issued",
      kind: "day",
      head: (t) => t.invoice.issuedOn,
      sort: ["issued_on"],
      isHiddenOnPhone: true,
      value: ({ issuedOn }) => issuedOn,
    },
    {
      key: "currency",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.currency,
      value: (row) => row.net.currency,
    },
    {
      key: "net",
      kind: "money",
      head: (t) => t.business.revenue.net,
      sort: ["currency", "net"],
      value: ({ net }) => net,
      below: ({ rate, atHome }) => (rate ? formatMoney(atHome) : ""),
    },
    { key: "rate", kind: "number", only: "file", head: (t) => t.business.revenue.rate, value: ({ rate }) => rate },
    {
      key: "home_currency",
      kind: "text",
      only: "file",
      head: (t) => t.business.revenue.homeCurrency,
      value: ({ atHome }) => atHome.currency,
    },
    {
      key: "net_home",
      kind: "money",
      only: "file",
      head: (t) => t.business.revenue.netAtHome,
      value: ({ atHome }) => atHome,
    },
  ],
});

/** Unsorted. The database requires the rate of an invoice in another currency than the seller's. */
export function selectRevenue(tx: TenantTx) {
  return tx
    .selectFrom("invoice as i")
    .select(["i.id", "i.number", "i.fiscal_year", "i.serial", "i.client_id", "i.client", "i.issued_on"])
    .select(["i.currency", "i.home_currency", "i.exchange_rate"])
    .select([
      sql<string>`i.client ->> 'country'`.as("country"),
      sql<(typeof PLACES)[number]>`case when i.client ->> 'country' is distinct from i.seller ->> 'country'
        then 'abroad' else 'home' end`.as("place"),
      sql<string>`(i.net_minor - coalesce((select sum(c.net_minor) from credit_note c
        where c.tenant_id = i.tenant_id and c.invoice_id = i.id), 0))::bigint`.as("net"),
    ]);
}

function toRevenue(row: RowOf<typeof selectRevenue>) {
  const client = row.client as Party;
  const net = money(row.net, row.currency);
  const rate = row.exchange_rate && withoutIdleZeros(row.exchange_rate);
  return {
    id: row.id,
    number: row.number,
    clientId: row.client_id,
    clientName: { en: client.legalNameEn, zh: client.legalNameZh },
    country: row.country,
    place: row.place,
    issuedOn: row.issued_on,
    net,
    rate,
    atHome: rate ? convert(net, rate, row.home_currency) : net,
  };
}

async function readCountries(tx: TenantTx) {
  const { rows } = await sql<{ country: string }>`
    select distinct client ->> 'country' as country from invoice order by 1`.execute(tx);
  return rows.map(({ country: value }) => ({
    value,
    label: { en: countryName(value, "en"), zh: countryName(value, "zh") },
  }));
}
