import { z } from "zod";
import { SOLD_PLANS } from "#app/access/plan.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** A price on sale, as forms name it. */
export const soldPlan = {
  plan: z.enum(SOLD_PLANS, { error: "plan" }),
  currency: z.string().refine((code) => CURRENCIES.includes(code), "currency"),
};

/** The price list of plans. Each version sets the price of one plan in one currency. */
export const PlanPriceSetting = declareSetting({
  table: "plan_price",
  key: [],
  right: "workspace.manage",
  schema: z.object({
    ...soldPlan,
    amount: z.string().max(40, "amount").default(""),
    exchangeRate: z.string().default(""),
    exchangeSource: z.string().max(200, "exchange").default(""),
    exchangeOn: z.string().default(""),
  }),
  subject: "plan_price",
  action: "plan_price.stated",
});

const PERCENT = /^[0-9]{1,2}(?:\.[0-9]{1,4})?$/;

/** The tax rate of each tax note on invoices for plans. */
export const PlanTaxSetting = declareSetting({
  table: "plan_tax",
  key: ["tax_rule_id"],
  right: "workspace.manage",
  schema: z.object({
    ruleId: z.string().max(60),
    percent: z
      .string()
      .default("")
      .refine((text) => text === "" || PERCENT.test(text), "percent"),
  }),
  subject: "plan_tax",
  action: "plan_tax.stated",
});
