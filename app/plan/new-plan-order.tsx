import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireTenantActor } from "#app/access/actor.server.ts";
import { SOLD_PLANS, type SoldPlan } from "#app/access/plan.ts";
import { asOperator } from "#app/access/plan-operator.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import { listCountries } from "#app/kit/country.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { isCurrency } from "#app/money/currency.ts";
import { ClientForm, toClientDetails, toClientFields } from "#app/trade/client/client-form.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { NewPlanOrderPage } from "./new-plan-order-page.tsx";
import { findBuyer } from "./plan-buyer.server.ts";
import { type PlanOrderFault, placePlanOrder } from "./plan-order.server.ts";
import { listPlanOrders } from "./plan-order-list.server.ts";
import { toOffers } from "./plan-order-view.server.ts";
import { listPlanPrices } from "./plan-price.server.ts";
import { openPlanSubscription } from "./plan-subscription.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.planOrder.newTitle);

/** Loads the plans on sale and the buyer details of the last invoice. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.manage");
    const { withSystem } = await doors();
    const found = await withSystem((tx) =>
      asOperator(tx, actor, async (inside) => ({
        prices: await listPlanPrices(inside),
        buyer: await findBuyer(inside, actor.tenantId),
        orders: await listPlanOrders(inside, { buyerTenantId: actor.tenantId }, new Date()),
      })),
    );
    const offers = toOffers(found.prices);
    const wished = new URL(request.url).searchParams.get("plan");
    const locale = localeOf(request);
    return {
      base: `/tenants/${actor.tenantId}/plan`,
      offers,
      isUnderWay: found.orders.some((order) => order.isUnderWay),
      isCardOn: paymentGateway().provider !== "offline",
      countries: listCountries(locale),
      values: {
        choice: offers.find(({ plan }) => plan === wished)?.value ?? "",
        way: "transfer",
        ...(found.buyer ? toClientFields(found.buyer) : { isBusiness: "on", locale }),
      } as Record<string, string>,
    };
  });

const OrderForm = ClientForm.safeExtend({
  choice: z
    .string({ error: "choice" })
    .transform((text) => text.split(":"))
    .refine((parts) => parts.length === 2 && SOLD_PLANS.includes(parts[0] as SoldPlan) && isCurrency(parts[1]!), {
      error: "choice",
    })
    .transform(([plan, currency]) => ({ plan: plan as SoldPlan, currency: currency! })),
  way: z.enum(["transfer", "card"], { error: "way" }),
});

// Allowed after the plan has ended, since ordering is how to renew it.
const NewPlanOrderActions = defineActions({
  order: { right: "workspace.manage", whenLapsed: "allowed", schema: OrderForm },
});

export const action = tenantAction(NewPlanOrderActions, {
  order: {
    outside: async ({ actor, request, value }) => {
      const { choice, way } = value;
      const plan = { ...choice, way, details: toClientDetails(value), locale: localeOf(request) };
      const now = new Date();
      if (way === "card" && paymentGateway().provider === "offline") return refuse({ way: "cards_off" });
      const placed =
        way === "card"
          ? await openPlanSubscription(await doors(), paymentGateway(), actor, {
              plan,
              publicUrl: env().publicUrl,
              now,
            })
          : await (await doors()).withSystem((tx) => placePlanOrder(tx, actor, plan, now));
      if (!placed.ok) return refuse(errorsOf(placed.fault, localeOf(request)));
      const id = "order" in placed ? placed.order.id : placed.planOrderId;
      return `/tenants/${actor.tenantId}/plan/orders/${id}?done=placed`;
    },
  },
});

const FIELDS: Record<string, string> = {
  "client.legalName": "legalNameEn",
  "client.address": "addressEn",
  "client.taxId": "taxId",
  "client.isBusiness": "isBusiness",
};

/** Shows each error at its field. Problems on the operator's side are shown at the currency. */
function errorsOf(fault: PlanOrderFault, locale: Locale): Record<string, string> {
  if (fault.code === "unprintable") return { [fault.field]: sayUnprinted(fault, locale) };
  if (fault.code === "name_missing") return { legalNameEn: "name_missing" };
  if (fault.code === "tax_unknown") return { country: "tax_unknown" };
  if (fault.code !== "invoice") return { choice: fault.code };
  const own = fault.fields.filter((field) => FIELDS[field]);
  if (own.length === 0) return { choice: "seller_not_ready" };
  return Object.fromEntries(own.map((field) => [FIELDS[field]!, field]));
}

export default function NewPlanOrder() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewPlanOrderPage {...page} values={answer?.typed ?? page.values} errors={answer?.errors ?? {}} />;
}
