import { z } from "zod";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { CONTENT_LANGUAGES } from "#app/encoding/language.ts";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { ANSWER_REASONS, type AnswerState, EVERY_FACILITY, isNoData } from "#app/report/completeness/matrix.ts";
import { REQUIREMENTS } from "./requirements.ts";
import { INDIRECT_CATEGORIES, NO_TEXT, OVERLAYS, UNCERTAINTY_GRADES } from "./statements.ts";

const MOST_CHARACTERS = 2000;
const MOST_EXCLUSIONS = 50;
const MOST_SOURCES = 2000;
const MOST_FACILITIES = 500;

const text = z.string().max(MOST_CHARACTERS, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" });
const line = z.string().max(200, { error: "tooLong" }).refine(isPlainLine, { error: "textForbidden" });
/** Either language may be empty while it is being written; the checklist asks for those of the report. */
const stated = z.strictObject({ en: text, zh: text });
/** A reason is none if it only states that there are no data. */
const reason = stated.refine((value) => !isNoData(value), { error: "noDataIsNoReason" });
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

/** Each state with its own reasons. That no data were collected is not among them. */
const answerOf = <S extends AnswerState>(state: S) =>
  z.strictObject({
    state: z.literal(state),
    reason: z.enum(ANSWER_REASONS[state] as (typeof ANSWER_REASONS)[S] & readonly string[]),
    why: reason.default(NO_TEXT),
    tonnes: tonnes.default(""),
    basis: stated.default(NO_TEXT),
  });
const answers = z
  .record(
    z.union([z.literal(EVERY_FACILITY), z.uuid()]),
    z.discriminatedUnion("state", [answerOf("not_applicable"), answerOf("excluded")]),
  )
  .refine((given) => Object.keys(given).length <= MOST_FACILITIES, { error: "tooLong" });

/** What may be stated, field by field; errors are message keys. Nothing is required here: the gate of issue is the judge's. */
export const StatementsSchema = z.strictObject({
  overlays: z.array(z.enum(OVERLAYS)).max(OVERLAYS.length),
  languages: z
    .array(z.enum(CONTENT_LANGUAGES))
    .min(1, { error: "choiceMissing" })
    .max(CONTENT_LANGUAGES.length)
    .default([...CONTENT_LANGUAGES]),
  boundary: stated,
  significance: stated,
  notSignificant: z.partialRecord(z.enum(INDIRECT_CATEGORIES), reason),
  exclusions: z
    .array(z.strictObject({ what: stated, reason, tonnes, basis: stated }))
    .max(MOST_EXCLUSIONS)
    .nullable(),
  uncertainty: stated,
  uncertaintyGrades: z.partialRecord(z.enum(ALL_CATEGORIES), z.enum(UNCERTAINTY_GRADES)),
  sourceReasons,
  completeness: z.partialRecord(z.enum(ALL_CATEGORIES), answers),
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
  purpose: stated.default(NO_TEXT),
  intendedUsers: stated.default(NO_TEXT),
  justifications: z.partialRecord(z.enum(justifiable), stated),
});
