import type { Block, Section } from "../block.ts";
import type { ReportModel } from "../model.ts";
import { describeActivities } from "./activities.ts";
import { mergeSections } from "./bilingual.ts";
import { describeBoundary } from "./boundary.ts";
import { describeDistribution } from "./distribution.ts";
import { describeMethodology } from "./methodology.ts";
import { describeQuality } from "./quality.ts";
import { describeRegister } from "./register.ts";
import { describeResults } from "./results.ts";
import { describeVerification } from "./verification.ts";
import { type Words, wordsOf } from "./words.ts";

type Describe = (model: ReportModel, words: Words) => Block[];

/** The contents of a report after its cover, in order. */
const SECTIONS: Describe[] = [
  describeBoundary,
  (model, words) => [...describeResults(model, words), ...describeDistribution(model, words)],
  describeMethodology,
  describeQuality,
  describeRegister,
  describeActivities,
  describeVerification,
];

/**
 * What a report says after its cover, in the language of the model; in both, each text in English and Chinese and each
 * figure once. Pure: the same model gives the same sections, and the same numbers of sections in every language.
 */
export function describeSections(model: ReportModel): Section[] {
  if (model.locale !== "both") return sectionsIn(model, wordsOf(model.locale));
  return mergeSections(sectionsIn(model, wordsOf("en")), sectionsIn(model, wordsOf("zh")));
}

function sectionsIn(model: ReportModel, words: Words): Section[] {
  return SECTIONS.map((describe, index) => number(describe(model, words), String(index + 1), String(index + 1)));
}

/** Numbers the heading of a section and of its parts: `2`, `2.1`, `2.2`. */
function number(blocks: Block[], label: string, prefix: string): Section {
  let parts = 0;
  const numbered = blocks.map((block) => {
    if (block.kind !== "heading") return block;
    return { ...block, number: block.level === 1 ? label : `${prefix}.${++parts}` };
  });
  const [heading] = numbered;
  return { id: heading?.kind === "heading" ? heading.id : "", blocks: numbered };
}
