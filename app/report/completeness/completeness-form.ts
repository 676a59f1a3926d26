import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { ALL_CATEGORIES, type Category } from "#app/carbon/line/scope.ts";
import { CONTENT_LANGUAGES, type ContentLanguage } from "#app/encoding/language.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { DisclosureSetting } from "#app/report/disclosure/disclosure-form.ts";
import { savesSetting } from "#app/setting/setting.ts";
import {
  ANSWER_REASONS,
  type AnswerErrors,
  type AnswerState,
  checkAnswer,
  EVERY_FACILITY,
  type MatrixAnswer,
  type StatedMatrix,
} from "./matrix.ts";

/** State and reason as one choice: `excluded:not_significant`. */
export const ANSWER_CHOICES = (Object.keys(ANSWER_REASONS) as AnswerState[]).flatMap((state) =>
  ANSWER_REASONS[state].map((reason) => ({ value: `${state}:${reason}`, state, reason })),
);

const text = z.string().max(2000, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default("");
const run = z.uuid({ error: "answerMissing" });
/** One category, or several that get the same answer: `waste,franchises`. */
const categories = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(ALL_CATEGORIES)).min(1).max(ALL_CATEGORIES.length));
const place = {
  run,
  categories,
  facility: z.union([z.literal(EVERY_FACILITY), z.uuid()]),
};

const AnswerForm = z
  .object({
    ...place,
    answer: z.string().default(""),
    /** Of the report, as the page asked for texts: `en,zh`. The checklist decides what is missing. */
    languages: z
      .string()
      .default(CONTENT_LANGUAGES.join())
      .transform((text) => CONTENT_LANGUAGES.filter((language) => text.split(",").includes(language))),
    whyEn: text,
    whyZh: text,
    tonnes: z.string().max(40, { error: "tonnesMissing" }).default(""),
    basisEn: text,
    basisZh: text,
  })
  .transform((form, context) => {
    const chosen = ANSWER_CHOICES.find(({ value }) => value === form.answer);
    if (!chosen) {
      context.addIssue({ code: "custom", path: ["answer"], message: "answerMissing" });
      return z.NEVER;
    }
    const isExcluded = chosen.state === "excluded";
    const answer: MatrixAnswer = {
      state: chosen.state,
      reason: chosen.reason,
      why: { en: form.whyEn, zh: form.whyZh },
      tonnes: isExcluded ? form.tonnes : "",
      basis: isExcluded ? { en: form.basisEn, zh: form.basisZh } : { en: "", zh: "" },
    };
    for (const [path, message] of listErrors(answer, form.languages))
      context.addIssue({ code: "custom", path: [path], message });
    return { run: form.run, categories: form.categories, facility: form.facility, answer };
  });

const CODES = { missing: "Missing", noData: "" } as const;

/** The errors of an answer at its fields: a text is marked in each language in which it is empty. */
function listErrors(answer: MatrixAnswer, languages: readonly ContentLanguage[]): [field: string, code: string][] {
  const errors = Object.entries(checkAnswer(answer, languages)) as [keyof AnswerErrors, keyof typeof CODES][];
  return errors.flatMap(([field, error]): [string, string][] => {
    const code = error === "noData" ? "noDataIsNoReason" : `${field}${CODES[error]}`;
    if (field !== "why" && field !== "basis") return [[field === "reason" ? "answer" : field, code]];
    const texts = answer[field];
    if (error === "noData") return [[texts.en ? `${field}En` : `${field}Zh`, code]];
    const empty = languages.filter((language) => texts[language].trim() === "");
    return empty.map((language) => [`${field}${language === "en" ? "En" : "Zh"}`, code]);
  });
}

/** What is done on the matrix: a cell or the rest of a row is answered, the answer is removed, the last act is undone. */
export const CompletenessActions = defineActions({
  answer: savesSetting(DisclosureSetting, AnswerForm),
  clear: savesSetting(DisclosureSetting, z.object(place)),
  undo: savesSetting(DisclosureSetting, z.object({ run })),
});

/** The matrix with another answer for cells or for the rest of rows; null removes them. */
export function withAnswer(
  stated: StatedMatrix,
  { categories, facility }: { categories: readonly Category[]; facility: string },
  answer: MatrixAnswer | null,
): StatedMatrix {
  return categories.reduce((matrix, category) => withOne(matrix, { category, facility }, answer), stated);
}

function withOne(
  stated: StatedMatrix,
  { category, facility }: { category: Category; facility: string },
  answer: MatrixAnswer | null,
): StatedMatrix {
  const { [facility]: _, ...others } = stated[category] ?? {};
  const row = answer ? { ...others, [facility]: answer } : others;
  const { [category]: __, ...rows } = stated;
  return Object.keys(row).length > 0 ? { ...rows, [category]: row } : rows;
}
