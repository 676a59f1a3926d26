import type { Concept } from "./concept.ts";
import { buildTerms, type Found, findTerms, type Terms, type Token } from "./tokens.ts";
import type { Treatment } from "./waste.ts";
import { CHEMICAL_CONCEPTS, FOOD_CONCEPTS, TEXTILE_CONCEPTS } from "./words/chemicals-textiles.ts";
import { ENERGY_CONCEPTS, ENERGY_EXTRAS } from "./words/energy.ts";
import { EQUIPMENT_CONCEPTS } from "./words/equipment.ts";
import { FUEL_CONCEPTS, MOBILE_WORDS, STATIONARY_WORDS } from "./words/fuels.ts";
import { GAS_CONCEPTS, gasOfCode, INDUSTRIAL_GASES } from "./words/gases.ts";
import { BOUGHT_WORDS, LEAVING_WORDS, SEWAGE_CONCEPTS, TREATMENTS, WASTE_CONCEPTS } from "./words/leaving.ts";
import { METAL_CONCEPTS } from "./words/metals.ts";
import { MINERAL_CONCEPTS, PART_CONCEPTS } from "./words/minerals-parts.ts";
import { FREIGHT_CONCEPTS, TRAVEL_CONCEPTS } from "./words/movement.ts";
import { NOTHING_CONCEPTS, UNCLEAR_CONCEPTS } from "./words/nothing.ts";
import { PAPER_CONCEPTS, PLASTIC_CONCEPTS } from "./words/plastics-paper.ts";
import { SERVICE_CONCEPTS } from "./words/services.ts";

/** The first of two concepts with the same word has it. */
export const CONCEPTS: readonly Concept[] = [
  ...ENERGY_EXTRAS,
  ...NOTHING_CONCEPTS,
  ...FUEL_CONCEPTS,
  ...ENERGY_CONCEPTS,
  ...GAS_CONCEPTS,
  ...INDUSTRIAL_GASES,
  ...SEWAGE_CONCEPTS,
  ...WASTE_CONCEPTS,
  ...METAL_CONCEPTS,
  ...PLASTIC_CONCEPTS,
  ...PAPER_CONCEPTS,
  ...CHEMICAL_CONCEPTS,
  ...TEXTILE_CONCEPTS,
  ...FOOD_CONCEPTS,
  ...MINERAL_CONCEPTS,
  ...PART_CONCEPTS,
  ...TRAVEL_CONCEPTS,
  ...FREIGHT_CONCEPTS,
  ...SERVICE_CONCEPTS,
  ...EQUIPMENT_CONCEPTS,
  ...UNCLEAR_CONCEPTS,
];

function marks<Value extends string>(lists: Readonly<Record<Value, string>>): (readonly [string, Value])[] {
  return (Object.entries(lists) as [Value, string][]).flatMap(([value, words]) =>
    words.split("|").map((word) => [word, value] as const),
  );
}

export const TERMS = buildTerms(CONCEPTS.flatMap((concept) => concept.words.map((word) => [word, concept] as const)));
const USE_TERMS = buildTerms(marks({ stationary: STATIONARY_WORDS, mobile: MOBILE_WORDS }));
const TREATMENT_TERMS = buildTerms(marks<Treatment>(TREATMENTS));
const DIRECTION_TERMS = buildTerms(marks({ leaving: LEAVING_WORDS, bought: BOUGHT_WORDS }));
const OTHER_TERMS = buildTerms(
  marks({
    recycled:
      "再生|回收料|再生料|r-|rpet|rpp|rhdpe|recycled|regrind|reprocessed|post consumer|recycelt|geri donusturulmus|reciclado",
    commuting: "通勤|上下班|上班|员工通勤|员工接送|commute|commuting|commuter|employee commuting|home to work|pendeln",
    cleaning: "清洗|清洁|擦洗|洗件|cleaning|degreasing|solvent|thinning",
    repair: "维修|修理|保养|维保|检修|repair|maintenance|servicing|service|overhaul|wartung|reparatur|bakim",
    treating:
      "废气处理|尾气处理|烟气处理|烟气治理|废水处理用|污水处理用|水处理|脱硫|脱硝|除尘|water treatment|effluent treatment|wastewater treatment|flue gas treatment|for scrubber|for etp",
    refill:
      "加氟|补氟|充注|补加|补充|补液|加液|补气|充装|换药|泄漏|top up|topup|refill|recharge|charge|leak|leakage|regas",
  }),
);

export function conceptsIn(tokens: readonly Token[]): Found<Concept>[] {
  return findTerms(TERMS, tokens);
}

export function usesIn(tokens: readonly Token[]): ("stationary" | "mobile")[] {
  return findTerms(USE_TERMS, tokens).map(({ value }) => value);
}

export function treatmentIn(tokens: readonly Token[]): Treatment | null {
  const found = findTerms(TREATMENT_TERMS, tokens).map(({ value }) => value);
  return found.find((value) => value !== "recycled") ?? found[0] ?? null;
}

export function directionsIn(tokens: readonly Token[]): Found<"leaving" | "bought">[] {
  return findTerms(DIRECTION_TERMS, tokens);
}

export type Mark = "recycled" | "commuting" | "cleaning" | "repair" | "refill" | "treating";

export function marksIn(tokens: readonly Token[]): Set<Mark> {
  return new Set(findTerms(OTHER_TERMS, tokens).map(({ value }) => value));
}

/** Grades of metal, for a line that names nothing else: `SS304`, `Q235B`, `6063`. */
const GRADES: readonly (readonly [RegExp, string])[] = [
  [/^(ss|sus|aisi)\d{3}[a-z]*$/, "stainless-steel"],
  [
    /^(q\d{3}[a-z]?|spc[cde]|sgcc|secc|dx5\dd|dc0\d|st1\d|s\d{2}c|skd\d+|20crmo|40cr|65mn|gcr15|h13|s[23]\d5[a-z0-9]*)$/,
    "steel",
  ],
  [/^(hrb\d+e?|fe\d{3}d?)$/, "structural-steel"],
  [/^(adc\d+|a356|a380|alsi\d+[a-z]*)$/, "aluminium-ingot"],
  [/^(al)?(1060|1100|3003|5052|6061|6063|6082|7075)$/, "aluminium-profile"],
  [/^(c1100|c2680|c3604|h62|h65|h59)$/, "copper"],
];

export function gradesIn(tokens: readonly Token[]): Found<Concept>[] {
  return tokens.flatMap(({ text, segment, isAside }, start) => {
    const id = GRADES.find(([pattern]) => pattern.test(text))?.[1];
    const value = CONCEPTS.find((one) => one.id === id);
    return value ? [{ value, start, end: start + 1, word: text, segment, isAside, isSpelling: false }] : [];
  });
}

/** The greenhouse gas that a code names: `R-410A`. */
export function gasIn(tokens: readonly Token[]): { key: string; at: number } | null {
  for (const [at, token] of tokens.entries()) {
    const key = gasOfCode(token.text);
    if (key) return { key, at };
  }
  return null;
}

/** Words of every list that name no concept: uses, treatments, verbs. */
export function knownWordsIn(tokens: readonly Token[]): { start: number; end: number }[] {
  return [USE_TERMS, TREATMENT_TERMS, DIRECTION_TERMS, OTHER_TERMS].flatMap((terms) =>
    findTerms<string>(terms as Terms<string>, tokens),
  );
}
