import { z } from "zod";
import { ALL_CATEGORIES, SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { REQUIREMENTS } from "./requirements.ts";
import { INDIRECT_CATEGORIES, OVERLAYS, UNCERTAINTY_GRADES } from "./statements.ts";

const MOST_CHARACTERS = 2000;
const MOST_EXCLUSIONS = 50;
const MOST_SOURCES = 2000;

const text = z.string().max(MOST_CHARACTERS, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" });
const line = z.string().max(200, { error: "tooLong" }).refine(isPlainLine, { error: "textForbidden" });
/** Either language may be empty while it is being written; the checklist asks for both. */
const stated = z.strictObject({ en: text, zh: text });
const tonnes = z
  .string()
  .refine((value) => value === "" || (checkDecimal(value, BOUNDS.quantity) === null && !value.startsWith("-")), {
    error: "numberWrong",
  });
const quantity = z
  .string()
  .refine((value) => value === "" || (checkDecimal(value, BOUNDS.quantity) === null && Number(value) > 0), {
    error: "quantityWrong",
  });
const amount = z.strictObject({ tonnes, basis: stated });

const justifiable = REQUIREMENTS.filter(({ isJustifiable }) => isJustifiable).map(({ id }) => id);
const sourceReasons = z
  .record(z.uuid(), stated)
  .refine((reasons) => Object.keys(reasons).length <= MOST_SOURCES, { error: "tooLong" });

/** What may be stated, field by field; errors are message keys. Nothing is required here: the gate of issue is the judge's. */
export const StatementsSchema = z.strictObject({
  overlays: z.array(z.enum(OVERLAYS)).max(OVERLAYS.length),
  boundary: stated,
  significance: stated,
  notSignificant: z.partialRecord(z.enum(INDIRECT_CATEGORIES), stated),
  exclusions: z
    .array(z.strictObject({ what: stated, reason: stated, tonnes, basis: stated }))
    .max(MOST_EXCLUSIONS)
    .nullable(),
  uncertainty: stated,
  uncertaintyGrades: z.partialRecord(z.enum(ALL_CATEGORIES), z.enum(UNCERTAINTY_GRADES)),
  sourceReasons,
  scope3Reasons: z.partialRecord(z.enum(SCOPE3_CATEGORIES), stated),
  china: z.strictObject({
    nature: stated,
    sector: stated,
    legalRepresentative: line,
    preparer: line,
    preparerContact: line,
    qualityAssurance: stated,
    recoveredCo2: amount,
    exportedElectricity: amount,
    exportedHeat: amount,
  }),
  intensity: z.strictObject({ per: stated, quantity, source: stated }),
  justifications: z.partialRecord(z.enum(justifiable), stated),
});
