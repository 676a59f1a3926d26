import { z } from "zod";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** From where a payment came, ISO 3166-1. An empty code withdraws an entry that was made by mistake. */
export const PayerSetting = declareSetting({
  table: "payment_payer",
  key: ["payment_id"],
  right: "trade.bill",
  schema: z.object({ country: z.enum(["", ...COUNTRY_CODES], "payer_country") }),
  subject: "payment",
  action: "payment.payer_recorded",
});
