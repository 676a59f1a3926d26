import { type Concept, concept } from "../concept.ts";

/** Greenhouse gases by the key of their release. Codes such as `R-410A` are read by `gasOfCode`. */
export const GAS_CONCEPTS: readonly Concept[] = [
  concept(
    "gas:CO2",
    "gas",
    "干冰|干冰块|干冰颗粒|二氧化碳|二氧化碳气|液态二氧化碳|液体二氧化碳|食品级二氧化碳|二氧化碳保护焊气|二保焊气|二氧化碳灭火器|二氧化碳灭火器充装|dry ice|dry ice pellet|co2|co2 gas|liquid co2|carbon dioxide|co2 cylinder|co2 extinguisher|co2 fire extinguisher|co2 welding gas|co2 shielding gas|kohlendioxid|trockeneis",
  ),
  concept(
    "gas:mix",
    "gas",
    "混合气|富氩|富氩气|氩碳混合气|焊接混合气|保护气|shielding gas|welding gas|mixed gas|argoshield|mag gas|argon co2|argon co2 mix|ar co2|stargon|co2 mix|argon mix",
    {
      needs: ["gas_share"],
      sectors: ["325120"],
    },
  ),
  concept("gas:SF6", "gas", "六氟化硫|六氟化硫气体|sf6|sulphur hexafluoride|sulfur hexafluoride"),
  concept("gas:NF3", "gas", "三氟化氮|nf3|nitrogen trifluoride"),
  concept("gas:N2O", "gas", "笑气|一氧化二氮|氧化亚氮|n2o|nitrous oxide"),
  concept("gas:PFC-14", "gas", "四氟化碳|cf4|carbon tetrafluoride"),
  concept("gas:PFC-116", "gas", "六氟乙烷|c2f6"),
  concept("gas:HFC-23", "gas", "三氟甲烷|chf3"),
  concept("gas:PFC-318", "gas", "八氟环丁烷|c4f8"),
  concept("gas:HFC-227ea", "gas", "七氟丙烷|七氟丙烷灭火|七氟丙烷灭火器|hfc227ea|fm200|fm 200|heptafluoropropane"),
  concept("gas:HFC-134a", "gas", "四氟乙烷|hfc134a|suva 134a"),
  concept("gas:HCFC-22", "gas", "二氟一氯甲烷|hcfc22|freon 22|氟利昂22|f22"),
  concept("gas:Halon-1301", "gas", "哈龙1301|halon1301"),
  concept("gas:Halon-1211", "gas", "哈龙1211|halon1211"),
  concept(
    "refill",
    "refill",
    "制冷剂|冷媒|雪种|氟利昂|加氟|补氟|充氟|加雪种|加冷媒|补冷媒|补加|补加冷媒|冷媒充注|冷媒补充|加液|补液|充注|空调加氟|空调加雪种|空调加冷媒|冷媒回充|refrigerant|freon|coolant gas|gas recharge|gas refill|gas top up|refrigerant top up|refrigerant charge|refrigerant recharge|ac gas|ac gas recharge|ac gas refill|gas charging|ac gas charging|gas filling ac|aircon gas|air conditioner refilled|aircon recharge|regas|re gas|kaltemittel|refrigerante|sogutucu gaz|gas lanh|topping up gas|空调充气|灭火器充装|灭火器换药|灭火器充气|灭火器年检充装|extinguisher recharge|extinguisher refill|fire extinguisher refill|fire extinguisher recharge",
    {
      needs: ["gas_type"],
    },
  ),
];

/** Gases without a warming effect of their own: bought goods. */
export const INDUSTRIAL_GASES: readonly Concept[] = [
  concept(
    "industrial-gas",
    "goods",
    "氧气|液氧|工业氧|氮气|液氮|高纯氮|氩气|液氩|高纯氩|氦气|氢气|高纯氢|压缩空气|乙炔|溶解乙炔|氨气|液氨|液氯|氯气|特种气体|工业气体|oxygen|liquid oxygen|lox|nitrogen|liquid nitrogen|nitrogen liquid|lin|argon|liquid argon|helium|hydrogen|hydrogen gas|acetylene|acetylen|industrial gas|industrial gases|compressed air|ammonia|chlorine|sauerstoff|stickstoff|wasserstoff|r717|oksijen|azot|oxigeno|nitrogeno",
    {
      sectors: ["325120"],
    },
  ),
];

const PURE: Readonly<Record<string, string>> = {
  "11": "CFC-11",
  "12": "CFC-12",
  "13": "CFC-13",
  "22": "HCFC-22",
  "23": "HFC-23",
  "32": "HFC-32",
  "113": "CFC-113",
  "114": "CFC-114",
  "115": "CFC-115",
  "116": "PFC-116",
  "123": "HCFC-123",
  "124": "HCFC-124",
  "125": "HFC-125",
  "134a": "HFC-134a",
  "141b": "HCFC-141b",
  "142b": "HCFC-142b",
  "143a": "HFC-143a",
  "152a": "HFC-152a",
  "218": "PFC-218",
  "227ea": "HFC-227ea",
  "236fa": "HFC-236fa",
  "245fa": "HFC-245fa",
  "365mfc": "HFC-365mfc",
  "744": "CO2",
};

const WHOLE: Readonly<Record<string, string>> = {
  "507": "R-507A",
  "508": "R-508A",
  "404": "R-404A",
  "410": "R-410A",
  "407": "R-407C",
};

/**
 * The gas of a code such as `r410a`, `134a` or `hfc134a`, as the key of its release. Null for another word. A blend
 * without a composition in the library has a key as well, and no factor.
 */
export function gasOfCode(token: string): string | null {
  const code = /^(?:r|hfc|hcfc|cfc|pfc)?(\d{2,3}[a-z]{0,3})$/.exec(token);
  if (!code) return null;
  const number = code[1]!;
  const hasPrefix = !/^\d/.test(token);
  if (!hasPrefix && !/^(134a|143a|152a|404a|407[a-f]|410a|417a|422d|448a|449a|454b|507a|513a)$/.test(number))
    return null;
  const pure = PURE[number];
  if (pure) return pure;
  if (WHOLE[number]) return WHOLE[number];
  if (/^(290|600a|1270|717|1234yf|1234ze)$/.test(number)) return `R-${number}`;
  return /^[45]\d\d[a-z]?$/.test(number) ? `R-${number.toUpperCase()}` : null;
}

export const NATURAL_REFRIGERANTS: Readonly<Record<string, readonly string[]>> = {
  "R-290": ["uk-desnz.refrigerant-and-other-other-refrigerants-r290-propane-kg"],
  "R-600a": ["uk-desnz.refrigerant-and-other-other-refrigerants-r600a-isobutane-kg"],
};
