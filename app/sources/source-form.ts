import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { Messages } from "#app/i18n/index.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { faultText, REFUSED_REMOVAL } from "#app/places/facility/facility-form.ts";
import { UNCERTAINTY_BASES } from "#app/places/uncertainty-basis.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { Confidentiality } from "./source-confidentiality.ts";

const name = z.string("too_long").max(200, "too_long").refine(isPlainLine, "text_forbidden").default("");
const percentage = z
  .string("percent_invalid")
  .refine((text) => text === "" || (!text.startsWith("-") && !checkDecimal(text, BOUNDS.percentage)), "percent_invalid")
  .default("");
const basis = z.enum(["", ...UNCERTAINTY_BASES], "basis_unknown").default("");

/** The source form. Errors are keys of `facility.fault`. */
export const SourceForm = z
  .object({
    basedOn: z.string().max(100).default(""),
    facilityId: z.string("facility_missing").regex(UUID, "facility_missing"),
    nameEn: name,
    nameZh: name,
    category: z.string("scope_missing").refine(isCategory, "scope_missing"),
    unit: z.string("unit_missing").refine(isUnitCode, "unit_missing"),
    factor: z.string("factor_missing").min(1, "factor_missing").max(200, "factor_missing"),
    residual: z.string().optional(),
    via: z.string().max(200).default(""),
    /** The suggestion of a model that was shown with the form. */
    suggestion: z.string().regex(UUID).or(z.literal("")).default(""),
    recordsEvery: z.enum(["month", "event"], "records_every_missing").default("month"),
    uncertaintyActivity: percentage,
    uncertaintyFactor: percentage,
    uncertaintyActivityBasis: basis,
    uncertaintyFactorBasis: basis,
  })
  .refine(({ nameEn, nameZh }) => nameEn !== "" || nameZh !== "", { error: "name_missing", path: ["nameEn"] })
  .refine(({ uncertaintyActivity, uncertaintyFactor }) => (uncertaintyActivity === "") === (uncertaintyFactor === ""), {
    error: "both_uncertainties",
    path: ["uncertaintyActivity"],
  });

/** The form as far as it is filled in, for the model. */
const AskForm = z.object({
  facilityId: z.string("facility_missing").regex(UUID, "facility_missing"),
  nameEn: name,
  nameZh: name,
  category: z.string().max(200).default(""),
  unit: z.string().max(200).default(""),
  q: z.string().max(200).default(""),
});

export const SourceActions = defineActions({
  save: { right: "sources.write", schema: SourceForm },
  ask: { right: "sources.write", schema: AskForm },
  confidential: savesSetting(Confidentiality),
  remove: { right: "sources.write", schema: z.object({}), faults: REFUSED_REMOVAL },
});

export type SourceFormValue = z.output<typeof SourceForm>;

/** Error messages for the summary. Both uncertainties can have the same error, so it starts with their name. */
export function listFaults(t: Messages["facility"], errors: Record<string, string>, ofModel: Record<string, string>) {
  const named: Record<string, string> = {
    uncertaintyActivity: t.sources.uncertaintyActivity,
    uncertaintyFactor: t.sources.uncertaintyFactor,
  };
  return listErrors(errors, (code, field) => {
    const text = ofModel[code] ?? faultText(t, code);
    return text && named[field] ? t.sources.faultOf(named[field], text) : text;
  });
}

/** Fields that a search keeps in the address, so that typed values are not lost. */
export const KEPT_FIELDS = [
  "basedOn",
  "facilityId",
  "nameEn",
  "nameZh",
  "category",
  "unit",
  "factor",
  "residual",
  "via",
  "recordsEvery",
  "uncertaintyActivity",
  "uncertaintyFactor",
  "uncertaintyActivityBasis",
  "uncertaintyFactorBasis",
] as const;

/** The typed values of a search address. Empty if it is not a search. */
export function typedInAddress(params: URLSearchParams): Record<string, string> | null {
  if (!params.has("q")) return null;
  return Object.fromEntries(KEPT_FIELDS.map((field) => [field, (params.get(field) ?? "").trim().slice(0, 200)]));
}
