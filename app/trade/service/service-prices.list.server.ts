import { sql } from "kysely";
import { localName } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import type { TenantTx } from "#db/doors.ts";
import { OFFER_TONES, type Offer, offeredFilter, serviceColumns } from "./service-columns.ts";

/** All current and previous prices of the catalogue. */
export const servicePrices = defineList({
  path: "services/prices",
  right: "workspace.view",
  words: ({ service: { everyPrice: t } }) => ({ title: t.title, about: t.about, empty: t.empty }),
  rows: selectPrices,
  read: readPrice,
  key: ["service_id", "version"],
  kinds: {
    service_id: "uuid",
    version: "whole",
    created_at: "instant",
    valid_from: "day",
    sort_name: "text",
    currency: "text",
    amount_minor: "whole",
  },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh"] },
    {
      kind: "choice",
      name: "currency",
      label: (t) => t.service.currency,
      column: "currency",
      choices: CURRENCIES,
      word: (_, currency) => currency,
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
      key: "currency",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.currency,
      value: ({ price }) => price.currency,
    },
    {
      key: "price",
      kind: "money",
      head: (t) => t.service.price,
      sort: ["currency", "amount_minor"],
      value: ({ price }) => price,
    },
    {
      key: "from",
      kind: "day",
      head: (t) => t.service.validFrom,
      sort: ["valid_from"],
      value: ({ validFrom }) => validFrom,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.service.state,
      isHiddenOnPhone: true,
      value: ({ state }, { t }) => t.service[state],
      tone: ({ state }) => OFFER_TONES[state],
    },
    {
      key: "by",
      kind: "text",
      head: (t) => t.list.heads.author,
      isHiddenOnPhone: true,
      value: ({ authorName }) => authorName,
    },
    {
      key: "added",
      kind: "instant",
      head: (t) => t.service.everyPrice.added,
      sort: ["created_at"],
      isHiddenOnPhone: true,
      value: ({ addedAt }) => addedAt,
    },
  ],
  start: { to: "services", label: (t) => t.service.title },
});

function selectPrices(tx: TenantTx) {
  return tx
    .selectFrom("service_price as p")
    .innerJoin("current_service as s", "s.service_id", "p.service_id")
    .leftJoin("author", "author.id", "p.created_by")
    .select([
      "p.service_id",
      "p.version",
      "p.currency",
      "p.amount_minor",
      "p.valid_from",
      "p.created_at",
      "author.name as author_name",
      "s.kind",
      "s.name_en",
      "s.name_zh",
    ])
    .select([
      sql<string>`lower(coalesce(nullif(s.name_en, ''), s.name_zh))`.as("sort_name"),
      sql<Offer>`case when s.is_offered then 'offered' else 'retired' end`.as("state"),
    ]);
}

function readPrice(row: RowOf<typeof selectPrices>) {
  return {
    id: row.service_id,
    kind: row.kind,
    name: { en: row.name_en, zh: row.name_zh },
    state: row.state,
    price: money(BigInt(row.amount_minor), row.currency),
    validFrom: row.valid_from,
    authorName: row.author_name,
    addedAt: row.created_at,
  };
}
