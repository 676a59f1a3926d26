import type { SoldPlan } from "#app/access/plan.ts";
import { requireOperator } from "#app/access/plan-operator.server.ts";
import { isCurrency } from "#app/money/currency.ts";
import type { Exchange } from "#app/trade/document/model.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** What a year of a plan costs, without tax. */
export interface PlanPrice {
  plan: SoldPlan;
  currency: string;
  version: number;
  amountMinor: bigint;
  /** Of one unit in the operator's own currency; null where it is that. */
  exchange: Exchange | null;
}

/** Each is a message key. */
export type PlanPriceFault =
  | "seller_missing"
  | "currency"
  | "exchange_missing"
  | "exchange_at_home"
  | "nothing_changed";

/** What is on sale, in the operator's tenant: the newest statement of each plan and currency. */
export async function listPlanPrices(tx: TenantTx): Promise<PlanPrice[]> {
  return (await newestStatements(tx)).filter((one): one is PlanPrice => one.amountMinor !== null);
}

type Statement = Omit<PlanPrice, "amountMinor"> & { amountMinor: bigint | null };

async function newestStatements(tx: TenantTx): Promise<Statement[]> {
  const rows = await tx
    .selectFrom("plan_price")
    .distinctOn(["plan", "currency"])
    .selectAll()
    .orderBy("plan")
    .orderBy("currency")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({
    plan: row.plan,
    currency: row.currency,
    version: row.version,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    exchange: row.exchange_rate
      ? { rate: row.exchange_rate, source: row.exchange_source, on: row.exchange_on ?? "" }
      : null,
  }));
}

/**
 * States what a year of a plan costs from now on, or takes it off sale. Orders keep the price that they were placed at.
 *
 * @param statement.amountMinor null: not on sale any more
 * @returns what is wrong, or null
 * @throws AppError `not_found` in any other tenant than the operator's
 */
export async function statePlanPrice(
  tx: TenantTx,
  author: ChangeAuthor,
  statement: Omit<Statement, "version">,
): Promise<PlanPriceFault | null> {
  await requireOperator(tx, author.tenantId);
  await lockTrail(tx, author.tenantId);
  const { plan, currency, amountMinor, exchange } = statement;
  const seller = await getSellerDetail(tx);
  if (!seller) return "seller_missing";
  if (!isCurrency(currency)) return "currency";
  if (exchange && currency === seller.homeCurrency) return "exchange_at_home";
  if (!exchange && currency !== seller.homeCurrency && amountMinor !== null) return "exchange_missing";
  const before = (await newestStatements(tx)).find((one) => one.plan === plan && one.currency === currency);
  const isSame = before ? amountMinor === before.amountMinor && isSameRate(exchange, before.exchange) : !amountMinor;
  if (isSame) return "nothing_changed";
  await tx
    .insertInto("plan_price")
    .values({
      tenant_id: author.tenantId,
      plan,
      currency,
      version: (before?.version ?? 0) + 1,
      amount_minor: amountMinor,
      exchange_rate: exchange?.rate ?? null,
      exchange_source: exchange?.source ?? "",
      exchange_on: exchange?.on ?? null,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "plan_price.stated",
    subject: "plan_price",
    subjectId: `${plan}:${currency}`,
    before: before ? { plan, currency, amountMinor: before.amountMinor?.toString() ?? null } : undefined,
    after: { plan, currency, amountMinor: amountMinor?.toString() ?? null, ...(exchange ? { exchange } : {}) },
  });
  return null;
}

function isSameRate(a: Exchange | null, b: Exchange | null): boolean {
  return a?.rate === b?.rate && a?.source === b?.source && a?.on === b?.on;
}
