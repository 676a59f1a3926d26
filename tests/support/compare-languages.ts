import type { ContentLanguage } from "#app/encoding/language.ts";
import { translator } from "#app/i18n/index.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import type { ReportModel } from "#app/report/model.ts";
import { type PrintedText, plainOf } from "#app/report/printed-text.ts";

/** Names in both languages that a report prints, and labels that are alone in a cell. */
interface Vocabulary {
  names: { pattern: Record<ContentLanguage, RegExp> }[];
  labels: Record<ContentLanguage, Map<string, string>>;
}

/** The differences between two reports, each with its place; empty if both have the same content. */
export function compareLanguages(english: PrintedText[], chinese: PrintedText[], model: ReportModel): string[] {
  const words = vocabularyOf(model);
  const differences: string[] = [];
  if (english.length !== chinese.length) differences.push(`${english.length} texts against ${chinese.length}`);
  for (let index = 0; index < Math.min(english.length, chinese.length); index++) {
    const [en, zh] = [english[index]!, chinese[index]!];
    const found = en.type === zh.type ? compareText(plainOf(en.parts), plainOf(zh.parts), words) : "types differ";
    if (!found) continue;
    const place = `${en.section.trim()} / ${zh.section.trim()}, text ${index}`;
    differences.push(`${place}: ${found}\n  ${plainOf(en.parts)}\n  ${plainOf(zh.parts)}`);
    if (found === "types differ") break;
  }
  return differences;
}

function compareText(en: string, zh: string, words: Vocabulary): string {
  const [left, right] = [tokensOf(en, "en", words), tokensOf(zh, "zh", words)];
  return left.join(" ") === right.join(" ") ? "" : `[${left.join(" ")}] against [${right.join(" ")}]`;
}

/** Numbers, dates, units and names of a text, sorted, because grammar changes their order in a sentence. */
function tokensOf(text: string, locale: ContentLanguage, { names, labels }: Vocabulary): string[] {
  const label = labels[locale].get(withoutSpaces(text));
  if (label) return [label];
  let left = text;
  const found: string[] = [];
  names.forEach((name, index) => {
    const pieces = left.split(name.pattern[locale]);
    for (let count = 1; count < pieces.length; count++) found.push(`name${index}`);
    left = pieces.join(" ");
  });
  // A typed reason is printed unchanged in both languages.
  const plain = numeralsInFigures(monthsInFigures(left)).replaceAll(/ %/g, "%");
  const figures = plain.match(/M\d+|−?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?/g) ?? [];
  const units = plain.match(/tCO₂e|tCO₂|kWh|MWh|GJ|Nm³|SHA-256/g) ?? [];
  return [...found, ...figures, ...units].sort();
}

/** `31 March 2026` and `2026年3月31日` give the same three figures, with the month marked. */
function monthsInFigures(text: string): string {
  const { report } = translator("en");
  const [long, short] = [report.months.split(" "), report.shortMonths.split(" ")];
  return text.replace(/[A-Z][a-z]+/g, (word) => {
    const month = Math.max(long.indexOf(word), short.indexOf(word)) + 1;
    return month > 0 ? ` M${month} ` : word;
  });
}

function numeralsInFigures(text: string): string {
  return text
    .replace(/(\d{1,2})月/g, " M$1 ")
    .replace(
      /(范围|方法|第)(?!三方)([一二三四五])/g,
      (_, word, digit) => `${word} ${"一二三四五".indexOf(digit) + 1} `,
    );
}

function vocabularyOf({ facts, document, factors, properties }: ReportModel): Vocabulary {
  const pairs: (LocalText | undefined)[] = [
    facts.organization.legalName,
    facts.issuer,
    facts.responsible.name,
    ...facts.boundary.facilities.map(({ name }) => name),
    ...Object.values(document.facilities ?? {}).map(({ name }) => name),
    ...[...factors, ...properties].map(({ factor }) => factor.name),
    ...document.activities.map(({ description }) => description),
  ];
  const names = pairs.flatMap((pair) =>
    pair?.en && pair.zh && pair.en !== pair.zh ? [{ en: pair.en, zh: pair.zh }] : [],
  );
  const once = new Map(names.map((name) => [`${name.en} ${name.zh}`, name]));
  return {
    names: [...once.values()]
      .sort((a, b) => b.en.length - a.en.length)
      .map(({ en, zh }) => ({ pattern: { en: patternOf(en), zh: patternOf(zh) } })),
    labels: { en: labelsIn("en"), zh: labelsIn("zh") },
  };
}

/** Units and categories by a label that is alone in a cell. */
function labelsIn(locale: ContentLanguage): Map<string, string> {
  const { unit, category } = translator(locale).carbon;
  const entries = [...Object.entries(unit), ...Object.entries(category)];
  return new Map(entries.map(([code, label]) => [withoutSpaces(label), `label:${code}`]));
}

/** A label that is broken over lines may lose its space. */
function withoutSpaces(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

function patternOf(name: string): RegExp {
  const characters = [...withoutSpaces(name)].map((character) => character.replace(/[\^$\\.*+?()[\]{}|/-]/, "\\$&"));
  return new RegExp(characters.join("\\s*"));
}
