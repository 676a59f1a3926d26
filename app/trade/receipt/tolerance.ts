import { z } from "zod";
import { isCurrency } from "#app/money/currency.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** The largest difference that can be recorded, in minor units. */
export interface Tolerance {
  currency: string;
  toleranceMinor: bigint;
}

/** The tolerances of a workspace. Each version sets that of one currency. */
export const ToleranceSetting = declareSetting({
  table: "receipt_tolerance",
  key: [],
  right: "trade.bill",
  schema: z.object({
    currency: z.string().refine(isCurrency, "currency"),
    amount: z.string().max(40, "amount").default(""),
  }),
  subject: "receipt_tolerance",
  action: "receipt_tolerance.stated",
});
