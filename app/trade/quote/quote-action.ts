import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

const step = { right: "trade.sell", schema: z.object({}) } as const;
/** The lines of a draft are read by their place. */
const draft = { right: "trade.sell", schema: z.looseObject({}) } as const;
const reason = z
  .string()
  .default("")
  .transform((typed) => typed.slice(0, 1000));

/** Every act of a quote's page. */
export const QuoteActions = defineActions({
  save: draft,
  more: draft,
  send: step,
  renew: step,
  revise: step,
  duplicate: step,
  withdraw: { right: "trade.sell", schema: z.object({ reason }) },
});
