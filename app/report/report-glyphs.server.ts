import { isContentLanguage } from "#app/encoding/language.ts";
import { omit } from "#app/encoding/omit.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { type Locale, type Messages, translator } from "#app/i18n/index.ts";
import { listUnprintable, type Unprintable } from "#app/press/fonts/printable.ts";
import { nameUnprintable, type UnprintableText } from "#app/press/unprintable-text.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import type { JudgedDocument } from "#app/runs/judged-run-shape.ts";
import { expectedTexts } from "./expected-text.ts";
import { buildReportModel, type ReportFacts } from "./model.ts";
import type { ReportDescription } from "./report-description.server.ts";

/** A page lists no more: the user returns after fixing these. */
const MOST_LISTED = 20;
/** Names of people are one text for both languages. */
const IN_NO_LANGUAGE = /^(?:responsible|preparedBy)\./;

/** What a report of a run would hold that it can't print: of what is stated, and of the names in the run's document. */
export function listUnprinted(description: ReportDescription, document: JudgedDocument): UnprintableText[] {
  const names = {
    organization: document.organization,
    facilities: document.facilities,
    sources: document.activities.map((activity) => activity.description),
  };
  const { organization, ...stated } = omit(description, "checklist", "nameNotices");
  return describeAll(listUnprintable({ organization, ...stated, document: names }, MOST_LISTED));
}

/** The same of every text that a report puts on paper, read from the report itself before it has a number. */
export function listUnprintedTexts(run: CalculationRun, facts: ReportFacts, locale: ReportLocale): UnprintableText[] {
  const { document, documentText: inventoryJson } = run;
  const texts = expectedTexts(buildReportModel({ document, facts, locale, inventoryJson }));
  const found = listUnprintable(
    texts.map(({ text }) => text),
    MOST_LISTED,
  );
  return unique(
    found.map((one) => {
      const { section, row = "", column = "" } = texts[Number(one.path)]!;
      const place = [section, row, column].filter((part) => part !== "" && part !== one.text).join(" · ");
      return nameUnprintable(one, () => place);
    }),
  );
}

function describeAll(found: Unprintable[]): UnprintableText[] {
  return unique(found.map((one) => nameUnprintable(one, (locale) => fieldOf(one, locale))));
}

/** A name is used in many places; it is fixed once. */
function unique(blockers: UnprintableText[]): UnprintableText[] {
  const nameOf = ({ facts }: UnprintableText) => `${facts.text} ${facts.codePoint}`;
  return [...new Map(blockers.toReversed().map((one) => [nameOf(one), one])).values()].toReversed();
}

/** The field as its form names it, in a language. */
function fieldOf({ path }: Unprintable, locale: Locale): string {
  const { fields, inLanguage } = translator(locale).reportPage.unprintable;
  const keys = path.split(".");
  const key = (Object.keys(fields) as (keyof Messages["reportPage"]["unprintable"]["fields"])[])
    .filter((prefix) => path === prefix || path.startsWith(`${prefix}.`))
    .sort((a, b) => b.length - a.length)[0];
  const name = key ? fields[key] : path;
  const language = IN_NO_LANGUAGE.test(path) ? undefined : keys.at(-1);
  return isContentLanguage(language) ? inLanguage(name, language) : name;
}
