import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";

const step = { right: "trade.sell", schema: z.object({}) } as const;
/** The lines of a draft are read by their place. */
export const QuoteDraftSetting = declareSetting({
  table: "quote_draft",
  key: ["quote_id"],
  right: "trade.sell",
  schema: z.looseObject({}),
  subject: "quote",
  action: "quote.drafted",
});

const draft = savesSetting(QuoteDraftSetting);
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
