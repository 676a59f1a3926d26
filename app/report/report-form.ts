import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { isDayInReach, LONGEST_VALIDITY_MONTHS } from "#app/proof/report-life.ts";
import { REPORT_LOCALES } from "./report-locale.ts";
import { WITHHOLD_CHOICES } from "./withhold-choice.ts";

/** The form that issues a report: its run, its language, and until when it holds. What it states is stated before. */
export const IssueForm = z.object({
  run: z.uuid({ error: "required" }),
  locale: z.enum(REPORT_LOCALES, { error: "required" }),
  withhold: z.enum(WITHHOLD_CHOICES).default("nothing"),
  validUntil: z
    .string()
    .refine((day) => day === "" || isDayInReach(day, new Date().toISOString().slice(0, 10)), {
      error: "validityDay",
    })
    .default("")
    .transform((day) => (day === "" ? null : day)),
});

const said = z.string().max(1000, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default("");

/** What may be done about an issued report, or one whose issue stopped. */
export const ReportActForm = z.object({
  intent: z.enum(["propose", "confirm", "decline", "take-back", "retry"]),
  attempt: z.coerce.number().int().min(1).max(1000).catch(0),
  reasonEn: said,
  reasonZh: said,
  note: said,
});

export const ValidityForm = z.object({
  months: z
    .enum(["", ...Array.from({ length: LONGEST_VALIDITY_MONTHS }, (_, at) => `${at + 1}`)])
    .transform((months) => (months === "" ? null : Number(months))),
});
