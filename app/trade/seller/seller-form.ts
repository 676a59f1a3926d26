import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { isCurrency } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { checkTaxNumber } from "#app/organization/check-number.ts";
import { declareSetting } from "#app/setting/setting.ts";
import type { SellerFault, SellerStatement } from "./seller-detail.server.ts";

const text = (most: number) => z.string().max(most, "too_long").refine(isPlainText, "text_forbidden").default("");
const prefix = z
  .string()
  .transform((typed) => typed.toUpperCase())
  .pipe(z.string().regex(/^[A-Z][A-Z0-9]{0,7}$/, "prefix"));

/** Errors are keys of `seller.fault`. */
export const SellerForm = z
  .object({
    legalNameEn: text(200),
    legalNameZh: text(200),
    country: z.string().regex(/^[A-Z]{2}$/, "country"),
    taxId: text(60),
    registrationId: text(60),
    addressEn: text(500),
    addressZh: text(500),
    email: z
      .string()
      .default("")
      .transform((typed) => typed.toLowerCase())
      .refine((typed) => typed === "" || z.email().max(254).safeParse(typed).success, "email"),
    homeCurrency: z.string().refine(isCurrency, "currency"),
    timeZone: z.string().min(1, "time_zone").max(64, "time_zone"),
    fiscalFirstMonth: z
      .string()
      .regex(/^(?:[1-9]|1[0-2])$/, "first_month")
      .transform(Number),
    quotePrefix: prefix,
    invoicePrefix: prefix,
    creditNotePrefix: prefix,
    paymentDays: z
      .string()
      .regex(/^[0-9]{1,3}$/, "payment_days")
      .transform(Number),
    confirmAbove: text(40),
    termsEn: text(4000),
    termsZh: text(4000),
  })
  .superRefine(checkTaxNumber)
  .transform(({ confirmAbove, ...rest }, context): SellerStatement => {
    if (confirmAbove === "" || !isCurrency(rest.homeCurrency)) return { ...rest, confirmAboveMinor: null };
    const read = parseMoney(confirmAbove, rest.homeCurrency);
    if (read.ok) return { ...rest, confirmAboveMinor: read.money.minor };
    context.addIssue({ code: "custom", message: read.fault, path: ["confirmAbove"] });
    return z.NEVER;
  });

export const SellerSetting = declareSetting({
  table: "seller_detail",
  key: [],
  right: "workspace.manage",
  schema: SellerForm,
  subject: "seller_detail",
  action: "seller_detail.stated",
});

/** The form field of each error. */
export const FIELD_OF: Record<SellerFault, string> = {
  name_missing: "legalNameEn",
  country: "country",
  currency: "homeCurrency",
  time_zone: "timeZone",
  first_month: "fiscalFirstMonth",
  prefix: "invoicePrefix",
  prefixes_alike: "invoicePrefix",
  payment_days: "paymentDays",
  amount_too_large: "confirmAbove",
  nothing_changed: "form",
};
