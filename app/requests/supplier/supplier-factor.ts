import { z } from "zod";
import { EmailField, NameField } from "#app/account/account-forms.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { LOCALES } from "#app/i18n/index.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { ExpiresField, TextField } from "../data-request-form.ts";

/** How much of a product's life a supplier's figure covers. */
export const BOUNDARIES = ["cradle_to_gate", "gate_to_gate", "cradle_to_grave", "other"] as const;
export type SupplierBoundary = (typeof BOUNDARIES)[number];

/** GWP values that suppliers state. `unknown` is chosen by the company before the figure is used. */
export const STATED_GWP = ["AR4", "AR5", "AR6", "unknown"] as const;
export type StatedGwp = (typeof STATED_GWP)[number];

/** Units of materials and products. */
export const PRODUCT_UNITS = ["kg", "t", "m2", "m3", "piece"].filter(isUnitCode);

export interface SupplierAnswer {
  company: string;
  co2eKg: string;
  gwp: StatedGwp;
  boundary: SupplierBoundary;
  year: number;
  document: string;
  note: string;
}

const needed = (most: number, fault: string) =>
  z.string(fault).trim().min(1, fault).max(most, "too_long").refine(isPlainText, "text_forbidden");

/** Errors are keys of `dataRequest.factor.fault`. */
export const SupplierAnswerForm = z.object({
  company: needed(200, "company"),
  co2eKg: z
    .string("co2e")
    .trim()
    .refine((value) => /[1-9]/.test(value) && !value.startsWith("-") && !checkDecimal(value, BOUNDS.factor), "co2e"),
  gwp: z.enum(STATED_GWP, "choice"),
  boundary: z.enum(BOUNDARIES, "choice"),
  year: z
    .string("year")
    .regex(/^(19[9]\d|20\d\d)$/, "year")
    .transform(Number),
  document: needed(300, "document"),
  note: z.string("too_long").max(1000, "too_long").refine(isPlainText, "text_forbidden").default(""),
});

/** Errors are message keys of data requests. */
export const AskSupplierForm = z.object({
  product: needed(200, "product"),
  unit: z.string("product_unit").refine((unit) => PRODUCT_UNITS.some((one) => one === unit), "product_unit"),
  recipientName: NameField,
  recipientEmail: EmailField,
  locale: z.enum(LOCALES).catch("en"),
  message: TextField.default(""),
  expires: ExpiresField,
});
