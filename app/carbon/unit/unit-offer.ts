import type { ContentLanguage } from "#app/encoding/language.ts";
import { parseUnit, type UnitCode } from "./unit.ts";
import { UNIT_ALIASES } from "./unit-alias.ts";
import { type Dimension, UNITS } from "./unit-table.ts";

/** A text that a bill may contain, with its meaning as a multiple of a unit. The text itself is kept. */
export interface UnitOffer {
  text: string;
  code: UnitCode;
  /** Exact, as decimal text: `10000` for 万千瓦时. */
  multiple: string;
}

/** How bills, meters and statistical forms write the units of a dimension, the usual ones first. */
const USUAL: Record<ContentLanguage, Partial<Record<Dimension, readonly string[]>>> = {
  en: {
    energy: ["kWh", "MWh", "GWh", "MJ", "GJ", "TJ", "MMBtu", "therm_us", "tce", "thousand tce", "toe", "million kcal"],
    mass: ["t", "kt", "million t", "kg", "g", "lb", "short_ton", "long_ton"],
    volume: ["m3", "thousand m3", "million m3", "L", "thousand L", "ft3", "gal_us", "gal_uk", "bbl"],
    gas_volume_normal: ["Nm3", "thousand Nm3", "million Nm3"],
    gas_volume_standard: ["Sm3", "thousand Sm3", "million Sm3"],
    gas_volume_scf: ["scf", "thousand scf", "million scf"],
    distance: ["km", "thousand km", "million km", "mi", "nmi", "m"],
    mass_distance: ["t.km", "thousand t.km", "million t.km", "short_ton.mi"],
    passenger_distance: ["p.km", "thousand p.km", "million p.km", "p.mi"],
    area: ["m2", "thousand m2", "ft2"],
    time: ["h", "d"],
  },
  zh: {
    energy: [
      "千瓦时",
      "万千瓦时",
      "亿千瓦时",
      "兆瓦时",
      "吉焦",
      "太焦",
      "百万千焦",
      "吨标煤",
      "万吨标煤",
      "千克标煤",
      "吨油当量",
      "百万英热",
      "百万大卡",
    ],
    mass: ["吨", "万吨", "千吨", "千克", "克", "磅", "短吨"],
    volume: ["立方米", "千立方米", "万立方米", "百万立方米", "升", "千升", "万升", "桶", "美制加仑", "英制加仑"],
    gas_volume_normal: ["Nm3", "千Nm3", "万Nm3", "亿Nm3"],
    gas_volume_standard: ["Sm3", "千Sm3", "万Sm3", "亿Sm3"],
    gas_volume_scf: ["标准立方英尺", "百万标准立方英尺"],
    distance: ["公里", "万公里", "米", "英里", "海里"],
    mass_distance: ["吨公里", "万吨公里", "百万吨公里", "亿吨公里", "短吨英里"],
    passenger_distance: ["人公里", "万人公里", "亿人公里", "人英里"],
    area: ["平方米", "万平方米", "平方英尺"],
    time: ["小时", "天"],
  },
};

/** Counts and currencies: the unit, and the multiples used in a language. */
const MULTIPLES: Record<ContentLanguage, { count: readonly string[]; money: readonly string[] }> = {
  en: { count: ["", "thousand "], money: ["", "thousand ", "million "] },
  zh: { count: ["", "万"], money: ["", "千", "万", "百万", "亿"] },
};

const KNOWN = new Map<string, readonly UnitOffer[]>();

/**
 * The options of a cell whose source is entered in `unit`: the unit itself, then the usual ones of its dimension, with
 * the multiples of the language. Every option converts to the unit exactly.
 */
export function offerUnits(unit: UnitCode, language: ContentLanguage): readonly UnitOffer[] {
  const key = `${language} ${unit}`;
  const known = KNOWN.get(key);
  if (known) return known;
  const offers = makeOffers(unit, language);
  KNOWN.set(key, offers);
  return offers;
}

function makeOffers(unit: UnitCode, language: ContentLanguage): UnitOffer[] {
  const [dimension] = UNITS[unit];
  const texts = USUAL[language][dimension] ?? multiplesOf(unit, dimension, language);
  const offers: UnitOffer[] = [{ text: unit, code: unit, multiple: "1" }];
  for (const text of texts) {
    const parsed = parseUnit(text);
    if (!parsed.ok) throw new Error(`${text} is offered but can't be parsed`);
    const { code, multiple } = parsed;
    const isThere = offers.some((one) => one.code === code && one.multiple === multiple);
    if (!isThere) offers.push({ text, code, multiple });
  }
  return ownMultiplesFirst(offers, unit);
}

/** Puts 万千瓦时 right beneath kWh, regardless of the order of the others. */
function ownMultiplesFirst(offers: UnitOffer[], unit: UnitCode): UnitOffer[] {
  const isOwn = ({ code }: UnitOffer) => code === unit;
  return [...offers.filter(isOwn), ...offers.filter((offer) => !isOwn(offer))];
}

function multiplesOf(unit: UnitCode, dimension: Dimension, language: ContentLanguage): string[] {
  const name = language === "zh" ? hanNameOf(unit) : unit;
  const { money, count } = MULTIPLES[language];
  return (dimension.startsWith("money_") ? money : count).map((multiple) => `${multiple}${name}`);
}

function hanNameOf(unit: UnitCode): string {
  return UNIT_ALIASES[unit].find((name) => /^\p{Script=Han}+$/u.test(name)) ?? unit;
}
