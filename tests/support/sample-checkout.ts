import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { paymentEffects } from "#app/background/payment-effects.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { getCheckout, openCheckout } from "#app/trade/payment/checkout.server.ts";
import { openGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { receiveEvent } from "#app/trade/payment/payment-event.server.ts";
import { connectAccount, getProviderAccount } from "#app/trade/seller/provider-account.server.ts";
import type { Doors } from "#db/doors.ts";
import { stateTaxNote } from "#tests/support/save-now.ts";
import { equipSeller } from "./sample-seller.ts";
import { signPayload } from "./stripe/event-post.ts";
import type { Wire } from "./stripe/objects.ts";
import { STRIPE_KEYS, type StripeStandIn } from "./stripe/stand-in.ts";

export function gatewayTo(stripe: StripeStandIn) {
  return openGateway({
    secretKey: STRIPE_KEYS.secretKey,
    webhookSecrets: [STRIPE_KEYS.webhookSecret],
    apiUrl: stripe.url,
  });
}

/** Processes an event as the webhook does: signed, parsed and counted. @returns the result */
export async function receive(doors: Doors, stripe: StripeStandIn, event: Wire): Promise<string> {
  const body = JSON.stringify(event);
  const now = Date.now();
  const signature = signPayload(body, STRIPE_KEYS.webhookSecret, Math.floor(now / 1000));
  const received = gatewayTo(stripe).readEvent(Buffer.from(body), signature, now);
  if (!received.ok) return received.fault;
  const whole = await gatewayTo(stripe).completeEvent(received.event);
  if (!whole.ok) return whole.fault;
  return doors.withSystem((tx) => receiveEvent(tx, whole.value, paymentEffects));
}

/** Equips a tenant as a seller in a country with card payments, without a connected account. */
export async function startSellingIn(doors: Doors, actor: TenantActor, country: "HK"): Promise<void> {
  await equipSeller(doors, actor, ["USD"], { country, registrationId: "SAMPLE-BR-001" });
  await doors.withTenant(actor, (tx) =>
    stateTaxNote(tx, actor, {
      ruleId: "hk-none",
      isOn: true,
      textEn: "No VAT in Hong Kong.",
      textLocal: "香港不征收增值税。",
      localLanguage: "zh",
      confirmedWith: "Sample Accountants",
      confirmedOn: "2026-01-05",
    }),
  );
}

/** Connects an account in Hong Kong that accepts cards. @returns the account */
export async function connect(doors: Doors, stripe: StripeStandIn, actor: Actor): Promise<string> {
  const answer = await connectAccount(doors, gatewayTo(stripe), actor, {
    country: "HK",
    email: "",
    returnUrl: "https://carbon.example/back",
  });
  if (!answer.ok) throw new Error(answer.detail);
  const account = (await doors.withTenant(actor, getProviderAccount))!.account;
  await receive(doors, stripe, stripe.setCharges(account, true));
  return account;
}

/** Opens a payment page for an invoice. @returns our id and the provider's id */
export async function openPage(doors: Doors, stripe: StripeStandIn, actor: Actor, invoiceId: string) {
  const answer = await openCheckout(doors, gatewayTo(stripe), actor, {
    invoiceId,
    locale: "en",
    returnPath: "/checkouts/back",
    publicUrl: "https://carbon.example",
    now: new Date(),
    terms: null,
  });
  if (!answer.ok) throw new Error(`${answer.fault} ${answer.detail}`);
  const checkout = await doors.withTenant(actor, (tx) => getCheckout(tx, answer.checkoutId));
  return { checkoutId: answer.checkoutId, ref: checkout!.page!.ref };
}

/** Issues an invoice of USD 4,800. @returns its id */
export async function raiseSample(
  doors: Doors,
  actor: Actor,
  clientId: string,
  { currency = "USD", taxRuleId = "cn-export-exempt" }: { currency?: string; taxRuleId?: string } = {},
): Promise<string> {
  const line = {
    descriptionEn: "Greenhouse-gas inventory report",
    descriptionZh: "温室气体清单报告",
    quantity: "1",
    unit: "",
    unitPriceMinor: 480_000n,
    taxPercent: "0",
  };
  const answer = await doors.withTenant(actor, (tx) =>
    raiseInvoice(
      tx,
      actor,
      {
        clientId,
        kind: "full",
        currency,
        lines: [line],
        taxRuleId,
        exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
      },
      new Date("2026-11-27T02:00:00Z"),
    ),
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  return answer.invoiceId;
}
