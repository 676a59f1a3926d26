import { z } from "zod";
import { isPlainText } from "#app/carbon/plain-text.ts";
import type { ReportStatements } from "#app/services/report-statements.ts";

const MOST_CHARACTERS = 2000;
const required = z
  .string({ error: "required" })
  .min(1, { error: "required" })
  .max(MOST_CHARACTERS, { error: "tooLong" })
  .refine(isPlainText, { error: "textForbidden" });
const optional = z
  .string()
  .max(MOST_CHARACTERS, { error: "tooLong" })
  .refine(isPlainText, { error: "textForbidden" })
  .default("");

const EXCLUSION = ["What", "Reason", "Estimate"].flatMap(
  (part) => [`exclusion${part}En`, `exclusion${part}Zh`] as const,
);

/** The form that issues a report: both languages of each statement, and the language of the PDF. */
export const IssueForm = z
  .object({
    run: z.uuid({ error: "required" }),
    locale: z.enum(["en", "zh"], { error: "required" }),
    boundaryEn: required,
    boundaryZh: required,
    significanceEn: required,
    significanceZh: required,
    exclusionWhatEn: optional,
    exclusionWhatZh: optional,
    exclusionReasonEn: optional,
    exclusionReasonZh: optional,
    exclusionEstimateEn: optional,
    exclusionEstimateZh: optional,
  })
  .check(({ value, issues }) => {
    const texts = EXCLUSION.map((name) => value[name as keyof typeof value]);
    const isWhole = texts.every((text) => text !== "") || texts.every((text) => text === "");
    const empty = EXCLUSION.find((name) => value[name as keyof typeof value] === "");
    if (!isWhole && empty) issues.push({ code: "custom", input: value, path: [empty], message: "exclusionIncomplete" });
  });

export const WithdrawForm = z.object({
  intent: z.literal("withdraw"),
  reason: z
    .string({ error: "reasonRequired" })
    .min(3, { error: "reasonRequired" })
    .max(1000, { error: "tooLong" })
    .refine(isPlainText, { error: "textForbidden" }),
});

export function toStatements(form: z.output<typeof IssueForm>): ReportStatements {
  const exclusion = {
    what: { en: form.exclusionWhatEn, zh: form.exclusionWhatZh },
    reason: { en: form.exclusionReasonEn, zh: form.exclusionReasonZh },
    estimate: { en: form.exclusionEstimateEn, zh: form.exclusionEstimateZh },
  };
  return {
    boundary: { en: form.boundaryEn, zh: form.boundaryZh },
    significance: { en: form.significanceEn, zh: form.significanceZh },
    exclusions: form.exclusionWhatEn === "" ? [] : [exclusion],
  };
}
