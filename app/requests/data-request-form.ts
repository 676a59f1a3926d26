import { z } from "zod";
import { EmailField, NameField } from "#app/account/account-forms.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { LOCALES } from "#app/i18n/index.ts";
import type { RequestedItem } from "./data-request.server.ts";

/** The link expires at the end of this day in UTC. Its error is a message key of data requests. */
export const ExpiresField = z
  .string({ error: "expiry" })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "expiry" })
  .transform((day) => new Date(`${day}T23:59:59.999Z`))
  .refine((end) => !Number.isNaN(end.getTime()), { error: "expiry" });

export const TextField = z
  .string()
  .max(2000, { error: "message" })
  .refine(isPlainText, { error: "message" })
  .transform((text) => text.replaceAll("\r\n", "\n"));

/** Sources and months have a field each: `source-ID`, `unit-ID`, `evidence-ID`, `month-2025-01`. */
export const NewDataRequestForm = z.looseObject({
  inventoryId: z.string(),
  recipientName: NameField,
  recipientEmail: EmailField,
  locale: z.enum(LOCALES).catch("en"),
  message: TextField.default(""),
  expires: ExpiresField,
});

/** The selected sources with their units. */
export function itemsOf(fields: Record<string, unknown>): RequestedItem[] {
  return Object.keys(fields).flatMap((name) => {
    const sourceId = name.startsWith("source-") ? name.slice("source-".length) : "";
    if (!UUID.test(sourceId)) return [];
    const unit = String(fields[`unit-${sourceId}`] ?? "");
    return [{ sourceId, unit, isEvidenceRequired: fields[`evidence-${sourceId}`] === "on" }];
  });
}

export function monthsOf(fields: Record<string, unknown>): string[] {
  return Object.keys(fields).flatMap((name) => /^month-(\d{4}-\d{2})$/.exec(name)?.[1] ?? []);
}

/** Remarks on single figures, in fields named `remark-POSITION-MONTH`. Empty ones are left out. */
export function remarksOf(fields: Record<string, unknown>): { position: number; month: string; text: string }[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const match = /^remark-(\d{1,4})-(\d{4}-\d{2})$/.exec(name);
    const text = String(value).trim().slice(0, 500);
    if (!match || text === "" || !isPlainText(text)) return [];
    return [{ position: Number(match[1]), month: match[2]!, text }];
  });
}
