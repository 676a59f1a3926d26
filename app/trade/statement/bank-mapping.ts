import { z } from "zod";
import { isCurrency } from "#app/money/currency.ts";
import { declareSetting } from "#app/setting/setting.ts";
import type { BankMapping } from "./bank-file.ts";
import type { SuggestedMapping } from "./bank-headings.ts";

/** Columns whose texts are joined, in this order. */
export const TEXT_FIELDS = ["text1", "text2", "text3", "text4"] as const;
export const COLUMN_FIELDS = [
  ...(["date", "amount", "credit", "debit", "direction", "currency", "payer", "reference"] as const),
  ...TEXT_FIELDS,
] as const;

const column = z
  .string()
  .default("")
  .refine((typed) => /^\d{0,3}$/.test(typed), "column_missing")
  .transform((typed) => (typed === "" ? null : Number(typed)));

const columns = Object.fromEntries(COLUMN_FIELDS.map((name) => [name, column])) as Record<
  (typeof COLUMN_FIELDS)[number],
  typeof column
>;

/** The form of a mapping, with the row of its headings. */
export const MappingForm = z
  .object({
    ...columns,
    date: column.refine((index) => index !== null, "column_missing"),
    headingRow: z
      .string()
      .default("")
      .refine((typed) => /^\d{0,7}$/.test(typed), "column_missing")
      .transform((typed) => (typed === "" ? null : Number(typed))),
    account: z
      .string()
      .default("")
      .refine((typed) => typed === "" || isCurrency(typed), "currency"),
    decimal: z.enum(["point", "grouped_point", "comma"], "decimal_missing"),
    dates: z.enum(["ymd", "dmy", "mdy"], "dates_missing"),
    /** Rows that can't be read are left out. */
    leaveOut: z.literal("on").optional(),
  })
  .transform((form, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (form.amount === null && form.credit === null) refuse("amount", "amount_column_missing");
    if (form.amount !== null && form.credit !== null) refuse("credit", "amount_twice");
    if (form.credit !== null && form.direction !== null) refuse("direction", "direction_needless");
    if (form.amount !== null && form.debit !== null) refuse("debit", "amount_twice");
    if (form.currency === null && form.account === "") refuse("account", "currency");
    const texts = TEXT_FIELDS.map((name) => form[name]).filter((index) => index !== null);
    const mapping: BankMapping = {
      date: form.date!,
      amount: form.amount,
      credit: form.credit,
      debit: form.debit,
      direction: form.direction,
      currency: form.currency,
      payer: form.payer,
      reference: form.reference,
      texts: [...new Set(texts)],
      account: form.currency === null ? form.account : "",
      decimal: form.decimal,
      dates: form.dates,
    };
    return { mapping, headingRow: form.headingRow, leaveOut: form.leaveOut === "on" };
  });

/** The values of the form. Empty where a person must choose. */
export function valuesOf(mapping: SuggestedMapping, headingRow: number): Record<string, string> {
  const { texts, account, decimal, dates, ...columns } = mapping;
  const shown = Object.entries(columns).map(([name, index]) => [name, index === null ? "" : String(index)]);
  const joined = TEXT_FIELDS.map((name, at) => [name, texts[at] === undefined ? "" : String(texts[at])]);
  return {
    ...Object.fromEntries([...shown, ...joined]),
    headingRow: String(headingRow),
    account,
    decimal: decimal ?? "",
    dates: dates ?? "",
  };
}

/** How the files of each bank are read, remembered when a file is imported. */
export const BankMappingSetting = declareSetting({
  table: "bank_mapping",
  key: ["layout"],
  right: "trade.bill",
  schema: MappingForm,
  subject: "bank_mapping",
  action: "bank_mapping.saved",
});
