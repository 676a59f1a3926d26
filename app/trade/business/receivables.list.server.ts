import { sql } from "kysely";
import { countDays } from "#app/day/period.ts";
import { localName, type Messages } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import type { Party } from "#app/trade/document/model.ts";
import { SELLER_ZONE } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { AGES, type Age } from "./receivable-age.ts";

/** Invoices with an amount still due. */
export const receivables = defineList({
  path: "receivables",
  right: "workspace.view",
  words: ({ business: { receivables: t } }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  rows: (tx, { now }: ListScope) => selectReceivables(tx, now),
  read: toReceivable,
  choices: async (tx) => ({ currency: await readCurrencies(tx) }),
  key: ["id"],
  kinds: {
    id: "uuid",
    due_on: "day",
    fiscal_year: "whole",
    serial: "whole",
    currency: "text",
    outstanding: "whole",
  },
  order: { by: ["due_on", "fiscal_year", "serial"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "client_en", "client_zh"] },
    {
      kind: "choice",
      name: "age",
      label: (t) => t.business.receivables.age,
      column: "age",
      choices: AGES,
      word: (t, age) => t.business.ages[age as keyof Messages["business"]["ages"]],
    },
    {
      kind: "reference",
      name: "currency",
      label: (t) => t.list.heads.currency,
      column: "currency",
      everything: (t) => t.business.everyCurrency,
    },
    { kind: "from", name: "from", label: (t) => t.business.receivables.dueFrom, column: "due_on" },
    { kind: "to", name: "to", label: (t) => t.business.receivables.dueTo, column: "due_on" },
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
      key: "issued",
      kind: "day",
      only: "file",
      head: (t) => t.invoice.issuedOn,
      value: ({ issuedOn }) => issuedOn,
    },
    { key: "due", kind: "day", head: (t) => t.invoice.dueOn, sort: ["due_on"], value: ({ dueOn }) => dueOn },
    {
      key: "age",
      kind: "state",
      head: (t) => t.business.receivables.age,
      isHiddenOnPhone: true,
      value: ({ age }, { t }) => t.business.ages[age],
      tone: ({ age }) => (age === "current" ? "neutral" : "bad"),
    },
    {
      key: "late",
      kind: "number",
      only: "file",
      head: (t) => t.business.receivables.daysLate,
      value: ({ daysLate }) => daysLate,
    },
    {
      key: "currency",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.currency,
      value: (row) => row.due.currency,
    },
    {
      key: "outstanding",
      kind: "money",
      head: (t) => t.invoice.outstanding,
      sort: ["currency", "outstanding"],
      value: ({ due }) => due,
    },
  ],
});

/** Unsorted. Days are those of the seller. */
export function selectReceivables(tx: TenantTx, now: Date) {
  const left = sql`(s.owed_minor - s.paid_minor + s.refunded_minor)`;
  const today = sql`(${now.toISOString()}::timestamptz at time zone ${SELLER_ZONE})::date`;
  const late = sql`(${today} - i.due_on)`;
  return tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .select(["i.id", "i.number", "i.fiscal_year", "i.serial", "i.client_id", "i.client", "i.currency"])
    .select(["i.issued_on", "i.due_on"])
    .select([
      sql<string>`i.client ->> 'legalNameEn'`.as("client_en"),
      sql<string>`i.client ->> 'legalNameZh'`.as("client_zh"),
      sql<string>`${left}::bigint`.as("outstanding"),
      sql<string>`${today}::text`.as("today"),
      sql<Age>`case when ${late} <= 0 then 'current' when ${late} <= 30 then 'to_30' when ${late} <= 60 then 'to_60'
        when ${late} <= 90 then 'to_90' else 'above_90' end`.as("age"),
    ])
    .where(sql<boolean>`${left} > 0`);
}

function toReceivable(row: RowOf<typeof selectReceivables>) {
  const client = row.client as Party;
  const isLate = row.due_on < row.today;
  return {
    id: row.id,
    number: row.number,
    clientId: row.client_id,
    clientName: { en: client.legalNameEn, zh: client.legalNameZh },
    country: client.country,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    age: row.age,
    daysLate: isLate ? countDays({ start: row.due_on, end: row.today }) - 1 : 0,
    due: money(row.outstanding, row.currency),
  };
}

/** The currencies of all invoices. */
export async function readCurrencies(tx: TenantTx) {
  const rows = await tx.selectFrom("invoice").select("currency").distinct().orderBy("currency").execute();
  return rows.map(({ currency: value }) => ({ value, label: { en: value, zh: value } }));
}
