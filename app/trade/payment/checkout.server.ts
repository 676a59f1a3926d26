import { AppError } from "#app/encoding/errors.ts";
import { type Locale, localeOr } from "#app/i18n/locale.ts";
import { money } from "#app/money/money.ts";
import { percentOf } from "#app/money/share.ts";
import { getProviderAccount, type ProviderAccount } from "#app/trade/seller/provider-account.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { CheckoutState } from "./checkout-state.ts";
import { capabilityOf, methodsFor } from "./gateway/capability.ts";
import type { GatewayFault, PaymentGateway, PaymentMethod } from "./gateway/gateway.ts";
import { getSettlement } from "./payment.server.ts";

/** How long a payment page stays open. */
const OPEN_MINUTES = 60;
/** A page that expires sooner than this is not reused. */
const LEAST_MINUTES = 5;

/** The installation's fee on card payments, if both countries allow it. */
export interface PlatformTerms {
  country: string;
  feePercent: string;
}

export interface CheckoutWish {
  invoiceId: string;
  locale: Locale;
  /** The return path, starting with `/`. It is sent to the provider, so it must not contain a secret. */
  returnPath: string;
  publicUrl: string;
  now: Date;
  terms: PlatformTerms | null;
}

/** Why there is no payment page. Message keys. */
export type CheckoutFault =
  | "cards_off"
  | "cards_not_in_country"
  | "account_not_ready"
  | "invoice_settled"
  | "currency_not_offered"
  | "payment_under_way"
  | "provider_away"
  | "provider_refused";

export interface Checkout {
  id: string;
  invoiceId: string;
  account: string;
  currency: string;
  amountMinor: bigint;
  applicationFeeMinor: bigint;
  locale: Locale;
  returnPath: string;
  expiresAt: Date;
  /** Null until the provider has answered. */
  page: { ref: string; url: string } | null;
  state: CheckoutState;
}

/**
 * Opens a payment page for the open amount of an invoice. The amount is computed here, never taken from the browser.
 * The row is stored before the provider is called, so that a repeated call returns the same page.
 *
 * @returns our id of the page and its URL at the provider
 * @throws AppError `not_found`
 */
export async function openCheckout(
  { withTenant }: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  wish: CheckoutWish,
): Promise<{ ok: true; checkoutId: string; address: string } | { ok: false; fault: CheckoutFault; detail: string }> {
  const prepared = await withTenant(author, (tx) => prepareCheckout(tx, gateway, author, wish));
  if ("fault" in prepared) return { ok: false, fault: prepared.fault, detail: "" };
  const { checkout, title, reference, methods, orderId, outdated } = prepared;
  // These pages have a different amount, and a client could pay both. Their end is reported by an event or found by the
  // sweep.
  for (const { account, page } of outdated) if (page) await gateway.expireCheckout(account, page.ref);
  if (checkout.page) return { ok: true, checkoutId: checkout.id, address: checkout.page.url };
  const answer = await gateway.openCheckout({
    idempotencyKey: `checkout:${checkout.id}`,
    account: checkout.account,
    amountMinor: checkout.amountMinor.toString(),
    currency: checkout.currency,
    title,
    reference,
    metadata: {
      tenant_id: author.tenantId,
      invoice_id: checkout.invoiceId,
      checkout_id: checkout.id,
      ...(orderId ? { order_id: orderId } : {}),
    },
    applicationFeeMinor: checkout.applicationFeeMinor.toString(),
    methods,
    locale: checkout.locale,
    returnUrl: `${wish.publicUrl}${checkout.returnPath}`,
    givenUpUrl: `${wish.publicUrl}${checkout.returnPath}?given_up`,
    expiresAt: checkout.expiresAt.toISOString(),
  });
  if (!answer.ok) return { ok: false, fault: faultOf(answer), detail: answer.detail };
  await withTenant(author, (tx) => storePage(tx, author, checkout, answer.value));
  return { ok: true, checkoutId: checkout.id, address: answer.value.url };
}

function faultOf({ fault }: GatewayFault): CheckoutFault {
  return fault === "cards_off" ? "cards_off" : fault === "away" ? "provider_away" : "provider_refused";
}

interface Prepared {
  checkout: Checkout;
  title: string;
  reference: string;
  methods: PaymentMethod[];
  orderId: string | null;
  /** Still open, but for a different amount. */
  outdated: Checkout[];
}

async function prepareCheckout(
  tx: TenantTx,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  wish: CheckoutWish,
): Promise<Prepared | { fault: CheckoutFault }> {
  await lockTrail(tx, author.tenantId);
  const invoice = await tx
    .selectFrom("invoice")
    .select(["id", "number", "currency", "order_id"])
    .where("id", "=", wish.invoiceId)
    .executeTakeFirst();
  const settlement = await getSettlement(tx, wish.invoiceId);
  if (!invoice || !settlement) throw new AppError("not_found");
  const ways = await findWaysToPay(tx, gateway, invoice.currency);
  if ("fault" in ways) return ways;
  if (settlement.openMinor <= 0n) return { fault: "invoice_settled" };
  const { account, methods } = ways;
  const known = await listCheckouts(tx, invoice.id);
  if (known.some(({ state }) => state === "pending")) return { fault: "payment_under_way" };
  const open = known.filter(({ state, expiresAt }) => state === "open" && expiresAt > wish.now);
  const fits = (one: Checkout) => one.account === account.account && one.amountMinor === settlement.openMinor;
  const isLong = (one: Checkout) => one.expiresAt.getTime() > wish.now.getTime() + LEAST_MINUTES * 60_000;
  const checkout =
    open.find((one) => fits(one) && isLong(one)) ?? (await addCheckout(tx, author, { wish, account, settlement }));
  return {
    checkout,
    title: invoice.number,
    reference: invoice.order_id ?? invoice.id,
    methods,
    orderId: invoice.order_id,
    outdated: open.filter((one) => one.id !== checkout.id),
  };
}

/** The online payment methods for a currency, or why there are none. */
export async function findWaysToPay(
  tx: TenantTx,
  gateway: PaymentGateway,
  currency: string,
): Promise<{ account: ProviderAccount; methods: PaymentMethod[] } | { fault: CheckoutFault }> {
  if (gateway.provider === "offline") return { fault: "cards_off" };
  const account = await getProviderAccount(tx);
  if (account && !capabilityOf(account.country)) return { fault: "cards_not_in_country" };
  if (!account?.chargesEnabled) return { fault: "account_not_ready" };
  const methods = methodsFor(account.country, currency, account.wallets);
  return methods.length === 0 ? { fault: "currency_not_offered" } : { account, methods };
}

async function addCheckout(
  tx: TenantTx,
  author: ChangeAuthor,
  made: {
    wish: CheckoutWish;
    account: { account: string; country: string };
    settlement: { currency: string; openMinor: bigint };
  },
): Promise<Checkout> {
  const { wish, account, settlement } = made;
  const { id } = await tx
    .insertInto("checkout")
    .values({
      tenant_id: author.tenantId,
      invoice_id: wish.invoiceId,
      provider: "stripe",
      provider_account: account.account,
      currency: settlement.currency,
      amount_minor: settlement.openMinor,
      application_fee_minor: platformFee(wish.terms, account.country, settlement),
      locale: wish.locale,
      return_path: wish.returnPath,
      expires_at: new Date(wish.now.getTime() + OPEN_MINUTES * 60_000),
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "checkout.opened",
    subject: "checkout",
    subjectId: id,
    after: {
      invoiceId: wish.invoiceId,
      account: account.account,
      currency: settlement.currency,
      amountMinor: settlement.openMinor.toString(),
    },
  });
  return (await getCheckout(tx, id))!;
}

function platformFee(
  terms: PlatformTerms | null,
  country: string,
  { currency, openMinor }: { currency: string; openMinor: bigint },
): bigint {
  if (!terms || !capabilityOf(country)?.feeFrom.includes(terms.country)) return 0n;
  return percentOf(money(openMinor, currency), terms.feePercent).minor;
}

async function storePage(
  tx: TenantTx,
  author: ChangeAuthor,
  checkout: Checkout,
  page: { ref: string; url: string },
): Promise<void> {
  await tx
    .insertInto("checkout_page")
    .values({
      tenant_id: author.tenantId,
      checkout_id: checkout.id,
      provider_ref: page.ref,
      url: page.url,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "checkout_id"]).doNothing())
    .execute();
  await recordChange(tx, author, {
    action: "checkout.page_made",
    subject: "checkout",
    subjectId: checkout.id,
    after: { invoiceId: checkout.invoiceId, reference: page.ref },
  });
}

/** The payment pages of an invoice, newest first. */
export async function listCheckouts(tx: TenantTx, invoiceId: string): Promise<Checkout[]> {
  return (await selectCheckouts(tx).where("c.invoice_id", "=", invoiceId).execute()).map(toCheckout);
}

export async function getCheckout(tx: TenantTx, checkoutId: string): Promise<Checkout | null> {
  const row = await selectCheckouts(tx).where("c.id", "=", checkoutId).executeTakeFirst();
  return row ? toCheckout(row) : null;
}

/** Pages without a final event that should have ended or may end at any moment. */
export async function listUnsettledCheckouts(tx: TenantTx): Promise<Checkout[]> {
  const rows = await selectCheckouts(tx)
    .where("s.state", "in", ["open", "pending"])
    .where("p.provider_ref", "is not", null)
    .limit(500)
    .execute();
  return rows.map(toCheckout);
}

function selectCheckouts(tx: TenantTx) {
  return tx
    .selectFrom("checkout as c")
    .innerJoin("checkout_state as s", "s.checkout_id", "c.id")
    .leftJoin("checkout_page as p", "p.checkout_id", "c.id")
    .selectAll("c")
    .select(["s.state", "p.provider_ref", "p.url"])
    .orderBy("c.created_at", "desc");
}

function toCheckout(row: Awaited<ReturnType<ReturnType<typeof selectCheckouts>["execute"]>>[number]): Checkout {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    account: row.provider_account,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    applicationFeeMinor: BigInt(row.application_fee_minor),
    locale: localeOr(row.locale),
    returnPath: row.return_path,
    expiresAt: row.expires_at,
    page: row.provider_ref && row.url ? { ref: row.provider_ref, url: row.url } : null,
    state: row.state,
  };
}
