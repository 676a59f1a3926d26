import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { isDate } from "#app/day/period.ts";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import { isCurrency } from "#app/money/currency.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";
import { SERVICE_UNITS, type ServiceDetails, type ServiceKind } from "./service-details.ts";
import { SERVICE_KINDS } from "./service-kinds.ts";
import { EBOPS_CODES, SUPPLY_MODES, type TradeStatistics } from "./trade-statistics.ts";

const line = z.string().max(200, "too_long").refine(isPlainLine, "text_forbidden").default("");
const block = z.string().max(2000, "too_long").refine(isPlainText, "text_forbidden").default("");

const fields = {
  nameEn: line,
  nameZh: line,
  descriptionEn: block,
  descriptionZh: block,
  unit: z.enum(SERVICE_UNITS, "unit"),
  ebops: z.enum(["", ...EBOPS_CODES], "ebops").default(""),
  supplyMode: z.enum(["", ...SUPPLY_MODES], "supply_mode").default(""),
};

const right = "trade.sell";

/** Errors are keys of `service.faults`. */
export const CatalogueActions = defineActions({
  samples: { right, schema: z.object({}) },
  add: {
    right,
    schema: z.object({ kind: z.enum(SERVICE_KINDS as [ServiceKind, ...ServiceKind[]], "kind"), ...fields }),
  },
});

export const ServiceSetting = declareSetting({
  table: "service_version",
  key: ["service_id"],
  right,
  schema: z.object({ ...fields, isOffered: z.string().optional() }),
  subject: "service",
  action: "service.changed",
});

/** The prices of a service. Each version adds one from its start date. */
export const ServicePriceSetting = declareSetting({
  table: "service_price",
  key: ["service_id"],
  right,
  schema: z.object({
    currency: z.string("currency").refine(isCurrency, "currency"),
    amount: z.string().max(40, "amount_grammar").default(""),
    validFrom: z.string().default("").refine(isDate, "valid_from"),
  }),
  subject: "service",
  action: "service.priced",
});

export const ServiceActions = defineActions({
  save: savesSetting(ServiceSetting),
  price: savesSetting(ServicePriceSetting),
});

export function toServiceDetails(
  form: { nameEn: string; nameZh: string; descriptionEn: string; descriptionZh: string } & Pick<
    ServiceDetails,
    "unit"
  > &
    TradeStatistics,
  isOffered: boolean,
): ServiceDetails & TradeStatistics {
  return {
    name: { en: form.nameEn, zh: form.nameZh },
    description: { en: form.descriptionEn, zh: form.descriptionZh },
    unit: form.unit,
    ebops: form.ebops,
    supplyMode: form.supplyMode,
    isOffered,
  };
}
