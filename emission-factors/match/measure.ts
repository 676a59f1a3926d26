import { dimensionOf, parseUnit, type UnitCode } from "#app/carbon/unit/unit.ts";
import { plainText } from "./tokens.ts";

export type Measure =
  | "none"
  | "money"
  | "mass"
  | "volume"
  | "energy"
  | "pieces"
  | "packs"
  | "capacity"
  | "distance"
  | "mass_distance"
  | "passenger_distance"
  | "nights"
  | "time"
  | "area"
  | "unknown";

export interface ReadUnit {
  measure: Measure;
  /** A unit that the product can calculate with. */
  code: UnitCode | null;
  /** ISO code where the measure is money. */
  currency: string | null;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  "": "",
  $: "USD",
  us$: "USD",
  "¥": "CNY",
  rs: "INR",
  "rs.": "INR",
  rupees: "INR",
  dong: "VND",
  baht: "THB",
  万元: "CNY",
  千元: "CNY",
  人民币: "CNY",
  块: "CNY",
  lira: "TRY",
  tl: "TRY",
  pesos: "MXN",
};
const CURRENCY_CODES = new Set(
  "CNY USD EUR GBP JPY HKD KRW TWD SGD AUD CAD CHF INR VND THB TRY MXN IDR MYR PHP BRL PLN CZK SEK NOK DKK HUF RON ZAR AED SAR BDT PKR LKR KHR MMK NZD ILS EGP ARS CLP COP RUB UAH RMB MOP".split(
    " ",
  ),
);

const PIECES = new Set(
  "个 只 件 台 套 张 条 双 本 片 支 组 辆 把 根 块 批 次 项 人 人次 单 票 盏 副 米 码 k pcs pc nos no ea each set sets unit units pair pairs sheet trip trips ticket tickets job lot stk stuck adet pza pieza cai bo m mtr mtrs meter metre yard yards yd dozen doz teu feu container containers containers柜 柜 车 趟 月 年 month months lumpsum ls ream reams box集 粒 颗 枚 顶 身 朵 份 期 门 幅 对 打 车次 箱次 shipment shipments service licence license".split(
    " ",
  ),
);
const PACKS = new Set(
  "瓶 桶 箱 包 卷 袋 盒 罐 听 捆 扎 托 板 令 刀 瓶装 钢瓶 cyl cyls cylinder cylinders bottle bottles drum drums bag bags box boxes roll rolls carton cartons ctn pack packs can cans tin tins pail pails barrelful ibc tank tanks jerrycan jar jars bundle bundles pallet pallets bale bales rolle rollen karton fass flasche tup cuon thung chai bao skip skips bin bins lift lifts".split(
    " ",
  ),
);
const CAPACITY = new Set("kva kw mw kvar mva kvarh kw/月 kva/月 千伏安 千瓦 kvarh md".split(" "));
const ENERGY = new Set(
  "mcf ccf dth decatherm dekatherm kwh mwh gj mj kcal mmbtu therm therms units tr-h trh trhr tr.h btu gwh 百万大卡 吉焦 万大卡 万千瓦时 万度 度 kilowatt-hours kw-h kwhs".split(
    " ",
  ),
);
const GAS_VOLUME = new Set("mcf ccf scm nm3 sm3 标方 标准立方米 标立方 scf m³ mmscf mscf cf hcf".split(" "));
const MASS = new Set(
  "mt ton tons tonne tonnes t kg kgs 吨 公斤 千克 斤 两 克 g lb lbs quintal qtl cwt 担 公吨 tne to stones oz".split(
    " ",
  ),
);
const VOLUME = new Set(
  "kl l ltr ltrs lt lts litre litres liter liters gal gals gallon gallons bbl ml m3 cbm 方 立方 立方米 升 公升 加仑 mgal kgal 千升 lit cum cu.m. cuft".split(
    " ",
  ),
);
const DISTANCE = new Set("km kms mi mile miles 公里 千米 英里 km. kilometres kilometers kilometer".split(" "));
const MASS_DISTANCE = new Set(
  "t.km tkm tonne.km tonne-km ton.km ton-km ton-mile ton-miles tonmiles 吨公里 吨·公里 吨*公里 吨千米 tonne-kilometres t-km t*km short_ton.mi ton-mi".split(
    " ",
  ),
);
const PASSENGER_DISTANCE = new Set(
  "p.km pkm passenger.km passenger-km pax-km pax.km 人公里 人·公里 人千米 passenger.miles".split(" "),
);
const NIGHTS = new Set(
  "间夜 晚 夜 nights night room-nights room_nights roomnights room-night 间晚 rn ubernachtungen 间天 天晚 dem dem phong".split(
    " ",
  ),
);
const TIME = new Set(
  "小时 h hr hrs hour hours d day days 天 日 人天 工时 工日 manday mandays man-days 人日 wfh days".split(" "),
);
const AREA = new Set("m2 sqm sq.m sqft ㎡ 平方米 平米 平方 sft sq.ft".split(" "));

const BY_DIMENSION: Readonly<Record<string, Measure>> = {
  energy: "energy",
  mass: "mass",
  volume: "volume",
  gas_volume_normal: "volume",
  gas_volume_standard: "volume",
  gas_volume_scf: "volume",
  distance: "distance",
  mass_distance: "mass_distance",
  teu_distance: "mass_distance",
  passenger_distance: "passenger_distance",
  area: "area",
  time: "time",
  room_night: "nights",
  person_night: "nights",
  vehicle: "pieces",
  piece: "pieces",
};

const LISTS: readonly (readonly [ReadonlySet<string>, Measure])[] = [
  [CAPACITY, "capacity"],
  [PACKS, "packs"],
  [PIECES, "pieces"],
  [GAS_VOLUME, "volume"],
  [ENERGY, "energy"],
  [MASS_DISTANCE, "mass_distance"],
  [PASSENGER_DISTANCE, "passenger_distance"],
  [MASS, "mass"],
  [VOLUME, "volume"],
  [DISTANCE, "distance"],
  [NIGHTS, "nights"],
  [TIME, "time"],
  [AREA, "area"],
];

/** What a unit as written measures. `MT` on an invoice is a tonne, and a `bottle` or a `桶` is a pack, not a barrel. */
export function readUnit(text: string): ReadUnit {
  const plain = plainText(text).trim();
  const parsed = parseUnit(text.trim());
  const code = parsed.ok ? parsed.code : null;
  if (plain === "") return { measure: "none", code: null, currency: null };
  const currency = CURRENCY_CODES.has(plain.toUpperCase()) ? plain.toUpperCase() : (CURRENCIES[plain] ?? null);
  if (currency) return { measure: "money", code, currency: currency === "RMB" ? "CNY" : currency };
  if (code && CURRENCY_CODES.has(code)) return { measure: "money", code, currency: code };
  const listed = LISTS.find(([words]) => words.has(plain) || words.has(plain.replaceAll(/\s+/g, "-")));
  const dimension = code ? BY_DIMENSION[dimensionOf(code)] : undefined;
  if (listed && (listed[1] === "packs" || listed[1] === "pieces"))
    return { measure: listed[1], code: null, currency: null };
  return { measure: dimension ?? listed?.[1] ?? "unknown", code, currency: null };
}
