import type { RecordsEvery } from "#app/places/emission-source.server.ts";
import type { SourceUncertainty } from "#app/places/uncertainty-basis.ts";
import type { FactorSelection } from "#db/schema.ts";

export const SAMPLE_ORGANIZATION = {
  nameEn: "Sample Precision Co., Ltd.",
  nameZh: "示例精密制造有限公司",
  legalId: "91320000SAMPLE001X",
  legalIdKind: "other",
  addressEn: "1 Sample Road, Suzhou Industrial Park, Jiangsu, China",
  addressZh: "中国江苏省苏州工业园区示例路1号",
  descriptionEn:
    "A sample maker of machined aluminium parts with two plants in China, a warehouse in England and a distribution centre in Ohio. It exists only to show this product at work.",
  descriptionZh:
    "示例企业，生产铝合金精密零件，在中国有两个工厂，在英国设有仓库，在美国俄亥俄州设有配送中心。仅用于展示本产品。",
  responsibleName: "Li Sample 李示例",
  responsibleRole: "Head of EHS · 环境健康安全负责人",
  responsibleContact: "ehs@sample.example",
  consolidationApproach: "operational_control",
  gwpSet: "AR6",
} as const;

export const SAMPLE_OWNER = { name: "Li Sample 李示例", email: "li@sample.example" } as const;

/** Official grid factors are published one to three years late. */
export const SAMPLE_POLICY = {
  yearFallback: "latest_earlier",
  regionFallback: false,
  datasetPrecedence: [],
  pinnedEditions: {},
  reason: "Sample: official grid factors are published one to three years after their data year.",
} as const;

export const SAMPLE_FACILITIES = {
  suzhou: { nameEn: "Suzhou plant", nameZh: "苏州一厂", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" },
  chengdu: { nameEn: "Chengdu plant", nameZh: "成都二厂", country: "CN", gridRegion: "CN-SC", consolidationShare: "1" },
  leicester: {
    nameEn: "Leicester warehouse",
    nameZh: "莱斯特仓库",
    country: "GB",
    gridRegion: "GB",
    consolidationShare: "1",
  },
  columbus: {
    nameEn: "Columbus distribution centre",
    nameZh: "哥伦布配送中心",
    country: "US",
    gridRegion: "US-EGRID-RFCW",
    consolidationShare: "1",
  },
} as const;

export interface SampleSource {
  facility: keyof typeof SAMPLE_FACILITIES;
  nameEn: string;
  nameZh: string;
  scope: 1 | 2 | 3;
  category: string;
  unit: string;
  factor: FactorSelection;
  uncertainty: SourceUncertainty;
  recordsEvery?: RecordsEvery;
}

const GRID: FactorSelection = { method: "grid_average", residualMethod: "residual" };
const of = (factorId: string, ...via: string[]): FactorSelection => ({ factorId, ...(via.length > 0 ? { via } : {}) });
const chineseFuel = (fuel: string) => of(`cn-ndrc-industry-fuels.${fuel}`, `cn-ndrc-industry-fuels-ncv.${fuel}`);
const JUDGED = { activityBasis: "judgement", factorBasis: "judgement" } as const;
const METERED = { activity: "2", factor: "5", ...JUDGED, activityBasis: "calibration" } as const;
const WEIGHED = { activity: "3", factor: "20", ...JUDGED, activityBasis: "calibration" } as const;
const BOOKED = { activity: "10", factor: "50", ...JUDGED } as const;

// biome-ignore format: one source a line reads as the table it is
export const SAMPLE_SOURCES: SampleSource[] = [
  { facility: "suzhou", nameEn: "Natural gas, boilers", nameZh: "天然气（锅炉）", scope: 1, category: "stationary_combustion", unit: "Nm3", factor: chineseFuel("natural-gas"), uncertainty: METERED },
  { facility: "suzhou", nameEn: "Diesel, forklifts", nameZh: "柴油（叉车）", scope: 1, category: "mobile_combustion", unit: "t", factor: chineseFuel("diesel"), uncertainty: METERED },
  { facility: "suzhou", nameEn: "Refrigerant R-410A", nameZh: "制冷剂 R-410A", scope: 1, category: "fugitive", unit: "kg", factor: of("gas-release.R-410A"), uncertainty: { activity: "10", factor: "10", ...JUDGED }, recordsEvery: "event" },
  { facility: "suzhou", nameEn: "Purchased electricity", nameZh: "外购电力", scope: 2, category: "purchased_electricity", unit: "kWh", factor: GRID, uncertainty: METERED },
  { facility: "suzhou", nameEn: "Purchased steam", nameZh: "外购蒸汽", scope: 2, category: "purchased_steam", unit: "GJ", factor: of("cn-heat-default.heat"), uncertainty: { activity: "2", factor: "15", ...JUDGED } },
  { facility: "chengdu", nameEn: "LPG, furnaces", nameZh: "液化石油气（熔炉）", scope: 1, category: "stationary_combustion", unit: "t", factor: chineseFuel("lpg"), uncertainty: METERED },
  { facility: "chengdu", nameEn: "Refrigerant HFC-134a", nameZh: "制冷剂 HFC-134a", scope: 1, category: "fugitive", unit: "kg", factor: of("gas-release.HFC-134a"), uncertainty: { activity: "10", factor: "10", ...JUDGED }, recordsEvery: "event" },
  { facility: "chengdu", nameEn: "Purchased electricity", nameZh: "外购电力", scope: 2, category: "purchased_electricity", unit: "kWh", factor: GRID, uncertainty: METERED },
  { facility: "leicester", nameEn: "Natural gas, heating", nameZh: "天然气（采暖）", scope: 1, category: "stationary_combustion", unit: "kWh", factor: of("uk-desnz.1_100_1004_6"), uncertainty: METERED },
  { facility: "leicester", nameEn: "Purchased electricity", nameZh: "外购电力", scope: 2, category: "purchased_electricity", unit: "kWh", factor: GRID, uncertainty: METERED },
  { facility: "leicester", nameEn: "Electricity losses in the grid", nameZh: "输配电损耗", scope: 3, category: "fuel_energy_related", unit: "kWh", factor: of("uk-desnz.13_402_4000_5"), uncertainty: METERED },
  { facility: "columbus", nameEn: "Natural gas, heating", nameZh: "天然气（采暖）", scope: 1, category: "stationary_combustion", unit: "therm_us", factor: of("us-epa-hub.t1-natural-gas-natural-gas-mmbtu-hhv"), uncertainty: METERED },
  { facility: "columbus", nameEn: "Wood residuals, boiler", nameZh: "木材废料（锅炉）", scope: 1, category: "stationary_combustion", unit: "short_ton", factor: of("us-epa-hub.t1-biomass-fuels-solid-wood-and-wood-residuals-short-ton"), uncertainty: WEIGHED },
  { facility: "columbus", nameEn: "Purchased electricity", nameZh: "外购电力", scope: 2, category: "purchased_electricity", unit: "kWh", factor: GRID, uncertainty: METERED },
  { facility: "suzhou", nameEn: "Aluminium sheet, primary", nameZh: "原生铝板", scope: 3, category: "purchased_goods_services", unit: "t", factor: of("uk-desnz.19_504_5104_15"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Aluminium sheet, recycled", nameZh: "再生铝板", scope: 3, category: "purchased_goods_services", unit: "t", factor: of("uk-desnz.19_504_5107_15"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Cardboard packaging", nameZh: "纸板包装", scope: 3, category: "purchased_goods_services", unit: "t", factor: of("uk-desnz.19_506_5156_15"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Water supply", nameZh: "自来水", scope: 3, category: "purchased_goods_services", unit: "m3", factor: of("uk-desnz.17_404_4005_1"), uncertainty: METERED },
  { facility: "suzhou", nameEn: "Machine tools, purchase price in 2022 USD", nameZh: "机床（按2022年美元购置价）", scope: 3, category: "capital_goods", unit: "USD", factor: { factorId: "us-epa-supply-chain.333517", edition: "1.3" }, uncertainty: BOOKED },
  { facility: "suzhou", nameEn: "Road freight, inbound", nameZh: "公路货运（进厂）", scope: 3, category: "upstream_transport", unit: "t.km", factor: of("uk-desnz.27_304_3132_14"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Sea freight to customers", nameZh: "海运（发往客户）", scope: 3, category: "downstream_transport", unit: "t.km", factor: of("uk-desnz.27_320_3235_14"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Air freight, without radiative forcing", nameZh: "空运（不含辐射强迫）", scope: 3, category: "upstream_transport", unit: "t.km", factor: of("uk-desnz.27_317_3157_14"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Metal scrap, recycled", nameZh: "金属废料（回收）", scope: 3, category: "waste", unit: "t", factor: of("uk-desnz.20_500_5219_15"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "General waste, landfill", nameZh: "一般垃圾（填埋）", scope: 3, category: "waste", unit: "t", factor: of("uk-desnz.20_507_5313_15"), uncertainty: WEIGHED },
  { facility: "suzhou", nameEn: "Long-haul flights, economy, with radiative forcing", nameZh: "长途航班（经济舱，含辐射强迫）", scope: 3, category: "business_travel", unit: "p.km", factor: of("uk-desnz.21_316_3170_11"), uncertainty: { activity: "5", factor: "30", ...JUDGED } },
  { facility: "suzhou", nameEn: "Hotel nights in China", nameZh: "酒店住宿（中国）", scope: 3, category: "business_travel", unit: "room_night", factor: of("uk-desnz.29_600_4009_13"), uncertainty: { activity: "5", factor: "30", ...JUDGED } },
  { facility: "suzhou", nameEn: "Employee commuting by car", nameZh: "员工自驾通勤", scope: 3, category: "employee_commuting", unit: "km", factor: of("uk-desnz.4_301_3070_4"), uncertainty: { activity: "20", factor: "10", ...JUDGED } },
];
