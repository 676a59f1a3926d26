import { z } from "zod";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import { LOCALES } from "#app/i18n/locale.ts";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import { checkTaxNumber } from "#app/organization/check-number.ts";
import { declareSetting } from "#app/setting/setting.ts";
import type { ContactRole } from "#db/order-schema.ts";
import type { Client, ClientDetails } from "./client.server.ts";

const line = (most: number) => z.string().max(most, "too_long").refine(isPlainLine, "text_forbidden").default("");
const block = (most: number) => z.string().max(most, "too_long").refine(isPlainText, "text_forbidden").default("");

const email = z
  .string()
  .default("")
  .transform((text) => text.toLowerCase())
  .refine((text) => text === "" || z.email().max(254).safeParse(text).success, "email");

/** Errors are keys of `client.faults`. */
export const ClientForm = z
  .object({
    legalNameEn: line(200),
    legalNameZh: line(200),
    country: z.string("country").refine((code) => COUNTRY_CODES.includes(code), "country"),
    taxId: line(60),
    addressEn: block(500),
    addressZh: block(500),
    contactName: line(100),
    email,
    isBusiness: z.string().optional(),
    locale: z.enum(LOCALES).default("en"),
    organizationId: z.string().default(""),
  })
  .superRefine(checkTaxNumber);

export const CONTACT_ROLES = ["management", "purchasing", "accounts", "data", "other"] as const satisfies ContactRole[];

/** Errors are keys of `client.faults`. */
export const ContactForm = z
  .object({
    name: line(100)
      .transform((text) => text.trim())
      .refine((text) => text !== "", "contact_name"),
    role: z.enum(CONTACT_ROLES, "contact_role"),
    email,
    phone: line(60).transform((text) => text.trim()),
  })
  .refine(({ email, phone }) => email !== "" || phone !== "", { path: ["email"], error: "contact_reach" });

export const NoteForm = z.object({
  day: z.iso.date("note_day"),
  note: block(4000)
    .transform((text) => text.trim())
    .refine((text) => text !== "", "note_missing"),
});

export const ClientSetting = declareSetting({
  table: "client_version",
  key: ["client_id"],
  right: "trade.sell",
  schema: ClientForm,
  subject: "client",
  action: "client.changed",
});

export function toClientDetails(form: z.output<typeof ClientForm>): ClientDetails {
  return {
    legalName: { en: form.legalNameEn, zh: form.legalNameZh },
    country: form.country,
    taxId: form.taxId,
    address: { en: form.addressEn, zh: form.addressZh },
    contactName: form.contactName,
    email: form.email,
    isBusiness: form.isBusiness !== undefined,
    locale: form.locale,
  };
}

export function toClientFields(client: Client): Record<string, string> {
  return {
    legalNameEn: client.legalName.en,
    legalNameZh: client.legalName.zh,
    country: client.country,
    taxId: client.taxId,
    addressEn: client.address.en,
    addressZh: client.address.zh,
    contactName: client.contactName,
    email: client.email,
    ...(client.isBusiness ? { isBusiness: "on" } : {}),
    locale: client.locale,
  };
}
