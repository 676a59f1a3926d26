import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

const text = (most: number) => z.string().max(most, "too_long").default("");
const right = "trade.bill";
const end = { right, schema: z.object({ id: z.uuid(), note: text(200) }) } as const;

/** Errors are keys of `refund.fault`. */
export const RefundActions = defineActions({
  ask: {
    right,
    schema: z.object({
      amount: z.string().max(40, "amount").default(""),
      reason: text(1000),
      withCreditNote: z.literal("on").optional(),
    }),
  },
  confirmed: end,
  declined: end,
  taken_back: end,
  sent: { right, schema: z.object({ id: z.uuid(), bankReference: text(200) }) },
  give_up: end,
});
