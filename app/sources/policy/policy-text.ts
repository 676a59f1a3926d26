import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { OWN_DATASET } from "#app/factors/own/own-factor-content.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";

/** Titles of datasets by id. */
export type DatasetTitles = Readonly<Record<string, { en: string; zh: string }>>;

/** A dataset's name without the year of an edition, which some titles have at the end. */
export function datasetName(title: { en: string; zh: string }, locale: Locale): string {
  const name = localName(title, locale);
  const short = name.replace(/^(19|20)\d\d年度?/, "").replace(/[ :：](19|20)\d\d(年版?)?$/, "");
  return short === "" ? name : short;
}

/** The policy as sentences, one per rule, in one language. */
export function describePolicy(policy: SelectionPolicy, titles: DatasetTitles, locale: Locale): string[] {
  const { says, ownDataset } = translator(locale).policy;
  const nameOf = (id: string) =>
    id === OWN_DATASET ? ownDataset : datasetName(titles[id] ?? { en: id, zh: id }, locale);
  const pins = Object.entries(policy.pinnedEditions).sort(([a], [b]) => (a < b ? -1 : 1));
  const order = policy.datasetPrecedence.map(nameOf).join(says.separator);
  return [
    { none: says.yearNone, official_grid: says.yearGrid, latest_earlier: says.yearEarlier }[policy.yearFallback],
    policy.regionFallback ? says.regionWider : says.regionNone,
    order === "" ? says.orderNone : says.order(order),
    pins.length === 0
      ? says.pinsNone
      : says.pins(pins.map(([id, edition]) => says.pin(nameOf(id), edition)).join(says.pinSeparator)),
    says.methods,
  ];
}

/** The same sentences in both languages, for the inventory document and the report. */
export function policyInWords(policy: SelectionPolicy, titles: DatasetTitles): { en: string; zh: string }[] {
  const zh = describePolicy(policy, titles, "zh");
  return describePolicy(policy, titles, "en").map((en, index) => ({ en, zh: zh[index]! }));
}
