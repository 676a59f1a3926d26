import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { FactorValue } from "#app/carbon/factor/factor-value.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { UpstreamPart } from "#emission-factors/upstream.ts";
import upstreamEn from "./upstream.en.ts";
import upstreamZh from "./upstream.zh.ts";

/** Category 3 of the Scope 3 Standard. */
export const CATEGORY = "fuel_energy_related";

export interface Names {
  en: string;
  zh: string;
}

/** Why the records of a source give nothing for category 3. A key of `upstream.why`. */
export type WhyNot = "no_pair" | "no_records" | "special_records" | "no_edition";

export interface SourceWithout {
  id: string;
  facility: Names;
  name: Names;
  why: WhyNot;
}

export interface Amount {
  quantity: string;
  unit: string;
}

/** A source of category 3 for the supply of what a source of scope 1 or 2 uses. */
export interface Proposal {
  /** Of the source of scope 1 or 2 and the factor. */
  key: string;
  sourceId: string;
  facilityId: string;
  facility: Names;
  /** Of the new source. */
  name: Names;
  /** Of the source of scope 1 or 2. */
  of: Names;
  part: UpstreamPart;
  factorId: string;
  factor: { name: Names; value: FactorValue };
  sums: Amount[];
  /** What the source has now. Null if there is no source of this name yet. */
  recorded: Amount[] | null;
  /** A source of category 3 at the facility that has the same factor already: both would count twice. */
  alsoIn: Names | null;
}

/** Whether a proposal has no source yet, or its records differ from those of scopes 1 and 2, or are the same. */
export function standingOf({ sums, recorded }: Pick<Proposal, "sums" | "recorded">): "new" | "differs" | "same" {
  if (recorded === null) return "new";
  return JSON.stringify(recorded) === JSON.stringify(sums) ? "same" : "differs";
}

/** The name of a source for the supply of another, in each language that the other one has a name in. */
export function nameUpstream(part: UpstreamPart, { en, zh }: Names): Names {
  const [inEn, inZh] = [upstreamEn.name[part], upstreamZh.name[part]];
  return { en: en && inEn(en).slice(0, NAME_LENGTH), zh: zh && inZh(zh).slice(0, NAME_LENGTH) };
}

const NAME_LENGTH = 200;

/** Names the record of a proposal for some days and unit in every file and language, so that a later file changes it. */
export function rowKeyOf({ key }: Proposal, { period, unit }: Amount & { period: Period }): string {
  return `${key} ${period.start} ${period.end} ${unit}`;
}

export function wordsIn(language: ContentLanguage) {
  return language === "zh" ? upstreamZh : upstreamEn;
}

/** Each proposal that is ticked is a field of its own. */
export const PROPOSAL_FIELD = "proposal:";

const UpstreamForm = z.looseObject({ inventory: z.uuid() }).transform(({ inventory, ...fields }) => ({
  inventory,
  keys: Object.keys(fields).flatMap((name) =>
    name.startsWith(PROPOSAL_FIELD) ? [name.slice(PROPOSAL_FIELD.length)] : [],
  ),
}));

export const UpstreamActions = defineActions({
  propose: { right: "records.write", schema: UpstreamForm },
});
