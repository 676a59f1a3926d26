import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { OrderBudgetSetting } from "#app/trade/time/budget.ts";

const text = (most: number) =>
  z
    .string()
    .default("")
    .transform((typed) => typed.slice(0, most));
const sell = { right: "trade.sell", schema: z.object({}) } as const;
// Issuing invoices and allowing reports on credit require billing permission.
const bill = { right: "trade.bill", schema: z.object({}) } as const;
/** What the buyer asked to read on the invoice. All may be empty. */
const invoice = {
  right: "trade.bill",
  schema: z.object({ buyerReference: text(100), periodFrom: text(10), periodTo: text(10) }),
} as const;

export const OrderActions = defineActions({
  invoice_deposit: invoice,
  invoice_balance: invoice,
  start: sell,
  deliver: { ...sell, schema: z.object({ runId: text(1000) }) },
  release: sell,
  close: sell,
  cancel: { ...bill, schema: z.object({ reason: text(1000), all: z.string().optional() }) },
  lift: { ...bill, schema: z.object({ reason: text(1000) }) },
  // The form has a file, so its verb reads it.
  upload_copy: { ...sell, body: "own" },
  withdraw_copy: { ...sell, schema: z.object({ copyId: z.uuid(), reason: text(1000) }) },
  comment_draft: { ...sell, schema: z.object({ text: text(2000) }) },
  budget: savesSetting(OrderBudgetSetting),
  hold: { ...sell, schema: z.object({ hold: text(100) }) },
});
