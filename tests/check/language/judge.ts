import { avoidedWords, TERM_IDS } from "#app/glossary/terms.ts";
import { LATIN_WORDS } from "./latin-words.ts";
import { CHINESE, ENGLISH, longestSentence, type Phrase, SENTENCE_WORDS } from "./phrases.ts";
import { readMarkdown, readSource, type Text } from "./read-texts.ts";

const HAN = /[\u3400-\u9fff]/;
const TESTS = /^tests\/|\.test\.ts/;
const MESSAGES = /\.(en|zh)\.tsx?$/;
/** Printed documents may have longer sentences than pages. */
const DOCUMENTS = /^app\/(?:report|trade\/(?:document|quote|invoice))\//;
const TERMS_OF_MESSAGES: Record<string, readonly Phrase[]> = { en: avoided("en"), zh: avoided("zh") };

/** The errors in the words of a file, with line and fix. */
export function judge(file: string, source: string): string[] {
  if (file.endsWith(".md")) return readMarkdown(source).flatMap((text) => judgeText(file, text));
  return readSource(source, file.endsWith("x")).flatMap((text) => judgeText(file, text));
}

function judgeText(file: string, { kind, text, line }: Text): string[] {
  const locale = kind === "string" ? MESSAGES.exec(file)?.[1] : undefined;
  // Chinese in tests is user input, in any form.
  const usual = HAN.test(text) ? (TESTS.test(file) ? [] : CHINESE) : ENGLISH;
  const phrases = [...usual, ...(locale ? TERMS_OF_MESSAGES[locale]! : [])];
  const errors = phrases.flatMap(({ avoid, write }) => {
    const found = avoid.exec(text);
    return found ? [`${found[0]}: write ${write}`] : [];
  });
  if (locale === "en") errors.push(...judgeLength(text, DOCUMENTS.test(file) ? "document" : "interface"));
  if (locale === "zh") errors.push(...unlistedLatin(text));
  return errors.map((error) => `${file}:${line}: ${error}`);
}

function judgeLength(text: string, place: keyof typeof SENTENCE_WORDS): string[] {
  const words = longestSentence(text);
  const most = SENTENCE_WORDS[place];
  return words > most ? [`a sentence of ${words} words: write at most ${most}`] : [];
}

/**
 * Lines without Chinese are commands or addresses. A word with a mark inside is the name of a file, a field or a unit.
 */
function unlistedLatin(text: string): string[] {
  const lines = text
    .replaceAll(/[₀-₉]/g, "")
    .split("\n")
    .filter((line) => HAN.test(line));
  const words = lines.flatMap((line) => line.match(/[A-Za-z][\w.+'’&/=:@-]*/g) ?? []);
  return words
    .map((word) => word.replace(/[-.:/\d]+$/, ""))
    .filter((word) => !/[\w][._/=@-]|\d/.test(word) && !LATIN_WORDS.has(word))
    .map((word) => `${word}: write it in Chinese, or list it in latin-words.ts`);
}

function avoided(locale: "en" | "zh"): Phrase[] {
  return TERM_IDS.flatMap((id) =>
    (avoidedWords(id)[locale] ?? []).map((word) => ({
      avoid: new RegExp(locale === "en" ? `\\b${word}\\b` : word, "i"),
      write: `the term of the glossary, “${id}”`,
    })),
  );
}
