import { z } from "zod";
import { CONSOLIDATION_APPROACHES } from "#app/carbon/line/boundary.ts";
import type { Messages } from "#app/i18n/index.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { NUMBER_KINDS } from "./registration-number.ts";
import { shortText } from "./short-text.ts";

/** The fields of both forms: company names and calculation rules. */
export const organizationFields = {
  nameEn: shortText(200),
  nameZh: shortText(200),
  legalId: shortText(60),
  /** Empty without a number. */
  legalIdKind: z.enum(["", ...NUMBER_KINDS], "choice_missing").default(""),
  consolidationApproach: z.enum(CONSOLIDATION_APPROACHES, "choice_missing"),
  gwpSet: z.string("choice_missing").regex(/^[A-Za-z0-9-]{1,20}$/, "choice_missing"),
};

export const hasName = (names: { nameEn: string; nameZh: string }) => names.nameEn !== "" || names.nameZh !== "";
export const NAME_MISSING = { error: "name_missing", path: ["nameEn"] };

export function faultText(t: Messages["organization"], key: string | undefined): string | undefined {
  if (!key) return undefined;
  return t.fault[key as keyof typeof t.fault] ?? key;
}

/** One message per invalid field, for the summary above the form. `form` concerns no single field. */
export function listFaults(t: Messages["organization"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}
