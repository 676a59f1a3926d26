import { findOperator } from "#app/access/plan-operator.server.ts";
import { postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { listProviderAccounts } from "#app/trade/seller/provider-account.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";
import { listUnsettledCheckouts } from "./checkout.server.ts";
import type { ProviderEvent } from "./gateway/fact.ts";
import type { PaymentGateway } from "./gateway/gateway.ts";
import { providerAuthor } from "./payment.server.ts";
import { type PaymentEffects, receiveEvent } from "./payment-event.server.ts";
import { listOpenRefundRequests } from "./refund-list.server.ts";

/** The provider lists events for a month. */
const LISTED_DAYS = 30;
/** Events are listed shortly after they were created, so the requested periods overlap. */
const OVERLAP_MILLISECONDS = 60 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Fetches what the provider reported since the last call, and handles what never arrived: missing events, pages that
 * ended without an event, refunds without an answer, and fees. Idempotent. Does nothing if the provider is unreachable.
 *
 * @returns the number of new events
 */
export async function reconcilePayments(
  doors: Doors,
  gateway: PaymentGateway,
  effects: PaymentEffects,
  now: Date,
): Promise<number> {
  if (gateway.provider === "offline") return 0;
  let found = await listMissing(doors, gateway, effects, { account: "", now });
  const operatorId = await doors.withSystem(findOperator);
  if (operatorId) {
    await repeatRefunds(doors, gateway, operatorId);
    await readFees(doors, gateway, operatorId);
  }
  for (const { tenantId, account } of await doors.withSystem(listProviderAccounts)) {
    found += await listMissing(doors, gateway, effects, { account, now });
    await repeatRefunds(doors, gateway, tenantId);
    await readPages(doors, gateway, effects, { tenantId, now });
    await readFees(doors, gateway, tenantId);
  }
  return found;
}

async function listMissing(
  { withSystem }: Doors,
  gateway: PaymentGateway,
  effects: PaymentEffects,
  { account, now }: { account: string; now: Date },
): Promise<number> {
  const since = await withSystem((tx) => lastListed(tx, account, now));
  const listed = await gateway.listEvents(account, since.toISOString());
  if (!listed.ok) return 0;
  const missing = await withSystem((tx) =>
    withoutKnown(
      tx,
      account,
      listed.value.map(({ id }) => id),
    ),
  );
  for (const id of missing) {
    const fetched = await gateway.fetchEvent(account, id);
    if (!fetched.ok && fetched.fault === "away") return 0;
    if (fetched.ok && fetched.value.isLive === gateway.isLive) {
      await withSystem((tx) => receiveEvent(tx, fetched.value, effects));
    }
  }
  await withSystem((tx) => noteListed(tx, account, now));
  return missing.length;
}

async function lastListed(tx: SystemTx, account: string, now: Date): Promise<Date> {
  const row = await tx
    .selectFrom("payment_sync")
    .select("listed_until")
    .where("provider", "=", "stripe")
    .where("account", "=", account)
    .executeTakeFirst();
  const earliest = now.getTime() - LISTED_DAYS * DAY;
  return new Date(Math.max(earliest, (row?.listed_until.getTime() ?? 0) - OVERLAP_MILLISECONDS));
}

async function withoutKnown(tx: SystemTx, account: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("payment_event")
    .select("event_id")
    .where("provider", "=", "stripe")
    .where("account", "=", account)
    .where("event_id", "in", ids)
    .execute();
  const known = new Set(rows.map(({ event_id }) => event_id));
  return ids.filter((id) => !known.has(id));
}

async function noteListed(tx: SystemTx, account: string, now: Date): Promise<void> {
  await tx
    .insertInto("payment_sync")
    .values({ provider: "stripe", account, listed_until: now })
    .onConflict((conflict) =>
      conflict
        .columns(["provider", "account"])
        .doUpdateSet({ listed_until: now })
        .where("payment_sync.listed_until", "<", now),
    )
    .execute();
}

/** Fetches pages that should have ended, since their event may no longer be listed. */
async function readPages(
  { withTenant, withSystem }: Doors,
  gateway: PaymentGateway,
  effects: PaymentEffects,
  { tenantId, now }: { tenantId: string; now: Date },
): Promise<void> {
  const author = providerAuthor(tenantId);
  const open = await withTenant(author, listUnsettledCheckouts);
  for (const checkout of open.filter((one) => one.state === "pending" || one.expiresAt < now)) {
    const { account, page } = checkout;
    if (!page) continue;
    const answer = await gateway.readCheckout(account, page.ref);
    if (!answer.ok) continue;
    const fact = answer.value;
    const event: ProviderEvent = {
      provider: "stripe",
      account,
      id: `read:${fact.ref}:${fact.state}`,
      type: "read",
      isLive: gateway.isLive,
      created: now.toISOString(),
      fact,
      payload: JSON.stringify({ type: "read", fact }),
    };
    await withSystem((tx) => receiveEvent(tx, event, effects));
  }
}

/** Repeats unanswered refund requests with the same key. */
async function repeatRefunds({ withTenant }: Doors, gateway: PaymentGateway, tenantId: string): Promise<void> {
  for (const request of await withTenant(providerAuthor(tenantId), listOpenRefundRequests)) {
    await gateway.refund({
      idempotencyKey: `refund:${request.id}`,
      account: request.payment.account,
      paymentRef: request.payment.ref,
      amountMinor: request.amountMinor.toString(),
      currency: request.payment.currency,
      metadata: { tenant_id: tenantId, refund_request_id: request.id },
    });
  }
}

async function readFees({ withTenant }: Doors, gateway: PaymentGateway, tenantId: string): Promise<void> {
  const author = providerAuthor(tenantId);
  for (const payment of await withTenant(author, listWithoutFee)) {
    const answer = await gateway.readFee(payment.account, payment.ref);
    if (answer.ok && answer.value) await withTenant(author, (tx) => noteFee(tx, payment.id, tenantId, answer.value!));
  }
}

async function listWithoutFee(tx: TenantTx): Promise<{ id: string; account: string; ref: string }[]> {
  return tx
    .selectFrom("payment as p")
    .leftJoin("payment_fee as f", "f.payment_id", "p.id")
    .select(["p.id", "p.provider_account as account", "p.provider_ref as ref"])
    .where("p.provider", "=", "stripe")
    .where("f.payment_id", "is", null)
    .limit(50)
    .execute();
}

async function noteFee(
  tx: TenantTx,
  paymentId: string,
  tenantId: string,
  fee: { ref: string; amountMinor: string; currency: string },
): Promise<void> {
  const author = providerAuthor(tenantId);
  await lockTrail(tx, tenantId);
  const added = await tx
    .insertInto("payment_fee")
    .values({
      tenant_id: tenantId,
      payment_id: paymentId,
      provider_ref: fee.ref,
      currency: fee.currency,
      fee_minor: BigInt(fee.amountMinor),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "payment_id"]).doNothing())
    .returning("payment_id")
    .executeTakeFirst();
  if (!added) return;
  await postToLedger(tx, author, {
    kind: "provider_fee",
    currency: fee.currency,
    occurredOn: await sellerToday(tx),
    source: { kind: "payment", id: paymentId },
    entries: [
      { account: "payment_fee", debit: BigInt(fee.amountMinor) },
      { account: "provider_balance", credit: BigInt(fee.amountMinor) },
    ],
  });
  await recordChange(tx, author, {
    action: "payment.fee_stated",
    subject: "payment",
    subjectId: paymentId,
    after: { currency: fee.currency, feeMinor: fee.amountMinor },
  });
}
