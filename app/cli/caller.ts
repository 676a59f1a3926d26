import { LOCALES, type Locale, localeOfTag } from "#app/i18n/locale.ts";

/** The program that runs a command: its name in usage texts, and its language unless the reader chooses one. */
export interface Caller {
  /** What the reader types before the name of a command. */
  program: string;
  /** What the reader types to verify files. */
  verify: string;
  locale: Locale;
}

export const TRUETONNE: Caller = { program: "truetonne", verify: "truetonne verify", locale: "en" };

/** The language of a terminal, in the order of POSIX. Windows sets none of the variables. */
export function localeOfTerminal(variables: Record<string, string | undefined>, systemTag: string): Locale {
  const { LC_ALL, LC_MESSAGES, LANG } = variables;
  return localeOfTag(LC_ALL || LC_MESSAGES || LANG || systemTag) ?? LOCALES[0]!;
}
