import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/access/actor.server.ts";
import { requireOperator } from "#app/access/plan-operator.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { toOffers } from "./plan-order-view.server.ts";
import { keptPlanPrice, listPlanPrices, statePlanPrice } from "./plan-price.server.ts";
import { PlanPriceSetting, PlanTaxSetting, soldPlan } from "./plan-price.ts";
import { PlanPricesPage } from "./plan-prices-page.tsx";
import { listPlanTaxVersions, statePlanTax } from "./plan-tax.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.planOrder.prices.title);

/** Only available in the operator's workspace; answers 404 elsewhere. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.manage", async (tx, { tenantId }) => {
    await requireOperator(tx, tenantId);
    const prices = await listPlanPrices(tx);
    const taxes = await listPlanTaxVersions(tx);
    const search = new URL(request.url).searchParams;
    const done = search.get("done");
    return {
      base: `/tenants/${tenantId}`,
      homeCurrency: (await getSellerDetail(tx))?.homeCurrency ?? null,
      currencies: [...CURRENCIES],
      version: (await keptPlanPrice.latest(tx, {})).version,
      prices: toOffers(prices).map((offer, index) => ({ ...offer, exchange: prices[index]!.exchange })),
      notes: (await listTaxNotes(tx))
        .filter(({ isOn }) => isOn)
        .map(({ ruleId, textEn, textLocal, localLanguage }) => ({
          ruleId,
          text: { en: textEn || textLocal, zh: localLanguage === "zh" && textLocal ? textLocal : textEn },
          percent: taxes.find((tax) => tax.ruleId === ruleId)?.percent ?? "",
          version: taxes.find((tax) => tax.ruleId === ruleId)?.version ?? 0,
        })),
      done: done === "price" || done === "tax" ? (done as "price" | "tax") : null,
    };
  });

const RATE = /^[0-9]{1,9}(?:\.[0-9]{1,12})?$/;

const Exchange = z
  .object({
    exchangeRate: z.string().default(""),
    exchangeSource: z.string().max(200).default(""),
    exchangeOn: z.string().default(""),
  })
  .transform(({ exchangeRate: rate, exchangeSource: source, exchangeOn: on }) => ({ rate, source, on }));

const PlanPricesActions = defineActions({
  price: savesSetting(PlanPriceSetting),
  off: savesSetting(PlanPriceSetting, z.object(soldPlan)),
  tax: savesSetting(PlanTaxSetting),
});

export const action = tenantAction(PlanPricesActions, {
  price: async (tx, { actor, value }) => {
    await requireOperator(tx, actor.tenantId);
    const { plan, currency, basedOn } = value;
    const amount = parseMoney(value.amount, currency);
    if (!amount.ok || amount.money.minor <= 0n) return refuse({ amount: "amount" });
    const exchange = Exchange.parse(value);
    const given = Object.values(exchange).filter((text) => text !== "").length;
    const isWhole =
      RATE.test(exchange.rate) && /[1-9]/.test(exchange.rate) && z.iso.date().safeParse(exchange.on).success;
    if (given > 0 && !(given === 3 && isWhole)) return refuse({ exchangeRate: "exchange" });
    const price = { basedOn, plan, currency, amountMinor: amount.money.minor, exchange: given > 0 ? exchange : null };
    const fault = await statePlanPrice(tx, actor, price);
    if (fault) return refuse({ [fault.startsWith("exchange") ? "exchangeRate" : "currency"]: fault });
    return `/tenants/${actor.tenantId}/plan-prices?done=price`;
  },
  off: async (tx, { actor, value }) => {
    await requireOperator(tx, actor.tenantId);
    const fault = await statePlanPrice(tx, actor, { ...value, amountMinor: null, exchange: null });
    return fault ? refuse({ currency: fault }) : `/tenants/${actor.tenantId}/plan-prices?done=price`;
  },
  tax: async (tx, { actor, value }) => {
    await requireOperator(tx, actor.tenantId);
    const fault = await statePlanTax(tx, actor, {
      ruleId: value.ruleId,
      basedOn: value.basedOn,
      percent: value.percent || null,
    });
    return fault ? refuse({ [value.ruleId]: fault }) : `/tenants/${actor.tenantId}/plan-prices?done=tax`;
  },
});

export default function PlanPrices() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PlanPricesPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
