import { createHash } from "node:crypto";
import type { DocumentActivity, DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { buildReportModel, type ReportFacts, type ReportModel } from "./model.ts";
import { SAMPLE_DISCLOSURE } from "./sample-disclosure.ts";

/**
 * A sample for tests: an invented company with invented factors, every line of which is plainly called a sample.
 * Wide enough to reach every section and every branch of a report.
 */

const SOURCE = {
  title: "Sample factor table, values invented for this sample",
  table: "Table 2",
  url: "https://example.org/sample-factors",
  licence: "CC0-1.0",
};

function emissionFactor(
  id: string,
  unit: string,
  rest: Partial<DocumentFactor> & { en: string; zh: string; cell: string },
): DocumentFactor {
  const { en, zh, cell, ...values } = rest;
  return {
    kind: "emission",
    id,
    version: "2025",
    publisher: "Sample Publisher",
    name: { en, zh },
    region: "CN",
    validFrom: "2025-01-01",
    validTo: "2025-12-31",
    source: { ...SOURCE, cell },
    unit,
    ...values,
  } as DocumentFactor;
}

const GREEN_SERIALS = { first: "SAMPLE-GEC-2025-000001", last: "SAMPLE-GEC-2025-000450" };
const GREEN_CERTIFICATES = {
  registry: "Sample registry of green certificates",
  serials: GREEN_SERIALS,
  plant: "Sample wind farm",
  technology: "wind",
  market: "CN",
  generation: { start: "2025-07-01", end: "2025-12-31" },
  quantity: "450",
  unit: "MWh",
  cancelledOn: "2026-01-20",
  beneficiary: "Sample beneficiary",
};

const FACTORS: DocumentFactor[] = [
  emissionFactor("sample-natural-gas", "GJ", {
    en: "Sample: natural gas, combustion",
    zh: "示例：天然气燃烧",
    cell: "B4",
    heatBasis: "net",
    carbon: { kgCarbonPerUnit: "15.3", oxidation: "0.99" },
  }),
  {
    kind: "property",
    id: "sample-natural-gas-ncv",
    version: "2025",
    publisher: "Sample Publisher",
    name: { en: "Sample: natural gas, net calorific value", zh: "示例：天然气低位热值" },
    region: "CN",
    source: { ...SOURCE, cell: "C4" },
    property: "heating_value",
    heatBasis: "net",
    from: "Nm3",
    to: "GJ",
    value: "0.038931",
  },
  emissionFactor("sample-diesel", "L", {
    en: "Sample: diesel, mobile combustion",
    zh: "示例：柴油移动燃烧",
    cell: "B7",
    gases: { CO2: "2.63", CH4_fossil: "0.00014", N2O: "0.00013" },
    biogenicCo2: "0.17",
  }),
  emissionFactor("sample-r410a", "kg", {
    en: "Sample: R-410A leakage",
    zh: "示例：R-410A 逸散",
    cell: "B9",
    gases: { "R-410A": "1" },
  }),
  emissionFactor("sample-grid", "MWh", {
    en: "Sample: grid electricity",
    zh: "示例：电网电力",
    cell: "B12",
    gases: { CO2: "570.3" },
  }),
  emissionFactor("sample-green", "MWh", {
    en: "Sample: green certificate",
    zh: "示例：绿色电力证书",
    cell: "B13",
    gases: { CO2: "0" },
    instrument: GREEN_CERTIFICATES,
  }),
  emissionFactor("sample-steel", "t", {
    en: "Sample: steel coil, cradle to gate",
    zh: "示例：钢卷（从摇篮到大门）",
    cell: "B15",
    co2e: "1985.4",
    co2eGwpSet: "AR5",
  }),
  emissionFactor("sample-freight", "t.km", {
    en: "Sample: road freight",
    zh: "示例：公路货运",
    cell: "B18",
    gasesCo2e: { CO2: "0.1055", CH4_fossil: "0.00002", N2O: "0.0012" },
    gasesGwp: { CO2: "1", CH4_fossil: "28", N2O: "265" },
  }),
  emissionFactor("sample-flight", "p.km", {
    en: "Sample: flights, short haul",
    zh: "示例：短途航班",
    cell: "B21",
    gases: { CO2: "0.1512", N2O: "0.0000048" },
  }),
];

interface Source {
  scope: 1 | 2 | 3;
  category: string;
  unit: string;
  factor: string;
  quantity: number;
  description: { en: string; zh: string };
  via?: string[];
  dataQuality?: "measured" | "calculated" | "estimated";
}

const SOURCES: Source[] = [
  {
    scope: 1,
    category: "stationary_combustion",
    unit: "Nm3",
    via: ["sample-natural-gas-ncv@2025"],
    factor: "sample-natural-gas@2025",
    quantity: 41280,
    description: { en: "Boiler, natural gas", zh: "锅炉天然气" },
  },
  {
    scope: 1,
    category: "mobile_combustion",
    unit: "L",
    factor: "sample-diesel@2025",
    quantity: 3120,
    description: { en: "Forklifts and company cars", zh: "叉车与公务车" },
  },
  {
    scope: 1,
    category: "fugitive",
    unit: "kg",
    factor: "sample-r410a@2025",
    quantity: 1.5,
    description: { en: "Air conditioning refill", zh: "空调补充制冷剂" },
    dataQuality: "calculated",
  },
  {
    scope: 2,
    category: "purchased_electricity",
    unit: "kWh",
    factor: "sample-grid@2025",
    quantity: 498200,
    description: { en: "Main meter", zh: "总电表" },
  },
  {
    scope: 3,
    category: "purchased_goods_services",
    unit: "t",
    factor: "sample-steel@2025",
    quantity: 322.75,
    description: { en: "Steel coil, two suppliers", zh: "两家供应商的钢卷" },
  },
  {
    scope: 3,
    category: "upstream_transport",
    unit: "t.km",
    factor: "sample-freight@2025",
    quantity: 96400,
    description: { en: "Inbound lorry freight", zh: "进厂公路运输" },
    dataQuality: "estimated",
  },
  {
    scope: 3,
    category: "business_travel",
    unit: "p.km",
    factor: "sample-flight@2025",
    quantity: 28400,
    description: { en: "Flights", zh: "航班" },
    dataQuality: "calculated",
  },
];

function activities(): DocumentActivity[] {
  const rows: DocumentActivity[] = [];
  for (let month = 1; month <= 12; month++) {
    for (const [index, { quantity, dataQuality, ...source }] of SOURCES.entries()) {
      const name = String(month).padStart(2, "0");
      const last = new Date(Date.UTC(2025, month, 0)).getUTCDate();
      const season = 1 + 0.18 * Math.cos((month / 6) * Math.PI);
      rows.push({
        ...source,
        id: `S${String(rows.length + 1).padStart(3, "0")}`,
        facility: rows.length % 3 === 0 ? "plant-b" : "plant-a",
        period: { start: `2025-${name}-01`, end: `2025-${name}-${last}` },
        quantity: (quantity * season).toFixed(2),
        dataQuality: dataQuality ?? "measured",
        primary: false,
        ...(dataQuality === "estimated"
          ? { estimate: { method: "neighbours", reason: "Sample: waybills of the month are missing" } }
          : {}),
        emissionSource: `s${index + 1}`,
        uncertainty: { activity: "2", factor: "5" },
        ...(source.scope === 2 ? { market: { instruments: greenPower(month), residualFactor: null } } : {}),
      });
    }
  }
  rows.push({
    ...rows[1]!,
    id: "S900",
    quantity: "-120",
    entry: { kind: "correction", reason: "Sample: invoice of March entered twice" },
  });
  return rows;
}

function greenPower(month: number) {
  if (month < 10) return [];
  return [
    {
      type: "green_electricity_certificate",
      quantity: "150",
      unit: "MWh",
      factor: "sample-green@2025",
      reference: `${GREEN_SERIALS.first} – ${GREEN_SERIALS.last}`,
    },
  ];
}

/** The sample's inventory document, calculated. */
export function sampleDocument(): InventoryDocument {
  const document: InventoryDocument = {
    schema: "truetonne/inventory-document/v1",
    organization: {
      name: { en: "Sample Precision Co., Ltd.", zh: "示例精密制造有限公司" },
      legalId: "91320000SAMPLE001X",
      consolidationApproach: "operational_control",
    },
    period: { start: "2025-01-01", end: "2025-12-31" },
    gwp: {
      set: "AR6",
      source: "IPCC, AR6 WG I, Table 7.15",
      values: {
        CO2: "1",
        CH4_fossil: "29.8",
        CH4_nonfossil: "27.0",
        N2O: "273",
        "HFC-32": "771",
        "HFC-125": "3740",
        "HFC-134a": "1530",
        SF6: "24300",
        NF3: "17400",
        CF4: "7380",
      },
      blends: { "R-410A": { "HFC-32": "0.5", "HFC-125": "0.5" } },
    },
    facilities: {
      "plant-a": { name: { en: "Plant A", zh: "一号工厂" } },
      "plant-b": { name: { en: "Plant B", zh: "二号工厂" } },
    },
    uncertainty: { correlation: "by_factor" },
    factors: FACTORS,
    activities: activities(),
  };
  return { ...document, results: runInventory(document) };
}

/** The sample's facts; `changes` replace some of them. */
export function sampleFacts(inventoryHash: string, changes: Partial<ReportFacts> = {}): ReportFacts {
  return {
    number: "GHG-2026-000417-K",
    version: 2,
    issuedAt: "2026-03-31T08:00:00Z",
    issuer: { en: "Sample Carbon Advisory", zh: "示例碳咨询" },
    organization: {
      legalName: { en: "Sample Precision Co., Ltd.", zh: "示例精密制造有限公司" },
      legalId: "91320000SAMPLE001X",
      address: { en: "1 Sample Road, Sample District, Jiangsu, China", zh: "中国江苏省示例区示例路 1 号" },
      description: {
        en: "Sample company that machines steel parts in two plants; 420 employees at the end of the period.",
        zh: "示例企业，在两座工厂加工钢制零件；期末员工 420 人。",
      },
    },
    responsible: {
      name: { en: "Li Sample", zh: "李示例" },
      role: { en: "Head of EHS", zh: "安环部长" },
      contact: "ehs@sample.example",
    },
    preparedBy: { en: "Sample Carbon Advisory for the organization", zh: "示例碳咨询受托编制" },
    standards: [
      { name: "ISO 14064-1", edition: "2018" },
      { name: "GHG Protocol Corporate Standard", edition: "2004" },
    ],
    boundary: {
      description: {
        en: "The inventory covers both plants, which the organization operates. Leased offices below 200 m² are part of Plant A.",
        zh: "清单涵盖该组织运营的两座工厂。面积小于 200 m² 的租赁办公室并入一号工厂。",
      },
      significance: {
        en: "An indirect category is significant when a screening estimate exceeds 1% of the total, or when a customer asks for it.",
        zh: "间接排放类别的筛查估计超过总量 1%，或客户提出要求时，视为重要。",
      },
      facilities: [
        {
          id: "plant-a",
          name: { en: "Plant A", zh: "一号工厂" },
          country: "CN",
          gridRegion: "CN-GRID-EAST",
          share: "1",
        },
        {
          id: "plant-b",
          name: { en: "Plant B", zh: "二号工厂" },
          country: "CN",
          gridRegion: "CN-GRID-EAST",
          share: "1",
        },
      ],
    },
    placeNames: {
      CN: { en: "China", zh: "中国" },
      "CN-GRID-EAST": { en: "East China grid region", zh: "华东区域电网" },
    },
    exclusions: [
      {
        what: { en: "Employee commuting", zh: "员工通勤" },
        reason: { en: "Below the significance criteria.", zh: "低于重要性准则。" },
        estimate: { en: "about 90 tCO₂e, from head count", zh: "按人数估计约 90 tCO₂e" },
      },
    ],
    baseYear: { isFirstYear: true, thresholdPercent: "5" },
    verifyUrl: "https://truetonne.example/verify/GHG-2026-000417-K",
    publicHost: "truetonne.example",
    inventoryHash,
    signingKey: "sample-Kq7vXw3Zb0cYtNfLr5mJ2hUeGd8aSoPi4VnBx1TkQ",
    assurance: { status: "not_verified" },
    methodologyNotes: [{ en: "Steel is stated with the supplier mix of the year.", zh: "钢材按当年供应商结构计算。" }],
    selectionPolicy: [
      {
        en: "Same country before another, same year before another. Every substitute is disclosed.",
        zh: "先取同一国家，再取同一年份。采用替代因子的，均予披露。",
      },
      { en: "A factor published by gas is preferred to one published as CO₂e only.", zh: "优先采用按气体公布的因子。" },
    ],
    previousVersions: [
      {
        version: 1,
        issuedAt: "2026-03-12T09:00:00Z",
        number: "GHG-2026-000398-4",
        note: { en: "Freight distances corrected", zh: "更正运输距离" },
        co2eKg: "12490200",
        changesAfter: [],
      },
    ],
    previousReport: null,
    ...SAMPLE_DISCLOSURE,
    ...changes,
  };
}

/** A complete model of the sample in a language. */
export function sampleModel(locale: ReportLocale, changes: Partial<ReportFacts> = {}): ReportModel {
  const document = sampleDocument();
  const inventoryJson = JSON.stringify(document);
  const hash = createHash("sha256").update(inventoryJson, "utf8").digest("hex");
  return buildReportModel({ document, facts: sampleFacts(hash, changes), locale, inventoryJson });
}
