import { sql } from "kysely";
import { countryName } from "#app/kit/country.ts";
import type { RowOf } from "#app/kit/list/list.server.ts";
import type { Choice } from "#app/kit/list/list-shape.ts";
import { convert } from "#app/money/exchange.ts";
import { type Money, money } from "#app/money/money.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import type { Party } from "#app/trade/document/model.ts";
import { fapiaoOf, issuesFapiao } from "#app/trade/fapiao/fapiao.ts";
import type { TenantTx } from "#db/doors.ts";

/** Evidence that an invoice is an export. Missing evidence is reported as such. */
export interface ExportEvidence {
  orderId: string | null;
  /** The invoice is not in the seller's home currency. */
  isForeignCurrency: boolean;
  /** Days of payments that were not reversed. */
  receivedOn: string[];
  /** Code and number. Empty without one; null if the seller issues no fapiao. */
  fapiao: string | null;
}

export interface ExportedService {
  invoiceId: string;
  number: string;
  issuedOn: string;
  clientId: string;
  clientName: { en: string; zh: string };
  client: Party;
  taxRuleId: string | null;
  /** Net of credits, before tax. */
  net: Money;
  paid: Money;
  outstanding: Money;
  /** Converted at the frozen rate of the invoice. Null without a rate. */
  netAtHome: Money | null;
  evidence: ExportEvidence;
}

export interface ExportTotal {
  key: string;
  currency: string;
  net: Money;
  paid: Money;
  outstanding: Money;
  count: number;
}

/** Invoices to clients outside the seller's country, with evidence of export. */
export function selectExported(tx: TenantTx) {
  const paid = sql`(s.paid_minor - s.refunded_minor)`;
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
    .leftJoin("current_fapiao as f", "f.invoice_id", "i.id")
    .select(["f.kind as fapiao_kind", "f.code as fapiao_code", "f.number as recorded_number", "i.fapiao_number"])
    .select(sql<string>`i.seller ->> 'country'`.as("seller_country"))
    .select(["i.id", "i.number", "i.fiscal_year", "i.serial", "i.issued_on", "i.client_id", "i.client", "i.tax_note"])
    .select(["i.order_id", "i.currency", "i.home_currency", "i.exchange_rate"])
    .select([
      sql<string>`i.client ->> 'country'`.as("country"),
      sql<string>`i.net_minor - credited.net`.as("net"),
      sql<string>`${paid}`.as("paid"),
      sql<string>`greatest(s.owed_minor - ${paid}, 0)`.as("outstanding"),
      sql<string[]>`array(select p.received_on::text from payment p
        where p.tenant_id = i.tenant_id and p.invoice_id = i.id
          and not exists (select from payment_reversal v where v.payment_id = p.id)
        order by p.received_on)`.as("received_on"),
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
    clientId: row.client_id,
    clientName: { en: client.legalNameEn, zh: client.legalNameZh },
    client,
    taxRuleId: (row.tax_note as { ruleId: string } | null)?.ruleId ?? null,
    net,
    paid: money(BigInt(row.paid), row.currency),
    outstanding: money(BigInt(row.outstanding), row.currency),
    netAtHome: isAtHome ? net : rate ? convert(net, withoutIdleZeros(rate), row.home_currency) : null,
    evidence: {
      orderId: row.order_id,
      isForeignCurrency: !isAtHome,
      receivedOn: row.received_on,
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

/** Totals by country or client, separately for each currency. */
export function totalExports(rows: readonly ExportedService[], by: "country" | "client" | "currency"): ExportTotal[] {
  const totals = new Map<string, ExportTotal>();
  for (const { client, clientId, net, paid, outstanding } of rows) {
    const key = by === "country" ? client.country : by === "client" ? clientId : net.currency;
    const at = `${key} ${net.currency}`;
    const none = money(0n, net.currency);
    const total = totals.get(at) ?? {
      key,
      currency: net.currency,
      net: none,
      paid: none,
      outstanding: none,
      count: 0,
    };
    totals.set(at, {
      ...total,
      net: money(total.net.minor + net.minor, net.currency),
      paid: money(total.paid.minor + paid.minor, net.currency),
      outstanding: money(total.outstanding.minor + outstanding.minor, net.currency),
      count: total.count + 1,
    });
  }
  return [...totals.values()].sort((a, b) => a.key.localeCompare(b.key) || a.currency.localeCompare(b.currency));
}
