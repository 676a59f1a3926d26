import { z } from "zod";
import { RISKS, type Sampling } from "./sampling.ts";

const count = (least: number) =>
  z
    .string({ error: "count" })
    .regex(/^\d{1,6}$/, { error: "count" })
    .transform(Number)
    .refine((value) => value >= least, { error: "count" });

const percent = z
  .string({ error: "percent" })
  .regex(/^\d{1,3}(\.\d{1,6})?$/, { error: "percent" })
  .refine((value) => Number(value) <= 100, { error: "percent" });

/** An empty seed is made by the program. Messages are keys of `verification.error`. */
const seed = z
  .string()
  .regex(/^[0-9A-Za-z._-]{0,100}$/, { error: "seed" })
  .default("");

const risk = z.literal("on").optional();

export const RandomForm = z.object({ runId: z.uuid(), seed, count: count(1) });

export const SizeForm = z.object({ runId: z.uuid(), sizeSeed: seed, coveragePercent: percent, sizeCount: count(0) });

export const RiskForm = z
  .object({
    runId: z.uuid(),
    estimated: risk,
    spend_based: risk,
    no_evidence: risk,
    single_record: risk,
    corrected: risk,
  })
  .refine((form) => RISKS.some((one) => form[one] === "on"), { error: "noRisk", path: ["risks"] });

export function risksOf(form: z.output<typeof RiskForm>): Sampling {
  return { method: "by_risk", risks: RISKS.filter((one) => form[one] === "on") };
}
