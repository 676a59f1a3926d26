import type { SoldPlan } from "#app/access/plan.ts";
import type { Bank, Exchange } from "#app/trade/document/model.ts";
import type { PlanOrderFacts, PlanOrderState } from "./plan-order-state.ts";

/** A price on sale. `value` is submitted by the form. */
export interface PlanOfferView {
  value: string;
  plan: SoldPlan;
  currency: string;
  amount: string;
}

export interface PlanOrderRowView {
  id: string;
  plan: SoldPlan;
  way: PlanOrderFacts["way"];
  state: PlanOrderState;
  clientName: { en: string; zh: string };
  total: string;
  placedOn: string;
  dueOn: string | null;
  invoice: { id: string; number: string } | null;
}

/** An order, as its buyer sees it. */
export interface PlanOrderPageView extends PlanOrderRowView {
  base: string;
  net: string;
  tax: string;
  taxPercent: string;
  owed: string | null;
  reference: string | null;
  bank: Omit<Bank, "bankAddress"> | null;
  /** The payment page for cards, while it is open. */
  page: { openUntil: string } | null;
  subscription: { cancelsAtEnd: boolean; paidUntil: string } | null;
  years: { invoiceId: string; number: string; startsAt: string; endsAt: string }[];
  grants: { startsAt: string; endsAt: string }[];
  mayCancel: boolean;
  mayManage: boolean;
  done: "placed" | "cancelled" | null;
  fault: string | null;
}

export interface NewPlanOrderView {
  base: string;
  offers: PlanOfferView[];
  isUnderWay: boolean;
  isCardOn: boolean;
  countries: { code: string; name: string }[];
  values: Record<string, string>;
  errors: Record<string, string>;
}

export interface PlanPricesView {
  base: string;
  homeCurrency: string | null;
  currencies: string[];
  version: number;
  prices: (PlanOfferView & { exchange: Exchange | null })[];
  notes: { ruleId: string; text: { en: string; zh: string }; percent: string; version: number }[];
  done: "price" | "tax" | null;
  errors: Record<string, string>;
  typed: Record<string, string>;
}
