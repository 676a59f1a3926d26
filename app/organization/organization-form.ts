import { z } from "zod";
import { CONSOLIDATION_APPROACHES } from "#app/carbon/line/boundary.ts";
import type { Messages } from "#app/i18n/index.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { shortText } from "./short-text.ts";

/** What both forms ask: the company's names and the rules of its inventory. */
export const organizationFields = {
  nameEn: shortText(200),
  nameZh: shortText(200),
  legalId: shortText(60),
  consolidationApproach: z.enum(CONSOLIDATION_APPROACHES, "choice_missing"),
  gwpSet: z.string("choice_missing").regex(/^[A-Za-z0-9-]{1,20}$/, "choice_missing"),
};

export const hasName = (names: { nameEn: string; nameZh: string }) => names.nameEn !== "" || names.nameZh !== "";
export const NAME_MISSING = { error: "name_missing", path: ["nameEn"] };

/** The sentence for a key of the form's schema. */
export function faultText(t: Messages["organization"], key: string | undefined): string | undefined {
  if (!key) return undefined;
  return t.fault[key as keyof typeof t.fault] ?? key;
}

/** One sentence for each wrong field, for the box above the form; one under `form` concerns no field. */
export function listFaults(t: Messages["organization"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}
