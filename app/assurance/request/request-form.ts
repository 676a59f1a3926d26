import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";

/** Messages are keys of `verification.error`. */
export const AskForm = z.object({
  text: z
    .string({ error: "required" })
    .min(1, { error: "required" })
    .max(4000, { error: "tooLong" })
    .refine(isPlainText, { error: "textForbidden" }),
  dueOn: z.iso.date({ error: "day" }),
});

/** The reason is optional. */
export const StepForm = z.object({
  requestId: z.uuid(),
  text: z.string().max(4000, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default(""),
});
