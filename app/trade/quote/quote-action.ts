import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";

const step = { right: "trade.sell", schema: z.object({}) } as const;
/** Lines of a draft are read by their position. */
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

export const QuoteActions = defineActions({
  save: draft,
  more: draft,
  deliverables: draft,
  send: step,
  renew: step,
  revise: step,
  duplicate: step,
  withdraw: { right: "trade.sell", schema: z.object({ reason }) },
});
