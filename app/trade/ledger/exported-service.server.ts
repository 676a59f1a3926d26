import { convert } from "#app/money/exchange.ts";
import { type Money, money } from "#app/money/money.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import type { Party } from "#app/trade/document/model.ts";
import type { TenantTx } from "#db/doors.ts";

/** What speaks for an export, of one invoice; what is not there is said to be missing. */
export interface ExportEvidence {
  /** The client's country is not the seller's. */
  isClientAbroad: boolean;
  /** The order that was accepted; null where the invoice has none. */
  orderId: string | null;
  /** It was invoiced in another currency than the seller's own. */
  isForeignCurrency: boolean;
  /** Days on which money came in and stayed. */
  receivedOn: string[];
}

export interface ExportedService {
  invoiceId: string;
  number: string;
  issuedOn: string;
  clientId: string;
  client: Party;
  taxRuleId: string | null;
  /** Less credits; before tax. */
  net: Money;
  paid: Money;
  outstanding: Money;
  /** The net at the rate frozen on the invoice; null where it has none. */
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

export interface ExportFilter {
  from?: string | null;
  to?: string | null;
  country?: string | null;
  clientId?: string | null;
  currency?: string | null;
}

/**
 * Services invoiced to clients in other countries than the seller's, as an exporter lists them for an exemption and for
 * trade statistics; by day of issue. Facts only: whether a tax office takes them for an export is not ours to say.
 */
export async function listExportedServices(tx: TenantTx, filter: ExportFilter = {}): Promise<ExportedService[]> {
  let query = tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .select(["i.id", "i.number", "i.issued_on", "i.client_id", "i.client", "i.seller", "i.tax_note", "i.order_id"])
    .select(["i.currency", "i.net_minor", "i.home_currency", "i.exchange_rate"])
    .select(["s.paid_minor", "s.refunded_minor", "s.owed_minor"])
    .select((select) => [
      select
        .selectFrom("credit_note as c")
        .select((inner) => inner.fn.sum<string | null>("c.net_minor").as("sum"))
        .whereRef("c.invoice_id", "=", "i.id")
        .as("credited_net"),
    ]);
  if (filter.from) query = query.where("i.issued_on", ">=", filter.from);
  if (filter.to) query = query.where("i.issued_on", "<=", filter.to);
  if (filter.clientId) query = query.where("i.client_id", "=", filter.clientId);
  if (filter.currency) query = query.where("i.currency", "=", filter.currency);
  const rows = await query.orderBy("i.issued_on").orderBy("i.fiscal_year").orderBy("i.serial").execute();
  const received = await listReceiptDays(tx);
  return rows
    .map((row) => {
      const client = row.client as Party;
      const net = money(BigInt(row.net_minor) - BigInt(row.credited_net ?? 0), row.currency);
      const paid = money(BigInt(row.paid_minor) - BigInt(row.refunded_minor), row.currency);
      const isAtHome = row.currency === row.home_currency;
      const rate = row.exchange_rate;
      return {
        invoiceId: row.id,
        number: row.number,
        issuedOn: row.issued_on,
        clientId: row.client_id,
        client,
        taxRuleId: (row.tax_note as { ruleId: string } | null)?.ruleId ?? null,
        net,
        paid,
        outstanding: money(atLeastNone(BigInt(row.owed_minor) - paid.minor), row.currency),
        netAtHome: isAtHome ? net : rate ? convert(net, trimRate(rate), row.home_currency) : null,
        evidence: {
          isClientAbroad: client.country !== (row.seller as Party).country,
          orderId: row.order_id,
          isForeignCurrency: !isAtHome,
          receivedOn: received.get(row.id) ?? [],
        },
      };
    })
    .filter(
      ({ client, evidence }) => evidence.isClientAbroad && (!filter.country || client.country === filter.country),
    );
}

/** Sums by country or by client, each currency apart: nothing is added across currencies. */
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

async function listReceiptDays(tx: TenantTx): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .select(["p.invoice_id", "p.received_on"])
    .where("r.payment_id", "is", null)
    .orderBy("p.received_on")
    .execute();
  const days = new Map<string, string[]>();
  for (const row of rows) days.set(row.invoice_id, [...(days.get(row.invoice_id) ?? []), row.received_on]);
  return days;
}

function atLeastNone(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}

function trimRate(rate: string): string {
  return withoutIdleZeros(rate);
}
