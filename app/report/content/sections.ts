import type { ContentLanguage } from "#app/encoding/language.ts";
import type { Block, Heading, Section } from "#app/press/block.ts";
import { section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { describeActivities } from "./activities.ts";
import { mergeSections } from "./bilingual.ts";
import { describeBoundary } from "./boundary.ts";
import { describeChecklist } from "./checklist.ts";
import { describeChina } from "./china.ts";
import { describeDataQuality } from "./data-quality.ts";
import { describeDistribution } from "./distribution.ts";
import { describeEstimates } from "./estimates.ts";
import { describeGhgProtocol } from "./ghg-protocol.ts";
import { describeGlossary } from "./glossary.ts";
import { describeGwp } from "./gwp.ts";
import { describeHistory } from "./history.ts";
import { describeInstruments } from "./instruments.ts";
import { describeIntensity } from "./intensity.ts";
import { describeMethodology } from "./methodology.ts";
import { describeMethods } from "./methods.ts";
import { describeQuality } from "./quality.ts";
import { describeRegister } from "./register.ts";
import { describeResults } from "./results.ts";
import { describeSources } from "./sources.ts";
import { describeSummary } from "./summary.ts";
import { describeUncertainty } from "./uncertainty.ts";
import { describeVerification } from "./verification.ts";
import { type Words, wordsOf } from "./words.ts";

type Describe = (model: ReportModel, words: Words) => Block[];

/** Before the numbered sections, each on a page of its own. */
const FRONT: Describe[] = [describeSummary];

/** The numbered sections, in order; a programme's own where the report answers it. */
const SECTIONS: { describe: Describe; isPrinted?: (model: ReportModel) => boolean }[] = [
  { describe: describeBoundary },
  {
    describe: (model, words) => [
      ...describeResults(model, words, describeSources(model, words)),
      ...describeDistribution(model, words),
      ...describeIntensity(model, words),
    ],
  },
  { describe: describeMethodology },
  { describe: describeQuality },
  { describe: describeVerification },
  { describe: describeGhgProtocol, isPrinted: ({ facts }) => facts.overlays?.includes("ghg_protocol") ?? false },
  { describe: describeChina, isPrinted: ({ facts }) => facts.overlays?.includes("china") ?? false },
];

/** The annexes A, B, C … in order; an empty one states that it is empty. */
const ANNEXES: Describe[] = [
  describeRegister,
  describeInstruments,
  describeEstimates,
  describeDataQuality,
  describeUncertainty,
  describeActivities,
  describeGwp,
  describeMethods,
  describeHistory,
];

/**
 * The contents of a report after its cover, in the language of the model; in both, each text in English and Chinese
 * and each figure once. Pure: the same model gives the same sections, and the same section numbers in every language.
 */
export function describeSections(model: ReportModel): Section[] {
  const { locale, facts } = model;
  const sectionsFor = (language: ContentLanguage) => sectionsIn(model, wordsOf(language, facts.placeNames));
  return locale === "both" ? mergeSections(sectionsFor("en"), sectionsFor("zh")) : sectionsFor(locale);
}

function sectionsIn(model: ReportModel, words: Words): Section[] {
  const printed = SECTIONS.filter(({ isPrinted }) => isPrinted?.(model) ?? true);
  const numbered = [
    ...printed.map(({ describe }, index) => number(describe(model, words), String(index + 1), String(index + 1))),
    ...ANNEXES.map((describe, index) => numberAnnex(describe(model, words), index, words)),
  ];
  const places = new Map(numbered.flatMap((section) => section.places));
  const checklist = describeChecklist(model, words, (id) => places.get(id) ?? "–");
  const last = [checklist, describeGlossary(words)].map((blocks, index) =>
    numberAnnex(blocks, ANNEXES.length + index, words),
  );
  const front = FRONT.map((describe) => onOwnPage(describe(model, words)));
  const sections = [...front, ...[...numbered, ...last].map(({ section }) => section)];
  return [onOwnPage(describeContents(sections, words)), ...sections];
}

function onOwnPage(blocks: Block[]): Section {
  return { id: (blocks[0] as Heading).id, blocks, hasOwnPage: true };
}

/** The list of sections and annexes, after the cover. */
function describeContents(sections: readonly Section[], words: Words): Block[] {
  const t = words.annex.contents;
  const entries = sections.map(({ id, blocks }) => {
    const { number: place, text } = blocks[0] as Heading;
    return { id, number: place, text };
  });
  return [section("contents", t.heading), { kind: "contents", entries, about: t.about }];
}

/** A section with its numbers, and under which number each of its headings is found. */
interface NumberedSection {
  section: Section;
  places: [id: string, number: string][];
}

function numberAnnex(blocks: Block[], index: number, words: Words): NumberedSection {
  const letter = String.fromCharCode("A".charCodeAt(0) + index);
  return number(blocks, words.annex.annex(letter), letter);
}

/** Numbers the heading of a section and of its parts: `2`, `2.1`, `2.2`; `Annex A`, `A.1`. */
function number(blocks: Block[], label: string, prefix: string): NumberedSection {
  const places: NumberedSection["places"] = [];
  const numbered = blocks.map((block) => {
    if (block.kind !== "heading") return block;
    const place = block.level === 1 ? prefix : `${prefix}.${places.length}`;
    places.push([block.id, place]);
    return { ...block, number: block.level === 1 ? label : place };
  });
  return { section: { id: places[0]![0], blocks: numbered }, places };
}
