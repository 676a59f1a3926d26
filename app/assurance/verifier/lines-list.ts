import { tonnesFromKg } from "#app/carbon/format.ts";
import { CATEGORIES, SCOPES } from "#app/carbon/line/scope.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName, type Messages, translator } from "#app/i18n/index.ts";
import type { Choice, ListShape } from "#app/kit/list/list-shape.ts";
import type { StateOf } from "#app/kit/states.ts";
import { percentageText } from "#app/number/text-decimal.ts";
import { MARK } from "../mark-state.ts";
import { BASES, type CalculatedLine, ENTERED, EVIDENCED } from "./calculated-line.ts";

/** What the verifier added to a line, and what it is a share of. */
export interface VerifierLine extends CalculatedLine {
  /** Null if it is not marked as checked. */
  mark: { note: string; by: string; at: string } | null;
  /** Numbers of findings about it. */
  findings: readonly number[];
  /** Numbers of the samples that it was drawn in. */
  samples: readonly number[];
  /** Total of the calculation. Null while it has issues. */
  totalKg: string | null;
}

/** Values that lines are sorted and filtered by. */
export interface LineKey {
  at: number;
  weight: number;
  start: string;
  category: string;
  name: string;
  dataset: string;
  datasetCode: string;
  facility: string;
  source: string;
  method: string;
  basis: string;
  evidenced: string;
  marked: string;
  found: string;
  /** Each sample with a space on both sides. */
  samples: string;
  /** Everything that a search looks at. */
  text: string;
}

const FOUND = ["with", "without"] as const;
const SHARE_DIGITS = 2;

export function keyOf(line: VerifierLine): LineKey {
  const { source, facility } = line;
  const texts = [line.id, source.en, source.zh, facility.en, facility.zh, line.factor, line.dataset, line.mark?.note];
  return {
    at: line.at,
    weight: line.weight,
    start: line.period.start,
    category: `${line.scope} ${line.category}`,
    name: (source.en || source.zh || "").toLowerCase(),
    dataset: line.dataset.toLowerCase(),
    datasetCode: line.datasetCode,
    facility: line.facilityId,
    source: line.sourceId,
    method: line.method,
    basis: line.basis,
    evidenced: line.evidenced,
    marked: line.mark ? "checked" : "unchecked",
    found: line.findings.length > 0 ? "with" : "without",
    samples: ` ${line.samples.join(" ")} `,
    text: [...texts, ...line.findings.map((number) => `F${number}`)].join(" ").toLowerCase(),
  };
}

/** The share of a part of the total in percent. */
export function shareOf(partKg: string | null, totalKg: string | null): string | null {
  return partKg === null || totalKg === null ? null : percentageText(partKg, totalKg, SHARE_DIGITS);
}

export function methodName(t: Messages, method: string): string {
  const words = t.method.words as Record<string, { title: string } | undefined>;
  return method === ENTERED ? t.assurance.lines.entered : (words[method]?.title ?? method);
}

/** A scope by its number, or a category. */
export function sectionName(t: Messages, section: string): string {
  const { scope, category } = t.carbon as unknown as Record<"scope" | "category", Record<string, string>>;
  return scope[section] ?? category[section] ?? section;
}

/** The lines of a calculation. They are frozen with it, so they are read from its document and not by a query. */
export const LINES: ListShape<LineKey, VerifierLine> = {
  path: "lines",
  words: ({ assurance: { lines: t } }) => ({ title: t.title, empty: t.empty }),
  key: ["at"],
  kinds: {
    at: "whole",
    weight: "whole",
    start: "day",
    category: "text",
    name: "text",
    dataset: "text",
    datasetCode: "text",
    facility: "text",
    source: "text",
    method: "text",
    basis: "text",
    evidenced: "text",
    marked: "text",
    found: "text",
    samples: "text",
    text: "text",
  },
  order: { by: ["weight"], direction: "desc" },
  keeps: ["run"],
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["text"] },
    {
      kind: "choice",
      name: "section",
      label: (t) => t.assurance.lines.section,
      column: "category",
      choices: SCOPES.flatMap((scope) => [String(scope), ...CATEGORIES[scope]]),
      word: sectionName,
    },
    {
      kind: "reference",
      name: "facility",
      label: (t) => t.assurance.lines.facility,
      column: "facility",
      everything: all,
    },
    { kind: "reference", name: "source", label: (t) => t.assurance.lines.source, column: "source", everything: all },
    { kind: "reference", name: "method", label: (t) => t.assurance.lines.method, column: "method", everything: all },
    {
      kind: "reference",
      name: "dataset",
      label: (t) => t.assurance.lines.dataset,
      column: "datasetCode",
      everything: all,
    },
    {
      kind: "choice",
      name: "basis",
      label: (t) => t.assurance.lines.basis,
      column: "basis",
      choices: BASES,
      word: (t, basis) => t.assurance.lines.bases[basis as (typeof BASES)[number]],
    },
    {
      kind: "choice",
      name: "evidence",
      label: (t) => t.assurance.lines.evidence,
      column: "evidenced",
      choices: EVIDENCED,
      word: (t, one) => t.assurance.lines.evidenced[one as (typeof EVIDENCED)[number]],
    },
    {
      kind: "choice",
      name: "mark",
      label: (t) => t.assurance.lines.mark,
      column: "marked",
      choices: MARK.all,
      word: (t, one) => t.assurance.lines.marks[one as StateOf<typeof MARK>],
    },
    {
      kind: "choice",
      name: "finding",
      label: (t) => t.assurance.findings.title,
      column: "found",
      choices: FOUND,
      word: (t, one) => t.assurance.lines.found[one as (typeof FOUND)[number]],
    },
    { kind: "reference", name: "sample", label: (t) => t.assurance.lines.sample, column: "samples", everything: all },
  ],
  columns: [
    {
      key: "name",
      kind: "text",
      head: (t) => t.assurance.lines.source,
      sort: ["name"],
      value: ({ source }, { locale }) => localName(source, locale),
      below: ({ facility, period, id }, { locale, t }) =>
        t.common.placed([localName(facility, locale), printPeriodText(period), id]),
    },
    {
      key: "category",
      kind: "text",
      head: (t) => t.assurance.lines.section,
      sort: ["category"],
      isHiddenOnPhone: true,
      value: ({ category }, { t }) => sectionName(t, category),
      below: ({ scope, basis }, { t }) =>
        t.common.placed([sectionName(t, String(scope)), t.assurance.lines.bases[basis]]),
    },
    {
      key: "dataset",
      kind: "text",
      head: (t) => t.assurance.lines.dataset,
      sort: ["dataset"],
      isHiddenOnPhone: true,
      value: ({ dataset }) => dataset,
      below: ({ method }, { t }) => (method === ENTERED ? "" : methodName(t, method)),
    },
    {
      key: "tonnes",
      kind: "figure",
      head: (t) => t.inventory.tonnes,
      sort: ["weight"],
      unit: "",
      digits: 3,
      value: ({ co2eKg }) => co2eKg && tonnesFromKg(co2eKg),
    },
    {
      key: "share",
      kind: "figure",
      head: (t) => t.assurance.lines.share,
      isHiddenOnPhone: true,
      unit: "%",
      digits: SHARE_DIGITS,
      value: ({ co2eKg, isCounted, totalKg }) => shareOf(isCounted ? co2eKg : null, totalKg),
    },
    {
      key: "cumulative",
      kind: "figure",
      head: (t) => t.assurance.lines.cumulative,
      isHiddenOnPhone: true,
      unit: "%",
      digits: SHARE_DIGITS,
      value: ({ cumulativeKg, totalKg }) => shareOf(cumulativeKg, totalKg),
    },
    {
      key: "evidence",
      kind: "text",
      head: (t) => t.assurance.lines.evidence,
      isHiddenOnPhone: true,
      value: ({ evidenced }, { t }) => t.assurance.lines.evidenced[evidenced],
    },
    {
      key: "mark",
      kind: "state",
      head: (t) => t.assurance.lines.mark,
      sort: ["marked"],
      value: ({ mark }, { t }) => t.assurance.lines.marks[mark ? "checked" : "unchecked"],
      tone: ({ mark }) => (mark ? "good" : "neutral"),
      below: ({ findings }) => findings.map((number) => `F${number}`).join(" "),
    },
  ],
};

function all(t: Messages): string {
  return t.list.everything;
}

/** What lines can be filtered by: the facilities, sources, methods and datasets that occur in them. */
export function choicesOf(lines: readonly VerifierLine[]): Record<string, Choice[]> {
  return {
    facility: choose(lines, ({ facilityId, facility }) => [facilityId, facility]),
    source: choose(lines, ({ sourceId, source }) => [sourceId, source]),
    method: choose(lines, ({ method }) => [method, methodNames(method)]),
    sample: [...new Set(lines.flatMap(({ samples }) => samples))]
      .sort((a, b) => a - b)
      .map((number) => ({
        value: String(number),
        label: {
          en: translator("en").assurance.lines.sampleOf(String(number)),
          zh: translator("zh").assurance.lines.sampleOf(String(number)),
        },
      })),
    dataset: choose(lines, ({ datasetCode, dataset }) => [datasetCode, { en: dataset, zh: dataset }]),
  };
}

type Label = CalculatedLine["source"];

function choose(lines: readonly CalculatedLine[], of: (line: CalculatedLine) => readonly [string, Label]): Choice[] {
  const found = new Map<string, Choice["label"]>();
  for (const line of lines) {
    const [value, { en = "", zh = "" }] = of(line);
    if (value !== "" && !found.has(value)) found.set(value, { en, zh });
  }
  const choices = [...found].map(([value, label]) => ({ value, label }));
  return choices.sort((a, b) => compareNames(a.label.en || a.label.zh, b.label.en || b.label.zh));
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function methodNames(method: string): Label {
  return { en: methodName(translator("en"), method), zh: methodName(translator("zh"), method) };
}
