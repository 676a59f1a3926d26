import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";

const text = z
  .string({ error: "required" })
  .max(2000, { error: "tooLong" })
  .refine(isPlainText, { error: "textForbidden" });
const required = text.min(3, { error: "required" });

/** Above 0 and up to 100, with at most four digits after the point. */
const percentage = z
  .string({ error: "required" })
  .regex(/^(?:100|[1-9]?\d(?:\.\d{1,4})?)$/, { error: "thresholdWrong" })
  .refine((value) => /[1-9]/.test(value), { error: "thresholdWrong" });

/** The base year of an organization, and from which change on it is recalculated. */
export const BaseYearSetting = declareSetting({
  table: "base_year_policy",
  key: ["organization_id"],
  right: "baseYear.manage",
  schema: z.object({
    runId: z.uuid({ error: "runMissing" }),
    thresholdPercent: percentage,
    rationale: required,
    reason: text.default(""),
  }),
  subject: "base_year",
  action: "base_year.stated",
});

/** Errors are keys of `comparison.baseYear.errors`. */
export const BaseYearActions = defineActions({
  state: savesSetting(BaseYearSetting),
  decide: {
    right: "baseYear.manage",
    schema: z.object({
      decision: z.enum(["recalculated", "not_recalculated"], { error: "choiceMissing" }),
      decisionReason: required,
      inputsHash: z.string({ error: "stale" }).regex(/^[0-9a-f]{64}$/, { error: "stale" }),
    }),
  },
});
