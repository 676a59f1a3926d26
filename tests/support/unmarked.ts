import { isPseudoWord } from "#app/i18n/pseudo.ts";

/** What is no message: texts as they are kept, and forms of writing. */
export interface Data {
  texts: ReadonlySet<string>;
  forms: readonly RegExp[];
}

/** The words of a text that no message said: without marks, and no data. */
export function unmarkedIn(text: string, { texts, forms }: Data): string[] {
  if (texts.has(text.trim())) return [];
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, " ");
  }
  for (const form of forms) rest = rest.replace(form, " ");
  const parts = rest.split(/\s+·\s+|\s{2,}/).filter((part) => !texts.has(part.trim()));
  return parts.flatMap((part) => part.match(/\p{L}{2,}/gu) ?? []).filter((word) => !isPseudoWord(word));
}
