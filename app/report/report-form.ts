import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { utcDay } from "#app/day/day.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { isDayInReach, LONGEST_VALIDITY_MONTHS } from "#app/proof/report-life.ts";
import { WITHHOLD_CHOICES } from "./withhold-choice.ts";

const ticked = z.literal("on").optional();

/** The form that issues the editions of a report: its run, its languages, and until when it holds. */
const IssueForm = z
  .object({
    run: z.uuid({ error: "required" }),
    en: ticked,
    zh: ticked,
    both: ticked,
    withhold: z.enum(WITHHOLD_CHOICES).default("nothing"),
    validUntil: z
      .string()
      .refine((day) => day === "" || isDayInReach(day, utcDay(new Date())), {
        error: "validityDay",
      })
      .default("")
      .transform((day) => (day === "" ? null : day)),
  })
  .transform(({ en, zh, both, ...rest }) => {
    const chosen = { en, zh, both };
    return { ...rest, locales: REPORT_LOCALES.filter((locale) => chosen[locale]) };
  })
  .refine(({ locales }) => locales.length > 0, { error: "language_missing", path: ["locales"] });

/** Where two people issue, an editor proposes; the verb asks for `report.issue` where one is enough. */
export const IssueActions = defineActions({ issue: { right: "report.prepare", schema: IssueForm } });

const said = z.string().max(1000, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default("");

const ended = z.object({ attempt: z.coerce.number().int().min(1).max(1000).catch(0), note: said });

/** What may be done about an issued report, or one whose issue stopped. To withdraw one is never a question of the plan. */
export const ReportActions = defineActions({
  propose: { right: "report.withdraw", whenLapsed: "allowed", schema: z.object({ reasonEn: said, reasonZh: said }) },
  confirm: { right: "report.withdraw", whenLapsed: "allowed", schema: ended },
  decline: { right: "report.withdraw", whenLapsed: "allowed", schema: ended },
  "take-back": { right: "report.withdraw", whenLapsed: "allowed", schema: ended },
  retry: { right: "report.withdraw", schema: z.object({}) },
});

export const ValidityActions = defineActions({
  save: {
    right: "organization.manage",
    schema: z.object({
      months: z
        .enum(["", ...Array.from({ length: LONGEST_VALIDITY_MONTHS }, (_, at) => `${at + 1}`)])
        .transform((months) => (months === "" ? null : Number(months))),
    }),
  },
});
