import type { AccountFact } from "#app/trade/payment/gateway/fact.ts";
import type { GatewayFault, PaymentGateway } from "#app/trade/payment/gateway/gateway.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";

/** The seller's account at the payment provider, as last reported. */
export interface ProviderAccount {
  account: string;
  country: string;
  chargesEnabled: boolean;
  detailsSubmitted: boolean;
  wallets: string[];
}

/** The connected account. Null if there is none or the seller disconnected it. */
export async function getProviderAccount(tx: TenantTx): Promise<ProviderAccount | null> {
  const row = await tx
    .selectFrom("provider_account_state")
    .select(["provider_account", "country", "charges_enabled", "details_submitted", "wallets"])
    .where("is_connected", "=", true)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    account: row.provider_account,
    country: row.country,
    chargesEnabled: row.charges_enabled,
    detailsSubmitted: row.details_submitted,
    wallets: row.wallets.split(" ").filter((name) => name !== ""),
  };
}

/** The tenant of an account. Null if no tenant of this installation opened it. */
export async function findTenantOfAccount(tx: SystemTx, account: string): Promise<string | null> {
  const row = await tx
    .selectFrom("provider_account")
    .select("tenant_id")
    .where("provider", "=", "stripe")
    .where("provider_account", "=", account)
    .executeTakeFirst();
  return row?.tenant_id ?? null;
}

/** All accounts with their tenants, for the sweep that looks for missing events. */
export function listProviderAccounts(tx: SystemTx): Promise<{ tenantId: string; account: string }[]> {
  return tx
    .selectFrom("provider_account")
    .select(["tenant_id as tenantId", "provider_account as account"])
    .orderBy("provider_account")
    .execute();
}

/**
 * Opens an account at the provider, or reuses the existing one, and returns the page on which the seller identifies.
 * Returning from that page proves nothing: selling starts when the provider confirms it.
 */
export async function connectAccount(
  { withTenant }: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  request: { country: string; email: string; returnUrl: string },
): Promise<{ ok: true; url: string } | GatewayFault> {
  const known = await withTenant(author, (tx) => getProviderAccount(tx));
  let account = known?.account;
  if (!account) {
    const made = await gateway.openAccount({
      idempotencyKey: `account:${author.tenantId}:${request.country}`,
      country: request.country,
      email: request.email,
      metadata: { tenant_id: author.tenantId },
    });
    if (!made.ok) return made;
    account = made.value.account;
    await withTenant(author, (tx) => storeAccount(tx, author, { ...made.value, country: request.country }));
  }
  const { returnUrl } = request;
  const page = await gateway.onboardAccount({ account, returnUrl, refreshUrl: returnUrl });
  return page.ok ? { ok: true, url: page.value.url } : page;
}

async function storeAccount(tx: TenantTx, author: ChangeAuthor, fact: AccountFact): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const added = await tx
    .insertInto("provider_account")
    .values({
      tenant_id: author.tenantId,
      provider: "stripe",
      provider_account: fact.account,
      country: fact.country,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("provider_account")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "provider_account.connected",
    subject: "provider_account",
    subjectId: fact.account,
    after: { provider: "stripe", country: fact.country },
  });
}

/** Stores the provider's report of an account with its time. Older reports do not overwrite newer ones. */
export async function noteAccount(
  tx: TenantTx,
  author: ChangeAuthor,
  stated: { fact: AccountFact; sourceRef: string; at: string },
): Promise<boolean> {
  const { fact } = stated;
  await lockTrail(tx, author.tenantId);
  const owned = await tx
    .selectFrom("provider_account_state")
    .select(["charges_enabled", "is_connected"])
    .where("provider_account", "=", fact.account)
    .executeTakeFirst();
  if (!owned) return false;
  await tx
    .insertInto("provider_account_step")
    .values({
      tenant_id: author.tenantId,
      provider: "stripe",
      provider_account: fact.account,
      source_ref: stated.sourceRef,
      stated_at: stated.at,
      charges_enabled: fact.chargesEnabled,
      details_submitted: fact.detailsSubmitted,
      is_connected: fact.isConnected,
      wallets: fact.wallets.join(" "),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await recordChange(tx, author, {
    action: "provider_account.stated",
    subject: "provider_account",
    subjectId: fact.account,
    before: { chargesEnabled: owned.charges_enabled, isConnected: owned.is_connected },
    after: { chargesEnabled: fact.chargesEnabled, isConnected: fact.isConnected },
  });
  return true;
}
