import { sql } from "kysely";
import { localName } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { SELLER_ZONE } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { OFFER_TONES, type Offer, offeredFilter, serviceColumns } from "./service-columns.ts";
import { priceOn, type ServiceKind, type ServicePrice, type ServiceUnit } from "./service-details.ts";
import { SERVICE_KINDS } from "./service-kinds.ts";

/** The catalogue with today's prices. */
export const services = defineList({
  path: "services",
  right: "workspace.view",
  words: ({ service: t }) => ({ title: t.title, about: t.about, empty: t.empty }),
  rows: selectServices,
  read: readService,
  key: ["service_id"],
  kinds: { service_id: "uuid", kind_rank: "whole", added_at: "instant", sort_name: "text", state: "text" },
  order: { by: ["kind_rank", "added_at"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh"] },
    {
      kind: "choice",
      name: "kind",
      label: (t) => t.service.kind,
      column: "kind",
      choices: SERVICE_KINDS,
      word: (t, kind) => t.service.kinds[kind as ServiceKind],
    },
    offeredFilter,
  ],
  columns: [
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.service.name,
      sort: ["sort_name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `services/${id}`,
      below: ({ kind }, { t }) => t.service.kinds[kind],
    },
    ...serviceColumns(),
    {
      key: "unit",
      kind: "text",
      head: (t) => t.service.unit,
      isHiddenOnPhone: true,
      value: ({ unit }, { t }) => t.service.units[unit],
    },
    {
      key: "about_en",
      kind: "text",
      only: "file",
      head: (t) => t.service.descriptionEn,
      value: ({ description }) => description.en,
    },
    {
      key: "about_zh",
      kind: "text",
      only: "file",
      head: (t) => t.service.descriptionZh,
      value: ({ description }) => description.zh,
    },
    {
      key: "prices",
      kind: "text",
      head: (t) => t.service.prices,
      value: ({ prices }, { t }) => prices.join(" · ") || t.service.noPrice,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.service.state,
      sort: ["state"],
      isHiddenOnPhone: true,
      value: ({ state }, { t }) => t.service[state],
      tone: ({ state }) => OFFER_TONES[state],
    },
  ],
});

function selectServices(tx: TenantTx, { now }: ListScope) {
  return tx
    .selectFrom("current_service as s")
    .innerJoin("service", "service.id", "s.service_id")
    .select([
      "s.service_id",
      "s.kind",
      "s.name_en",
      "s.name_zh",
      "s.description_en",
      "s.description_zh",
      "s.unit",
      "service.created_at as added_at",
    ])
    .select([
      sql<string>`lower(coalesce(nullif(s.name_en, ''), s.name_zh))`.as("sort_name"),
      sql<number>`array_position(array[${sql.join(SERVICE_KINDS.map((kind) => sql.lit(kind)))}], s.kind::text)`.as(
        "kind_rank",
      ),
      sql<Offer>`case when s.is_offered then 'offered' else 'retired' end`.as("state"),
      sql<string>`to_char(${now}::timestamptz at time zone ${SELLER_ZONE}, 'YYYY-MM-DD')`.as("today"),
      sql<(Omit<ServicePrice, "minor"> & { minor: string })[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('currency', p.currency, 'number', p.version,
          'validFrom', p.valid_from, 'minor', p.amount_minor::text) order by p.currency), '[]')
        from service_price as p where p.service_id = s.service_id)`.as("prices"),
    ]);
}

function readService(row: RowOf<typeof selectServices>) {
  const prices = row.prices.map((price) => ({ ...price, minor: BigInt(price.minor) }));
  return {
    id: row.service_id,
    kind: row.kind,
    name: { en: row.name_en, zh: row.name_zh },
    description: { en: row.description_en, zh: row.description_zh },
    unit: row.unit as ServiceUnit,
    state: row.state,
    prices: [...new Set(prices.map(({ currency }) => currency))].flatMap((currency) => {
      const price = priceOn(prices, currency, row.today);
      return price ? [formatMoney(money(price.minor, currency))] : [];
    }),
  };
}
