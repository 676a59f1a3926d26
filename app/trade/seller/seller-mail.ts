import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** How mails to the clients of a workspace are sent, and when they remind of an invoice. */
export interface SellerMail {
  senderName: string;
  /** Where answers go. The address of the seller if empty. */
  replyTo: string;
  signatureEn: string;
  signatureZh: string;
  /** Days from the due date, negative before it. */
  reminderDays: number[];
}

export const NO_SELLER_MAIL: SellerMail = {
  senderName: "",
  replyTo: "",
  signatureEn: "",
  signatureZh: "",
  reminderDays: [],
};

const MOST_REMINDERS = 8;
const FIRST_DAY = -60;
const LAST_DAY = 180;

const text = (most: number) => z.string().max(most, "too_long").refine(isPlainText, "text_forbidden").default("");

export const SellerMailSetting = declareSetting({
  table: "seller_mail",
  key: [],
  right: "workspace.manage",
  schema: z.object({
    senderName: z
      .string()
      .trim()
      .max(100, "too_long")
      .refine((typed) => isPlainText(typed) && !/[\n<>@]/.test(typed), "text_forbidden")
      .default(""),
    replyTo: z
      .string()
      .trim()
      .toLowerCase()
      .refine((typed) => typed === "" || z.email().max(254).safeParse(typed).success, "email")
      .default(""),
    signatureEn: text(1000),
    signatureZh: text(1000),
    reminderDays: z
      .string()
      .max(100, "days")
      .transform((typed, context) => {
        const days = parseReminderDays(typed);
        if (days) return days;
        context.addIssue({ code: "custom", message: "days" });
        return z.NEVER;
      }),
  }),
  subject: "seller_mail",
  action: "seller_mail.stated",
});

/** Reads days such as "-7, 3, 14". @returns them in order, or null if one is invalid */
export function parseReminderDays(typed: string): number[] | null {
  const parts = typed
    .replace(/[−–]/g, "-")
    .split(/[\s,;，；、]+/)
    .filter((part) => part !== "");
  if (!parts.every((part) => /^[+-]?\d{1,3}$/.test(part))) return null;
  const days = [...new Set(parts.map(Number))].sort((a, b) => a - b);
  const isWithin = days.every((day) => day >= FIRST_DAY && day <= LAST_DAY);
  return isWithin && days.length <= MOST_REMINDERS ? days : null;
}

export function printReminderDays(days: readonly number[]): string {
  return days.join(", ");
}
