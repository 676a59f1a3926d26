/**
 * China: life-cycle footprint factors of electricity by technology, and of its transmission, for 2023 and 2024. The
 * first release of 2024 has the national average alone. The complete one corrects it.
 */
import type { FactorRow } from "../library-schema.ts";
import {
  CHINA_OFFICIAL_DOCUMENT,
  cell,
  FORBIDDEN_TRUST,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  readSource,
  type SourceRecord,
} from "./publication.ts";

const EDITIONS = [
  { edition: "2023", year: 2023, supersedes: null, correctionOf: null },
  {
    edition: "2024-complete",
    year: 2024,
    supersedes: "cn-mee-electricity-footprint@2023",
    correctionOf: "cn-mee-electricity-footprint@2024",
  },
] as const;

type Use = "upstream" | "losses" | "reference";

interface Item {
  en: string;
  zh: string;
  use: Use;
}

const BURNED = "Includes the fuel burned in the power plant, which scope 2 counts already.";

/**
 * Power plants that burn no fuel have no direct emissions, so their whole life cycle is upstream of scope 2. The others
 * mix both, and no part can be derived from the figure.
 */
const ITEMS: Record<string, Item> = {
  national: { en: "China", zh: "全国", use: "reference" },
  coal: { en: "China, coal power", zh: "燃煤发电", use: "reference" },
  gas: { en: "China, gas power", zh: "燃气发电", use: "reference" },
  biomass: { en: "China, biomass power", zh: "生物质发电", use: "reference" },
  hydro: { en: "China, hydropower", zh: "水力发电", use: "upstream" },
  nuclear: { en: "China, nuclear power", zh: "核能发电", use: "upstream" },
  wind: { en: "China, wind power", zh: "风力发电", use: "upstream" },
  "solar-pv": { en: "China, solar photovoltaic power", zh: "光伏发电", use: "upstream" },
  "solar-thermal": { en: "China, solar thermal power", zh: "光热发电", use: "upstream" },
  "td-without-losses": {
    en: "China, transmission and distribution, without line losses",
    zh: "输配电（不含线损）",
    use: "reference",
  },
  "td-with-losses": {
    en: "China, transmission and distribution, with line losses",
    zh: "输配电（含线损）",
    use: "losses",
  },
};

const USES: Record<Use, Partial<FactorRow>> = {
  upstream: {
    scope: "3",
    category: "fuel_energy_related",
    method: "footprint_lifecycle",
    status: "active",
    note: "Life cycle. The plant burns no fuel, so all of it is upstream: for category 3 of power bought from such plants, never for scope 2.",
  },
  losses: {
    scope: "3",
    category: "fuel_energy_related",
    method: "transmission_loss",
    status: "active",
    note: "Life cycle, with the upstream emissions of the electricity lost. For category 3 of power from the grid.",
  },
  reference: { method: "footprint_lifecycle", status: "not_for_inventories" },
};

/** The release of 2023, and the complete one of 2024. */
export function convertCnFootprint(folder: string): Publication[] {
  return EDITIONS.map((edition) => {
    const leftOut = new Map<string, number>();
    const records = readSource(folder, `cn-mee-electricity-footprint-${edition.year}.csv`).filter((record) => {
      const isForbidden = FORBIDDEN_TRUST.has(cell(record, "trust"));
      if (isForbidden) leaveOut(leftOut, "no source confirmed");
      return !isForbidden;
    });
    return {
      folder: `cn-mee-electricity-footprint-${edition.edition}`,
      manifest: describeEdition(edition, records[0] ?? {}),
      rows: records.map(convertRecord),
      leftOut,
    };
  });
}

function convertRecord(record: SourceRecord): FactorRow {
  const key = cell(record, "id").replace(/^cn-mee-elec-footprint-\d{4}-/, "");
  const item = ITEMS[key] ?? unknownItem(key);
  return makeRow({
    id: `cn-mee-electricity-footprint.${key}`,
    kind: "emission",
    name_en: `Electricity, carbon footprint · ${item.en}`,
    name_zh: `电力碳足迹因子 · ${item.zh}`,
    region: "CN",
    unit: "kWh",
    basis: "co2e",
    co2e: cell(record, "co2e_per_unit_kg"),
    ...USES[item.use],
    status_reason: item.use === "reference" ? reasonOf(key) : "",
    source_table: cell(record, "source_table"),
    source_cell: cell(record, "name_zh"),
    trust: cell(record, "trust"),
    published_value: cell(record, "published_co2e"),
    published_unit: cell(record, "published_unit"),
  });
}

function reasonOf(key: string): string {
  if (key === "td-without-losses") return "Part of the figure with line losses. Use that one.";
  return `Life-cycle figure for product footprints. ${BURNED}`;
}

function unknownItem(key: string): never {
  throw new Error(`An electricity footprint without a name: ${key}`);
}

function describeEdition(
  { edition, year, supersedes, correctionOf }: (typeof EDITIONS)[number],
  record: SourceRecord,
): Publication["manifest"] {
  return {
    id: "cn-mee-electricity-footprint",
    edition,
    publisher: "China MEE, NBS and NEA",
    title: { en: `China electricity carbon footprint factors ${year}`, zh: `${year}年全国电力碳足迹因子` },
    publishedOn: cell(record, "published_on"),
    retrievedOn: RETRIEVED_LATER_ON,
    dataYear: year,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    validityBasis: "The data year of the notice; it is published one to two years later.",
    gwpSet: "not stated",
    gasesGwp: null,
    gasBasis: "CO2e without a gas split",
    trust: year === 2024 ? "official_file" : "secondary_single",
    licence: CHINA_OFFICIAL_DOCUMENT,
    sourceTitle: cell(record, "source_title"),
    sourceTable: "",
    sourceUrl: cell(record, "source_url"),
    supersedes,
    correctionOf,
    status: "active",
    comparableWithPrevious: supersedes === null ? null : true,
    notes: [
      "Life cycle, for product footprints (ISO 14067); never for scope 2.",
      "Do not subtract the grid average from the footprint average: years, gases and boundaries differ.",
      ...(year === 2023
        ? [
            "The official attachment was not seen. Its value for transmission and distribution is left out: one source has it, without saying which of the two it is.",
          ]
        : ["Read from the official document, all eleven values."]),
    ],
  };
}
