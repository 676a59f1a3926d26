import { isPrinted, TERM_IDS } from "#app/glossary/terms.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, paragraph, section } from "#app/press/block-builders.ts";
import type { Words } from "./words.ts";

/** Annex K: the terms of the report, in the words that the product explains them with. */
export function describeGlossary({ glossary }: Words): Block[] {
  const printed = TERM_IDS.filter(isPrinted).map((id) => glossary.terms[id]);
  return [
    section("glossary", glossary.title),
    paragraph(glossary.aboutReport),
    keyValues(printed.map(({ name, text }) => [name, text])),
  ];
}
