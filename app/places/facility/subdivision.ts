import { SUBDIVISIONS } from "#app/carbon/factor/grid-region.ts";
import { contentLanguageFor, type Locale, languageTag } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";

/** English and Chinese names of subdivisions that determine a grid, by ISO 3166-2 code. */
const NAMES: Record<string, [en: string, zh: string]> = {
  "CN-AH": ["Anhui", "安徽"],
  "CN-BJ": ["Beijing", "北京"],
  "CN-CQ": ["Chongqing", "重庆"],
  "CN-FJ": ["Fujian", "福建"],
  "CN-GD": ["Guangdong", "广东"],
  "CN-GS": ["Gansu", "甘肃"],
  "CN-GX": ["Guangxi", "广西"],
  "CN-GZ": ["Guizhou", "贵州"],
  "CN-HA": ["Henan", "河南"],
  "CN-HB": ["Hubei", "湖北"],
  "CN-HE": ["Hebei", "河北"],
  "CN-HI": ["Hainan", "海南"],
  "CN-HL": ["Heilongjiang", "黑龙江"],
  "CN-HN": ["Hunan", "湖南"],
  "CN-JL": ["Jilin", "吉林"],
  "CN-JS": ["Jiangsu", "江苏"],
  "CN-JX": ["Jiangxi", "江西"],
  "CN-LN": ["Liaoning", "辽宁"],
  "CN-NM": ["Inner Mongolia", "内蒙古"],
  "CN-NX": ["Ningxia", "宁夏"],
  "CN-QH": ["Qinghai", "青海"],
  "CN-SC": ["Sichuan", "四川"],
  "CN-SD": ["Shandong", "山东"],
  "CN-SH": ["Shanghai", "上海"],
  "CN-SN": ["Shaanxi", "陕西"],
  "CN-SX": ["Shanxi", "山西"],
  "CN-TJ": ["Tianjin", "天津"],
  "CN-XJ": ["Xinjiang", "新疆"],
  "CN-XZ": ["Tibet", "西藏"],
  "CN-YN": ["Yunnan", "云南"],
  "CN-ZJ": ["Zhejiang", "浙江"],
  "US-AK": ["Alaska", "阿拉斯加州"],
  "US-AL": ["Alabama", "亚拉巴马州"],
  "US-AR": ["Arkansas", "阿肯色州"],
  "US-AZ": ["Arizona", "亚利桑那州"],
  "US-CA": ["California", "加利福尼亚州"],
  "US-CO": ["Colorado", "科罗拉多州"],
  "US-CT": ["Connecticut", "康涅狄格州"],
  "US-DC": ["District of Columbia", "哥伦比亚特区"],
  "US-DE": ["Delaware", "特拉华州"],
  "US-FL": ["Florida", "佛罗里达州"],
  "US-GA": ["Georgia", "佐治亚州"],
  "US-HI": ["Hawaii", "夏威夷州"],
  "US-IA": ["Iowa", "艾奥瓦州"],
  "US-ID": ["Idaho", "爱达荷州"],
  "US-IL": ["Illinois", "伊利诺伊州"],
  "US-IN": ["Indiana", "印第安纳州"],
  "US-KS": ["Kansas", "堪萨斯州"],
  "US-KY": ["Kentucky", "肯塔基州"],
  "US-LA": ["Louisiana", "路易斯安那州"],
  "US-MA": ["Massachusetts", "马萨诸塞州"],
  "US-MD": ["Maryland", "马里兰州"],
  "US-ME": ["Maine", "缅因州"],
  "US-MI": ["Michigan", "密歇根州"],
  "US-MN": ["Minnesota", "明尼苏达州"],
  "US-MO": ["Missouri", "密苏里州"],
  "US-MS": ["Mississippi", "密西西比州"],
  "US-MT": ["Montana", "蒙大拿州"],
  "US-NC": ["North Carolina", "北卡罗来纳州"],
  "US-ND": ["North Dakota", "北达科他州"],
  "US-NE": ["Nebraska", "内布拉斯加州"],
  "US-NH": ["New Hampshire", "新罕布什尔州"],
  "US-NJ": ["New Jersey", "新泽西州"],
  "US-NM": ["New Mexico", "新墨西哥州"],
  "US-NV": ["Nevada", "内华达州"],
  "US-NY": ["New York", "纽约州"],
  "US-OH": ["Ohio", "俄亥俄州"],
  "US-OK": ["Oklahoma", "俄克拉何马州"],
  "US-OR": ["Oregon", "俄勒冈州"],
  "US-PA": ["Pennsylvania", "宾夕法尼亚州"],
  "US-PR": ["Puerto Rico", "波多黎各"],
  "US-RI": ["Rhode Island", "罗得岛州"],
  "US-SC": ["South Carolina", "南卡罗来纳州"],
  "US-SD": ["South Dakota", "南达科他州"],
  "US-TN": ["Tennessee", "田纳西州"],
  "US-TX": ["Texas", "得克萨斯州"],
  "US-UT": ["Utah", "犹他州"],
  "US-VA": ["Virginia", "弗吉尼亚州"],
  "US-VT": ["Vermont", "佛蒙特州"],
  "US-WA": ["Washington", "华盛顿州"],
  "US-WI": ["Wisconsin", "威斯康星州"],
  "US-WV": ["West Virginia", "西弗吉尼亚州"],
  "US-WY": ["Wyoming", "怀俄明州"],
};

/** The name of a province or state, or its code if unknown. */
export function subdivisionName(code: string, locale: Locale): string {
  return NAMES[code]?.[contentLanguageFor(locale) === "en" ? 0 : 1] ?? code;
}

/** Provinces and states by country, sorted by name. Only for the server, like the names of countries. */
export function listSubdivisions(locale: Locale) {
  const { compare } = new Intl.Collator(languageTag(locale));
  return ["CN", "US"].map((country) => ({
    label: countryName(country, locale),
    options: SUBDIVISIONS.filter((code) => code.startsWith(`${country}-`))
      .map((code) => ({ value: code, label: subdivisionName(code, locale) }))
      .sort((a, b) => compare(a.label, b.label)),
  }));
}
