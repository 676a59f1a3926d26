import { CONTENT_LANGUAGES, type ContentLanguage } from "#app/encoding/language.ts";
import type { TextTask } from "#app/model/text-question.ts";
import type { StatementField } from "./statement-paths.ts";
import { type DisclosureStatements, NO_TEXT, type StatedText } from "./statements.ts";

/** Texts that follow from names on record. The others are a person's to write, and are translated only. */
const FROM_RECORDS: Readonly<Record<string, string>> = {
  boundary: "Description of the organizational boundary: which facilities and activities it covers",
  significance: "Criteria by which indirect emissions are significant, in general words",
  uncertainty: "Where the uncertainty of the inventory comes from, by the kinds of its sources",
  purpose: "What the report is made for",
  intendedUsers: "Who reads the report",
};

/** Texts that can be drafted from nothing else. */
export const DRAFTED_TEXTS = Object.keys(FROM_RECORDS);

/** The path of a draft in a form. */
export function draftPath({ id, language }: { id: string; language: ContentLanguage }): string {
  return `${id}.${language}`;
}

const MOST_TASKS = 12;

/** The path of every text, with the text that is saved. */
function textsOf(statements: DisclosureStatements): (readonly [path: string, purpose: string, saved: StatedText])[] {
  const { notSignificant, sourceReasons, justifications, china, exclusions } = statements;
  const below = (root: string, purpose: string, texts: Partial<Record<string, StatedText>>) =>
    Object.entries(texts).map(([key, saved = NO_TEXT]) => [`${root}.${key}`, purpose, saved] as const);
  const { nature, sector, qualityAssurance } = china;
  return [
    ...Object.entries(FROM_RECORDS).map(([path, purpose]) => [path, purpose, statements[path as "boundary"]] as const),
    ...below("notSignificant", "Why a category is not significant", notSignificant),
    ...(exclusions ?? []).flatMap(({ what, reason, basis }, index) =>
      below(`exclusions.${index}`, "An excluded source, the reason or the basis of its size", { what, reason, basis }),
    ),
    ...below("sourceReasons", "Why the method and factor of a source were chosen", sourceReasons),
    ...below("china", "A fact about the reporting company", { nature, sector, qualityAssurance }),
    ...below("justifications", "Why an item of the checklist is left out", justifications),
  ];
}

/** A text that is missing in a language of the report. One that is saved in the other language is translated. */
export function listDraftTasks(statements: DisclosureStatements): TextTask[] {
  const tasks = textsOf(statements).flatMap(([id, purpose, saved]): TextTask[] => {
    const languages = statements.languages.filter((language) => saved[language].trim() === "");
    const isWritten = CONTENT_LANGUAGES.some((language) => saved[language].trim() !== "");
    if (languages.length === 0 || (!isWritten && !Object.hasOwn(FROM_RECORDS, id))) return [];
    return [{ id, purpose, saved, languages }];
  });
  return tasks.slice(0, MOST_TASKS);
}

/** The task for one text. One that is complete is drafted in full again. */
export function draftTaskOf(statements: DisclosureStatements, path: string): TextTask | null {
  const open = listDraftTasks(statements).find(({ id }) => id === path);
  if (open) return open;
  const text = textsOf(statements).find(([id]) => id === path && Object.hasOwn(FROM_RECORDS, id));
  return text ? { id: text[0], purpose: text[1], saved: text[2], languages: statements.languages } : null;
}

/** The fields of the texts that a person chose. Exclusions are saved as a whole list, so all their fields are given. */
export function chosenFields(
  statements: DisclosureStatements,
  form: Readonly<Record<string, string>>,
  offered: readonly string[],
): { texts: string[]; fields: StatementField[] } {
  const texts = offered.filter((path) => form[`use:${path}`] === "on" && form[path] !== undefined);
  const chosen = texts.map((path): StatementField => [path, form[path]!]);
  const hasExclusion = texts.some((path) => path.startsWith("exclusions."));
  return { texts, fields: [...(hasExclusion ? exclusionFields(statements) : []), ...chosen] };
}

function exclusionFields({ exclusions }: DisclosureStatements): StatementField[] {
  return (exclusions ?? []).flatMap(({ tonnes, ...texts }, index) => [
    [`exclusions.${index}.tonnes`, tonnes] as const,
    ...Object.entries(texts).flatMap(([name, text]) =>
      CONTENT_LANGUAGES.map((language) => [`exclusions.${index}.${name}.${language}`, text[language]] as const),
    ),
  ]);
}
