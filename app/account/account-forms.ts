import { z } from "zod";
import { AGREE_FIELD } from "#app/consent/agreement.ts";
import { isTimeZone } from "#app/day/zone.ts";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { LOCALES } from "#app/i18n/index.ts";

/** Fields of the account forms. Their error codes have messages in `account.*.ts` of `access`. */
export const NameField = z
  .string({ error: "name" })
  .min(1, { error: "name" })
  .max(100, { error: "name" })
  .refine(isPlainLine, { error: "text_forbidden" })
  .refine((name) => !/:\/\/|www\./iu.test(name), { error: "name" });

export const EmailField = z
  .string({ error: "email" })
  .max(254, { error: "email" })
  .toLowerCase()
  .pipe(z.email({ error: "email" }));

export const NewPasswordField = z
  .string({ error: "password_short" })
  .min(12, { error: "password_short" })
  .max(128, { error: "password_long" });

/** An existing password. Only an upper limit applies, so that no one can make the server hash very long texts. */
export const PasswordField = z
  .string({ error: "password_missing" })
  .min(1, { error: "password_missing" })
  .max(128, { error: "credentials" });

export const LocaleField = z.enum(LOCALES).catch("en");

/** A zone of the list, or empty for the zone of the workspace. */
export const ZoneChoice = z
  .string()
  .max(64)
  .refine((zone) => zone === "" || isTimeZone(zone), { error: "form" })
  .transform((zone) => (zone === "" ? null : zone));

/** The zone that a browser sends. Unknown zones are ignored. */
export const BrowserZone = z.string().refine(isTimeZone).optional().catch(undefined);

/** A code as typed, with spaces. */
export const CodeField = z
  .string({ error: "code" })
  .transform((code) => code.replace(/\s/g, ""))
  .pipe(z.string().min(1, { error: "code" }).max(32, { error: "code" }));

/** The digests of the texts that a person agrees to. An unticked box is absent. */
const Digest = z.string().max(64).optional();
export const AGREE_FIELDS = { [AGREE_FIELD.terms]: Digest, [AGREE_FIELD.privacy]: Digest };

export const TokenField = z.string().max(1000).catch("");
