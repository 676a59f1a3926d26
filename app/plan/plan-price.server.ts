import type { Selectable } from "kysely";
import type { SoldPlan } from "#app/access/plan.ts";
import { requireOperator } from "#app/access/plan-operator.server.ts";
import { isCurrency } from "#app/money/currency.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { Exchange } from "#app/trade/document/model.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PlanTables } from "#db/plan-schema.ts";
import { PlanPriceSetting } from "./plan-price.ts";

/** The yearly price of a plan, without tax. */
export interface PlanPrice {
  plan: SoldPlan;
  currency: string;
  version: number;
  amountMinor: bigint;
  /** The exchange rate to the operator's home currency. Null for the home currency itself. */
  exchange: Exchange | null;
}

/** Message keys. */
export type PlanPriceFault =
  | "seller_missing"
  | "currency"
  | "exchange_missing"
  | "exchange_at_home"
  | "nothing_changed";

/** Prices on sale in the operator's tenant: the newest one of each plan and currency. */
export async function listPlanPrices(tx: TenantTx): Promise<PlanPrice[]> {
  return (await newestStatements(tx)).filter((one): one is PlanPrice => one.amountMinor !== null);
}

type Statement = Omit<PlanPrice, "amountMinor" | "version"> & { amountMinor: bigint | null };

export const keptPlanPrice = keepSetting(PlanPriceSetting, {
  toRow: ({ plan, currency, amountMinor, exchange }: Statement) => ({
    plan,
    currency,
    amount_minor: amountMinor,
    exchange_rate: exchange?.rate ?? null,
    exchange_source: exchange?.source ?? "",
    exchange_on: exchange?.on ?? null,
  }),
  fromRow: toStatement,
  initial: null,
  facts: ({ plan, currency, amountMinor, exchange }) => ({
    plan,
    currency,
    amountMinor: amountMinor?.toString() ?? null,
    ...(exchange && { exchange }),
  }),
  isSame: () => false,
  // Each plan and currency is a separate setting.
  entry: () => ({ before: null }),
  subjectOf: ({ plan, currency }) => `${plan}:${currency}`,
});

async function newestStatements(tx: TenantTx): Promise<(Statement & { version: number })[]> {
  const rows = await tx
    .selectFrom("plan_price")
    .distinctOn(["plan", "currency"])
    .selectAll()
    .orderBy("plan")
    .orderBy("currency")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({ ...toStatement(row), version: row.version }));
}

function toStatement(row: Selectable<PlanTables["plan_price"]>): Statement {
  return {
    plan: row.plan,
    currency: row.currency,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    exchange: row.exchange_rate
      ? { rate: row.exchange_rate, source: row.exchange_source, on: row.exchange_on ?? "" }
      : null,
  };
}

/**
 * Sets the yearly price of a plan from now on, or takes it off sale. Existing orders keep their price.
 *
 * @param statement.amountMinor null takes the price off sale
 * @returns the error, or null
 * @throws AppError `not_found` outside the operator's tenant
 */
export async function statePlanPrice(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...statement }: Statement & { basedOn: number },
): Promise<PlanPriceFault | null> {
  await requireOperator(tx, author.tenantId);
  const opened = await keptPlanPrice.open(tx, author, { basedOn });
  const { plan, currency, amountMinor, exchange } = statement;
  const seller = await getSellerDetail(tx);
  if (!seller) return "seller_missing";
  if (!isCurrency(currency)) return "currency";
  if (exchange && currency === seller.homeCurrency) return "exchange_at_home";
  if (!exchange && currency !== seller.homeCurrency && amountMinor !== null) return "exchange_missing";
  const before = (await newestStatements(tx)).find((one) => one.plan === plan && one.currency === currency);
  const isSame = before ? amountMinor === before.amountMinor && isSameRate(exchange, before.exchange) : !amountMinor;
  if (isSame) return "nothing_changed";
  await keptPlanPrice.save(tx, author, opened, statement);
  return null;
}

function isSameRate(a: Exchange | null, b: Exchange | null): boolean {
  return a?.rate === b?.rate && a?.source === b?.source && a?.on === b?.on;
}
