import { sql } from "kysely";
import { countryName } from "#app/kit/country.ts";
import type { RowOf } from "#app/kit/list/list.server.ts";
import type { Choice } from "#app/kit/list/list-shape.ts";
import { convert } from "#app/money/exchange.ts";
import { money } from "#app/money/money.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import type { Party } from "#app/trade/document/model.ts";
import { fapiaoOf, issuesFapiao } from "#app/trade/fapiao/fapiao.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ExportedService, homeOf } from "./exported-service.ts";

/**
 * Invoices to clients outside the seller's country, with evidence of export. Received is what arrived: differences that
 * were written off and charges that banks deducted are not in it.
 */
export function selectExported(tx: TenantTx) {
  return tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("credit_note as c")
          .select((select) => select.fn.coalesce(select.fn.sum<string>("c.net_minor"), sql<string>`0`).as("net"))
          .whereRef("c.tenant_id", "=", "i.tenant_id")
          .whereRef("c.invoice_id", "=", "i.id")
          .as("credited"),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("payment as p")
          .leftJoin("payment_reversal as v", (join) =>
            join.onRef("v.tenant_id", "=", "p.tenant_id").onRef("v.payment_id", "=", "p.id"),
          )
          .leftJoin("current_payment_payer as f", (join) =>
            join.onRef("f.tenant_id", "=", "p.tenant_id").onRef("f.payment_id", "=", "p.id"),
          )
          .leftJoinLateral(
            (inner) =>
              inner
                .selectFrom("refund as b")
                .select((select) =>
                  select.fn.coalesce(select.fn.sum<string>("b.amount_minor"), sql<string>`0`).as("minor"),
                )
                .whereRef("b.tenant_id", "=", "p.tenant_id")
                .whereRef("b.payment_id", "=", "p.id")
                .where("b.kind", "<>", "overpayment_kept")
                .as("back"),
            (join) => join.onTrue(),
          )
          .select([
            sql<string>`coalesce(sum(p.amount_minor - p.fee_minor - back.minor), 0)`.as("received"),
            // One payment without a rate leaves the sum unknown.
            sql<string | null>`case when bool_or(p.exchange_rate is null and p.currency <> p.home_currency) then null
              else coalesce(sum((p.amount_minor - p.fee_minor - back.minor) * coalesce(p.exchange_rate, 1)), 0) end`.as(
              "received_times_rate",
            ),
            sql<string[]>`coalesce(array_agg(p.received_on::text order by p.received_on), '{}')`.as("received_on"),
            sql<string[]>`coalesce(array_agg(distinct f.country) filter (where f.country <> ''), '{}')`.as("payers"),
            sql<number>`count(*) filter (where coalesce(f.country, '') = '')::int`.as("without_payer"),
          ])
          .whereRef("p.tenant_id", "=", "i.tenant_id")
          .whereRef("p.invoice_id", "=", "i.id")
          .where("p.kind", "=", "received")
          .where("v.payment_id", "is", null)
          .as("paid"),
      (join) => join.onTrue(),
    )
    .leftJoin("current_fapiao as f", "f.invoice_id", "i.id")
    .leftJoin("trade_order as o", "o.id", "i.order_id")
    .leftJoin("quote as q", "q.id", "o.quote_id")
    .leftJoin("quote_step as a", (join) =>
      join
        .onRef("a.tenant_id", "=", "o.tenant_id")
        .onRef("a.quote_id", "=", "o.quote_id")
        .onRef("a.version", "=", "o.quote_version")
        .on("a.state", "=", "accepted"),
    )
    .select(["f.kind as fapiao_kind", "f.code as fapiao_code", "f.number as recorded_number", "i.fapiao_number"])
    .select(["q.number as contract_number", "a.signer_name", "a.signer_role", "a.created_at as accepted_at"])
    .select(["o.quote_id", "o.created_at as ordered_at"])
    .select(["paid.received", "paid.received_times_rate", "paid.received_on", "paid.payers", "paid.without_payer"])
    .select(sql<string>`i.seller ->> 'country'`.as("seller_country"))
    .select(["i.id", "i.number", "i.fiscal_year", "i.serial", "i.issued_on", "i.client_id", "i.client", "i.tax_note"])
    .select(["i.order_id", "i.currency", "i.home_currency", "i.exchange_rate", "i.period_from", "i.period_to"])
    .select([
      sql<string>`i.client ->> 'country'`.as("country"),
      sql<string>`i.net_minor - credited.net`.as("net"),
      sql<string>`greatest(s.owed_minor - s.paid_minor + s.refunded_minor, 0)`.as("outstanding"),
      sql<string>`to_char(i.issued_on, 'YYYY"-Q"Q')`.as("quarter"),
      sql<boolean>`i.order_id is null and exists (select from invoice_line l
        where l.tenant_id = i.tenant_id and l.invoice_id = i.id and l.service_id is null)`.as("has_other_lines"),
      // Lines name the service themselves; of deposits and balances, the accepted quote does.
      sql<ExportedService["services"]>`coalesce((select jsonb_agg(distinct jsonb_build_object(
          'id', v.service_id, 'kind', v.kind, 'nameEn', v.name_en, 'nameZh', v.name_zh, 'ebops', v.ebops, 'supplyMode', v.supply_mode))
        from current_service v where v.tenant_id = i.tenant_id and v.service_id in (
          select l.service_id from invoice_line l where l.tenant_id = i.tenant_id and l.invoice_id = i.id
          union select l.service_id from quote_line l where l.tenant_id = i.tenant_id
            and l.quote_id = o.quote_id and l.version = o.quote_version)), '[]')`.as("services"),
    ])
    .where(sql<boolean>`i.client ->> 'country' is distinct from i.seller ->> 'country'`);
}

export function toExported(row: RowOf<typeof selectExported>): ExportedService {
  const client = row.client as Party;
  const net = money(BigInt(row.net), row.currency);
  const isAtHome = row.currency === row.home_currency;
  const rate = row.exchange_rate;
  return {
    invoiceId: row.id,
    number: row.number,
    issuedOn: row.issued_on,
    quarter: row.quarter,
    period: row.period_from && row.period_to ? { from: row.period_from, to: row.period_to } : null,
    clientId: row.client_id,
    clientName: { en: client.legalNameEn, zh: client.legalNameZh },
    client,
    services: row.services,
    hasOtherLines: row.has_other_lines,
    taxRuleId: (row.tax_note as { ruleId: string } | null)?.ruleId ?? null,
    net,
    netAtHome: isAtHome ? net : rate ? convert(net, withoutIdleZeros(rate), row.home_currency) : null,
    received: money(BigInt(row.received ?? 0), row.currency),
    receivedAtHome:
      row.received_times_rate === null ? null : homeOf(row.received_times_rate, row.currency, row.home_currency),
    outstanding: money(BigInt(row.outstanding), row.currency),
    homeCurrency: row.home_currency,
    evidence: {
      orderId: row.order_id,
      contract: row.contract_number
        ? {
            quoteId: row.quote_id!,
            number: row.contract_number,
            signerName: row.signer_name ?? "",
            signerRole: row.signer_role ?? "",
            acceptedAt: (row.accepted_at ?? row.ordered_at)!,
          }
        : null,
      isForeignCurrency: !isAtHome,
      receivedOn: row.received_on ?? [],
      payers: row.payers ?? [],
      hasUnknownPayer: (row.without_payer ?? 0) > 0,
      fapiao: issuesFapiao({ country: row.seller_country }) ? fapiaoOf(row) : null,
    },
  };
}

/** The filter options: countries, clients and currencies of all exports. */
export async function readExportChoices(tx: TenantTx): Promise<Record<string, Choice[]>> {
  const rows = await tx
    .selectFrom(selectExported(tx).as("e"))
    .select(["e.country", "e.client_id", "e.currency"])
    .select([
      sql<string>`max(e.client ->> 'legalNameEn')`.as("en"),
      sql<string>`max(e.client ->> 'legalNameZh')`.as("zh"),
    ])
    .groupBy(["e.country", "e.client_id", "e.currency"])
    .orderBy("en")
    .execute();
  const once = (choices: Choice[]) => [...new Map(choices.map((one) => [one.value, one])).values()];
  return {
    country: once(
      rows.map(({ country }) => ({
        value: country,
        label: { en: countryName(country, "en"), zh: countryName(country, "zh") },
      })),
    ).sort((a, b) => a.label.en.localeCompare(b.label.en)),
    client: once(rows.map(({ client_id: value, en, zh }) => ({ value, label: { en, zh } }))),
    currency: once(rows.map(({ currency }) => ({ value: currency, label: { en: currency, zh: currency } }))).sort(
      (a, b) => a.value.localeCompare(b.value),
    ),
  };
}
