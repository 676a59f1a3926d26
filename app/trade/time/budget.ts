import { z } from "zod";
import { checkDecimal, Decimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** A day of work. Forms and pages show it next to days. */
export const HOURS_A_DAY = 8;

const BOUNDS = { before: 5, after: 4 };

/** The hours that an order may take. Without one, the hours in its quote count. */
export const OrderBudgetSetting = declareSetting({
  table: "order_budget",
  key: ["order_id"],
  right: "trade.sell",
  schema: z.object({
    budget: z.string().max(40, "budget").default(""),
    unit: z.enum(["h", "d"], "budget").default("h"),
  }),
  subject: "trade_order",
  action: "order.budget_set",
});

/** Exact hours of a budget in hours or days. Null if it is empty. */
export function readBudget(typed: string, unit: "h" | "d"): { hours: string | null } | { fault: "budget" } {
  const text = typed.trim();
  if (text === "") return { hours: null };
  if (checkDecimal(text, BOUNDS) !== null) return { fault: "budget" };
  const amount = parseDecimal(text, BOUNDS);
  if (amount.lte(0)) return { fault: "budget" };
  return { hours: printDecimal(unit === "d" ? amount.times(HOURS_A_DAY) : amount) };
}

/** Minutes as days, rounded half-even to hundredths. @param minutes a decimal */
export function asDays(minutes: string | number): string {
  const days = new Decimal(minutes).div(60 * HOURS_A_DAY);
  return printDecimal(days.toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN));
}

/** Hours as minutes, exactly. @param hours a decimal */
export const minutesOf = (hours: string): string => printDecimal(new Decimal(hours).times(60));
