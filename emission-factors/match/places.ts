import { buildTerms, cutTokens, findTerms, type Token } from "./tokens.ts";

const PROVINCES =
  "BJ:北京|beijing;TJ:天津|tianjin;HE:河北|石家庄|唐山|保定|hebei;SX:山西|太原|shanxi;NM:内蒙古|呼和浩特|包头|inner mongolia;LN:辽宁|沈阳|大连|liaoning|dalian;JL:吉林|长春|jilin;HL:黑龙江|哈尔滨|大庆|heilongjiang|harbin;SH:上海|shanghai;JS:江苏|南京|苏州|无锡|常州|南通|昆山|扬州|徐州|jiangsu|suzhou|wuxi|nanjing|kunshan;ZJ:浙江|杭州|宁波|温州|嘉兴|绍兴|台州|义乌|金华|zhejiang|ningbo|hangzhou|yiwu;AH:安徽|合肥|芜湖|anhui|hefei;FJ:福建|福州|厦门|泉州|fujian|xiamen;JX:江西|南昌|赣州|jiangxi;SD:山东|济南|青岛|烟台|潍坊|shandong|qingdao|jinan;HA:河南|郑州|洛阳|henan|zhengzhou;HB:湖北|武汉|hubei|wuhan;HN:湖南|长沙|株洲|hunan|changsha;GD:广东|广州|深圳|东莞|佛山|中山|惠州|珠海|汕头|guangdong|shenzhen|dongguan|guangzhou|foshan;GX:广西|南宁|柳州|guangxi;HI:海南|海口|hainan;CQ:重庆|chongqing;SC:四川|成都|绵阳|sichuan|chengdu;GZ:贵州|贵阳|guizhou;YN:云南|昆明|yunnan|kunming;SN:陕西|西安|shaanxi|xian;GS:甘肃|兰州|gansu;QH:青海|西宁|qinghai;NX:宁夏|银川|ningxia;XJ:新疆|乌鲁木齐|xinjiang";

/** States of the US that lie in one subregion of eGRID, nearly or wholly. */
const SUBREGIONS: Readonly<Record<string, string>> = {
  TX: "erct",
  CA: "camx",
  FL: "frcc",
  WA: "nwpp",
  OR: "nwpp",
  ID: "nwpp",
  UT: "nwpp",
  AZ: "aznm",
  NM: "aznm",
  MI: "rfcm",
  OH: "rfcw",
  IN: "rfcw",
  WV: "rfcw",
  PA: "rfce",
  NJ: "rfce",
  MD: "rfce",
  DE: "rfce",
  ME: "newe",
  NH: "newe",
  VT: "newe",
  MA: "newe",
  RI: "newe",
  CT: "newe",
  CO: "rmpa",
  GA: "srso",
  AL: "srso",
  TN: "srtv",
  VA: "srvc",
  NC: "srvc",
  SC: "srvc",
  MO: "srmw",
  KS: "spno",
  OK: "spso",
  LA: "srmv",
  AR: "srmv",
  MN: "mrow",
  IA: "mrow",
  ND: "mrow",
  SD: "mrow",
  NE: "mrow",
};
const STATES =
  "TX:texas|houston|dallas|austin;CA:california|los angeles|san diego|pg e|pge|pacific gas|sce;FL:florida|miami|fpl;WA:washington state|seattle;OR:oregon|portland;AZ:arizona|phoenix;MI:michigan|detroit|dte;OH:ohio|cleveland;IN:indiana|indianapolis;PA:pennsylvania|philadelphia;NJ:new jersey;MA:massachusetts|boston;CO:colorado|denver|xcel;GA:georgia power|atlanta;TN:tennessee|nashville|tva;NC:north carolina|charlotte|duke energy;VA:virginia|richmond;MO:missouri|st louis|ameren;LA:louisiana|entergy;MN:minnesota";

const COUNTRIES =
  "CN VN TH DE US GB MX TR IN JP KR TW HK SG MY ID PH FR IT ES NL BE PL CZ AT CH SE BR CA AU AE SA EG ZA BD KH PK RU CL CO CR JO MV OM PA PE PT QA RO".split(
    " ",
  );
const CITIES =
  "DE:法兰克福|慕尼黑|汉诺威|科隆|柏林|frankfurt|munich|hannover|hanover|cologne|berlin|dusseldorf|stuttgart|hamburg;IN:孟买|德里|mumbai|delhi|bangalore|bengaluru|chennai|pune;VN:河内|胡志明|海防|北宁|hanoi|ho chi minh|haiphong|saigon;TH:曼谷|bangkok;JP:东京|大阪|tokyo|osaka;KR:首尔|seoul;FR:巴黎|paris;GB:伦敦|london|manchester|birmingham uk;US:纽约|拉斯维加斯|洛杉矶|芝加哥|new york|las vegas|chicago|los angeles;SG:新加坡;MY:吉隆坡|kuala lumpur;ID:雅加达|jakarta;AE:迪拜|dubai;IT:米兰|milan|rome;ES:巴塞罗那|barcelona|madrid;TR:伊斯坦布尔|istanbul;MX:墨西哥城|mexico city|monterrey;PL:warsaw;NL:amsterdam|阿姆斯特丹;GB:uk;CN:shanghai|beijing|shenzhen|guangzhou";

function pairs(list: string): [string, string][] {
  return list.split(";").flatMap((entry) => {
    const [code, words] = entry.split(":") as [string, string];
    return words.split("|").map((word): [string, string] => [word, code]);
  });
}

const NAMES = (["en", "zh-Hans"] as const).map(
  (language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }),
);
const PROVINCE_TERMS = buildTerms(pairs(PROVINCES));
const STATE_TERMS = buildTerms(pairs(STATES));
const COUNTRY_TERMS = buildTerms([
  ...pairs(CITIES),
  ...COUNTRIES.flatMap((code) => NAMES.map((list): [string, string] => [list.of(code) ?? code, code])),
  ["越南", "VN"],
  ["泰国", "TH"],
]);

/** Codes of regions, narrowest first, whose grid a line of a country takes. */
export function gridRegions(country: string, region: string, tokens: readonly Token[]): string[] {
  const given = region.startsWith(`${country}-`) ? region.slice(3) : "";
  if (country === "CN") {
    const province = given || findTerms(PROVINCE_TERMS, tokens)[0]?.value;
    return province ? [`CN-${province}`, "CN"] : ["CN"];
  }
  if (country === "US") {
    const state = given || findTerms(STATE_TERMS, tokens)[0]?.value || "";
    const subregion = SUBREGIONS[state];
    return subregion ? [`US-EGRID-${subregion.toUpperCase()}`, "US"] : ["US"];
  }
  return given ? [region, country] : [country];
}

/** The country that a text names, such as that of a hotel. */
export function countryIn(text: string): string | null {
  return findTerms(COUNTRY_TERMS, cutTokens(text))[0]?.value ?? null;
}
