import { LOCALES, type Locale, PSEUDO } from "./locale.ts";
import type { MessagesOf } from "./messages-of.ts";
import { pseudoWords } from "./pseudo.ts";
import type en from "./words.en.ts";

/** All messages of the product, one room per key. A missing or extra key in a language doesn't compile. */
export type Messages = MessagesOf<typeof en>;

type WordFiles = Record<string, { default: Messages }>;

function fileOf(locale: Locale): string {
  return `./words.${locale}.ts`;
}

// The build finds the files by glob and Node loads them by name, so no other list of languages is needed.
const FILES: WordFiles = import.meta.env
  ? import.meta.glob<{ default: Messages }>("./words.*.ts", { eager: true })
  : loadFiles();

function loadFiles(): WordFiles {
  const load = process.getBuiltinModule("node:module").createRequire(import.meta.url);
  return Object.fromEntries(LOCALES.map((one) => [fileOf(one), load(fileOf(one))]));
}

const made = new Map<Locale, Messages>();

/** The messages of a locale: `translator("zh").report.title`. Values are strings, or functions of their parameters. */
export function translator(locale: Locale): Messages {
  const known =
    made.get(locale) ?? (locale === PSEUDO ? pseudoWords(translator("en")) : FILES[fileOf(locale)]?.default);
  if (known === undefined) throw new Error(`app/i18n/words.${locale}.ts is missing`);
  made.set(locale, known);
  return known;
}

export {
  contentLanguageFor,
  isLocale,
  LOCALE_CHOICES,
  LOCALES,
  type Locale,
  languageOf,
  languageTag,
  localeOr,
  localName,
  otherName,
} from "./locale.ts";
