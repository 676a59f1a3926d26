import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { LocaleField, NameField, NewPasswordField, PasswordField, ZoneChoice } from "./account-forms.ts";

const right = "account.own";

const TotpUri = z
  .string()
  .max(500)
  .regex(/^otpauth:\/\/totp\/[^\s"<>]+$/);

export const SettingsActions = defineActions({
  profile: { right, schema: z.object({ name: NameField, locale: LocaleField, timeZone: ZoneChoice }) },
  password: { right, schema: z.object({ currentPassword: PasswordField, newPassword: NewPasswordField }) },
  "begin-second-factor": { right, schema: z.object({ beginPassword: PasswordField.optional() }) },
  // The action validates the code, because its result shows the key again, which only the form contains.
  "confirm-second-factor": {
    right,
    secret: ["code", "uri"],
    schema: z.object({ code: z.string().default(""), uri: TotpUri }),
  },
  "renew-backup-codes": { right, schema: z.object({ renewPassword: PasswordField }) },
  "stop-second-factor": { right, schema: z.object({ stopPassword: PasswordField }) },
  "end-session": { right, schema: z.object({ sessionId: z.string().max(100) }) },
  "end-others": { right, schema: z.object({}) },
});
