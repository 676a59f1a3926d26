/**
 * Matches descriptions of purchases and meters, as worded in invoices and ledgers, with candidates: an organization's
 * sources or factors of the library. Pure. It suggests matches with reasons, and a person chooses.
 *
 * Confidence is a rule, not a probability:
 * - `high`: every significant word is in the candidate's name or has a listed synonym there, the unit is given and has
 *   the same dimension, the figure is of the facility's country or of no country, and no candidate with another meaning
 *   is as close.
 * - `medium`: every significant word is found, but the unit is missing or needs a property for conversion, or others
 *   are as close, or a word was read as a misspelling, or the figure is of another country.
 * - `low`: some significant words are found and others are not.
 */

import { dimensionOf, isUnitCode, parseUnit, type UnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { type SearchWish, searchIndex } from "./search.ts";
import type { FactorIndex, IndexedFactor, SearchRow } from "./search-index.ts";
import { type Alternative, readQuery } from "./search-query.ts";
import { placeIn, scoreTerm, type TermScores } from "./search-score.ts";
import { foldText } from "./search-words.ts";
import { KNOWN_WORDS } from "./synonyms.ts";

export type Confidence = "high" | "medium" | "low";
export const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

export type MatchReason =
  | { kind: "word"; typed: string }
  | { kind: "synonym"; typed: string; means: string }
  | { kind: "spelling"; typed: string; means: string }
  | { kind: "missing"; typed: string }
  | { kind: "unit_same"; unit: UnitCode }
  | { kind: "unit_converts"; unit: UnitCode; to: UnitCode }
  | { kind: "unit_needs_property"; unit: UnitCode; to: UnitCode }
  | { kind: "unit_unstated" }
  | { kind: "unit_unknown"; typed: string }
  | { kind: "other_country"; region: string }
  | { kind: "rivals"; count: number };

export interface DescriptionMatch<Row extends SearchRow> {
  row: Row;
  confidence: Confidence;
  reasons: MatchReason[];
}

export interface Description {
  text: string;
  /** As written in the file, or empty. */
  unit: string;
}

const CANDIDATES = 5;
/** Candidates within this score of the best count as equally close. */
const AS_CLOSE = 60;
const LOOKED_AT = 60;

/**
 * Up to five candidates for a description, best first. None if no word is known, or if the description causes no
 * emission (a salary, a tax, a deposit).
 */
export function matchDescription<Row extends SearchRow>(
  index: FactorIndex<Row>,
  { text, unit }: Description,
  wish: SearchWish & { limit?: number } = {},
): DescriptionMatch<Row>[] {
  const telling = tellingWords(text);
  if (telling === "" || isNoEmission(telling)) return [];
  const parsed = unit.trim() === "" ? null : parseUnit(unit);
  const ownUnit = parsed?.ok ? parsed.code : null;
  const terms = readQuery(telling).filter(({ unit: named, alternatives }) => named === null || alternatives.length > 1);
  if (terms.length === 0) return [];
  const scored = terms.map((term) => scoreTerm(index, term, "never"));
  const said = scored.filter(({ count }) => count > 0);
  if (said.length === 0) return [];
  const query = said.map(({ term }) => term.text).join(" ");
  const isReachable = (factor: IndexedFactor) =>
    factor.isSelectable &&
    (wish.accepts?.(factor) ?? true) &&
    unitReason(ownUnit, unit, factor.editions[0]!.row) !== null;
  const asked = { ...wish, isActive: true, unitOfUse: ownUnit, isWhole: true, accepts: isReachable };
  const hits = searchIndex(index, query, asked).hits.slice(0, LOOKED_AT);
  const best = hits[0]?.score ?? 0;
  const closest = hits.filter(({ score }) => best - score <= AS_CLOSE);
  const rivals = meaningsOf(closest.map(({ row }) => row)) - 1;
  return hits.slice(0, wish.limit ?? CANDIDATES).map(({ row, at, score }) => {
    const isClosest = best - score <= AS_CLOSE;
    const reasons = scored.map((one) => wordReason(index, at, one, wish.locale ?? "en"));
    reasons.push(unitReason(ownUnit, unit, row)!);
    if (isElsewhere(row.region, wish.country)) reasons.push({ kind: "other_country", region: row.region! });
    if (isClosest && rivals > 0) reasons.push({ kind: "rivals", count: rivals });
    return { row, confidence: confidenceOf(reasons, isClosest), reasons };
  });
}

const LEAVES_OPEN: readonly MatchReason["kind"][] = [
  "spelling",
  "rivals",
  "unit_unstated",
  "unit_unknown",
  "unit_needs_property",
  "other_country",
];

function confidenceOf(reasons: readonly MatchReason[], isClosest: boolean): Confidence {
  if (reasons.some(({ kind }) => kind === "missing")) return "low";
  return isClosest && !reasons.some(({ kind }) => LEAVES_OPEN.includes(kind)) ? "high" : "medium";
}

/** One name in several units is one meaning. Gross and net energy have one name and two meanings. */
function meaningsOf(rows: readonly SearchRow[]): number {
  const isEnergy = (unit: string) => isUnitCode(unit) && dimensionOf(unit) === "energy";
  const keys = rows.map(({ id, nameEn, nameZh, datasetId, region, method, unit }) =>
    [nameEn, nameZh, datasetId, region, method, isEnergy(unit) ? id : ""].join("|"),
  );
  return new Set(keys).size;
}

function isElsewhere(region: string | null, country: string | null | undefined): boolean {
  return country != null && region !== null && /^[A-Z]{2}(-|$)/.test(region) && !region.startsWith(country);
}

function wordReason(
  index: FactorIndex,
  at: number,
  { term, scores, corrected }: TermScores,
  locale: ContentLanguage,
): MatchReason {
  const typed = term.text;
  if (scores[at] === 0) return { kind: "missing", typed };
  if (corrected !== null) return { kind: "spelling", typed, means: corrected };
  const said = term.alternatives
    .map((alternative) => ({ alternative, place: placeIn(index, at, alternative) }))
    .filter(({ place }) => place > 0)
    .sort((a, b) => rankOf(a.alternative, locale) - rankOf(b.alternative, locale) || b.place - a.place)[0]?.alternative;
  if (!said) return { kind: "missing", typed };
  return said.kind === "word" ? { kind: "word", typed } : { kind: "synonym", typed, means: said.text };
}

/** Words as typed come first, then words in the reader's language. */
function rankOf({ kind, han }: Alternative, locale: ContentLanguage): number {
  if (kind === "word") return 0;
  return (han !== null) === (locale === "zh") ? 1 : 2;
}

/** Dimensions that a sourced property (density, heating value) can convert between. */
const JOINED_BY_PROPERTY = new Set([
  "mass",
  "volume",
  "energy",
  "gas_volume_normal",
  "gas_volume_standard",
  "gas_volume_scf",
]);

/** Null if the unit can't be converted to the candidate's. */
function unitReason(own: UnitCode | null, typed: string, { unit }: SearchRow): MatchReason | null {
  if (typed.trim() === "") return { kind: "unit_unstated" };
  if (own === null || !isUnitCode(unit)) return { kind: "unit_unknown", typed: typed.trim() };
  if (own === unit) return { kind: "unit_same", unit: own };
  const [from, to] = [dimensionOf(own), dimensionOf(unit)];
  if (from === to) return { kind: "unit_converts", unit: own, to: unit };
  if (JOINED_BY_PROPERTY.has(from) && JOINED_BY_PROPERTY.has(to)) {
    return { kind: "unit_needs_property", unit: own, to: unit };
  }
  return null;
}

/** Invoice words without meaning for the purchase. */
const NOISE_EN =
  /\b(invoice|invoices|bill|bills|receipt|payment|purchase[ds]?|purchasing|order|po|no|ref|reference|supplier|monthly|annual|yearly|quarterly|total|cost|costs|fee|fees|charge|charges|expense|expenses|consumption|consumed|use|usage|used|supply of|site|plant|factory|office(?! (?:paper|furniture|suppl))|building|workshop|warehouse [a-z0-9]|meter|reading|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t(ember)?)?|oct(ober)?|nov(ember)?|dec(ember)?|q[1-4]|h[12]|the|of|for|and|in|at|by|from|to|our|company|ltd|inc|gmbh|co)\b\.?/giu;
const NOISE_ZH =
  // pattern: at most 300 characters, what is looked at of a description.
  /(发票|账单|费用|采购|购买|购入|用量|使用量|消耗量|消耗|耗用|付款|支付|报销|结算|合同|订单|供应商|本月|当月|上月|全年|年度|季度|月度|上半年|下半年|公司|工厂|厂区|车间|办公楼|办公室|宿舍|食堂|一期|二期|[一二三四五六七八九十]+(月份?|季度|号楼|厂)|合计|总计|小计|抄表|表计|清运|处置费|代付)/gu;
const DATES = /(\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?月?份?|\b(19|20)\d\d\b年?|\d{1,2}月份?|\d{1,2}日|\d{6,})/gu;
/** `No. 123`, `# 45`, amounts of money and plain numbers. Codes such as `R410A` and grades such as `0#` stay. */
// pattern: at most 300 characters, what is looked at of a description.
const NUMBERS = /(?<![\p{L}\p{N}#.-])(?:a[345]\b|[¥$€£]?\d+([.,]\d+)*)(?![\p{L}\p{N}#号.-])/gu;

/** A description without dates, numbers and invoice words. */
export function tellingWords(text: string): string {
  return (
    foldText(text.slice(0, 300))
      // pattern: at most 300 characters, what is looked at of a description.
      .replace(/[（(]([^)）]*)[)）]/gu, " $1 ")
      .replace(DATES, " ")
      .replace(NOISE_EN, " ")
      .replace(NOISE_ZH, " ")
      .replace(NUMBERS, " ")
      .replace(/(?<=\p{Script=Han}{2})(费|款|量)(?=$|[\s,，、;；])/gu, (suffix, _, at, whole) =>
        KNOWN_WORDS.some((word) => word.endsWith(suffix) && whole.slice(0, at + 1).endsWith(word)) ? suffix : " ",
      )
      .replace(/\s+/gu, " ")
      .trim()
  );
}

/** Payments without emissions. A factor for them would be an error. */
const NO_EMISSION =
  /(工资|薪资|薪酬|奖金|社保|公积金|个税|税金|税费|增值税|所得税|关税|押金|保证金|利息|折旧|摊销|罚款|退款|退税|预付|借款|还款|贷款|分红|股利|往来款|备用金|salar(y|ies)|wages?|payroll|bonus|pension|\btax(es)?\b|\bvat\b|deposit|interest|depreciation|amorti[sz]ation|dividend|refund|\bfine\b|\bpenalty\b|\bloan\b|petty cash|opening balance)/iu;

function isNoEmission(text: string): boolean {
  return NO_EMISSION.test(text);
}
