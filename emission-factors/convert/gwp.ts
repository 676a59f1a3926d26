/** The GWP tables of the assessment reports and the composition of refrigerant blends. */
import { shiftPoint, sumDecimals } from "../decimal-text.ts";
import type { BlendRow, FactorRow, GwpRow, GwpSetManifest } from "../library-schema.ts";
import { cell, readSource, type SourceRecord } from "./publication.ts";

export interface GwpPublication {
  manifest: Omit<GwpSetManifest, "rows" | "sha256">;
  file: string;
  rows: GwpRow[];
}

/** What the converters of factor tables use of gases. */
export interface GasKeys {
  /** If the publisher's row states the CO2e of one kilogram of one gas: that gas in our schema. Otherwise null. */
  releasedGas(record: SourceRecord, gwpSet: string): Partial<FactorRow> | null;
  /** Whether a row has one figure for a blend that includes, or may include, a gas of the Montreal Protocol. */
  countsMontreal(record: SourceRecord, gwpSet: string): boolean;
}

const SETS = [
  { id: "AR4", column: "ar4", title: "IPCC Fourth Assessment Report (2007), 100-year GWP" },
  {
    id: "AR5",
    column: "ar5",
    title: "IPCC Fifth Assessment Report (2013), 100-year GWP without climate-carbon feedback",
  },
  {
    id: "AR5-CCF",
    column: "ar5_ccf",
    title: "IPCC Fifth Assessment Report (2013), 100-year GWP with climate-carbon feedback",
  },
  { id: "AR6", column: "ar6", title: "IPCC Sixth Assessment Report (2021), 100-year GWP" },
  {
    id: "AR6-2",
    column: "ar6",
    title: "IPCC Sixth Assessment Report (2021), 100-year GWP, second revision: SF6 24,300",
  },
] as const;

const TABLES: Record<string, string> = {
  AR4: "IPCC AR4 WGI Table 2.14, as listed by the GHG Protocol (February 2016)",
  AR5: "IPCC AR5 WGI Table 8.A.1, as listed by the GHG Protocol (February 2016)",
  "AR5-CCF": "IPCC AR5 WGI Table 8.SM.16",
  AR6: "IPCC AR6 WGI Table 7.SM.7; methane by origin: Table 7.15",
  "AR6-2": "IPCC AR6 WGI Table 7.SM.7 with the corrected value of SF6 (24,300); methane by origin: Table 7.15",
};

/** Values of a revision that differ from its table. */
const REVISED: Record<string, Record<string, string>> = { "AR6-2": { SF6: "24300" } };

/** Hydrocarbons in blends for which the assessment reports have no 100-year value. */
const HYDROCARBONS = ["propane", "butane", "isobutane", "isopentane", "propylene"];

export interface GwpTables {
  sets: GwpPublication[];
  blends: BlendRow[];
  /** Gas → its name as a refrigerant (HCFC-22 → R-22). */
  refrigerants: Map<string, string>;
}

/** All sets, the composition of the blends, and alternative names of gases. */
export function convertGwp(folder: string): GwpTables {
  const records = readSource(folder, "gwp.csv");
  const blends = records.flatMap((record) => compositionOf(record));
  const sets = SETS.map(({ id, column, title }) => ({
    file: `${id.toLowerCase()}.csv`,
    manifest: {
      id,
      title,
      source: TABLES[id] ?? "",
      licence:
        "Facts of the IPCC assessment reports; compiled from a CC0-1.0 data set; blends: OGL v3.0 and US public domain",
      note: noteOfSet(id),
    },
    rows: [
      ...gasRows(records, id, column),
      ...hydrocarbonRows(records, column),
      ...blendRows(records, blends, id, column),
    ],
  }));
  const refrigerants = new Map(
    records
      .filter((record) => cell(record, "type") === "gas" && cell(record, "refrigerant_code") !== "")
      .map((record) => [keyOf(cell(record, "gas")), cell(record, "refrigerant_code")]),
  );
  return { sets, blends, refrigerants };
}

function gasRows(records: SourceRecord[], id: string, column: string): GwpRow[] {
  const seen = new Set<string>();
  return records.flatMap((record) => {
    const gas = keyOf(cell(record, "gas"));
    const value = REVISED[id]?.[gas] ?? cell(record, column);
    if (cell(record, "type") !== "gas" || value === "" || seen.has(gas)) return [];
    // No source confirms the fossil value with feedback.
    if (id === "AR5-CCF" && gas === "CH4_fossil") return [];
    seen.add(gas);
    return [
      {
        gas,
        group: groupOf(gas),
        name: cell(record, "common_name"),
        formula: cell(record, "formula"),
        cas: cell(record, "cas"),
        value,
        basis: "published",
        source: TABLES[id] ?? "",
        note: noteOf(gas, id),
      },
    ];
  });
}

function hydrocarbonRows(records: SourceRecord[], column: string): GwpRow[] {
  return HYDROCARBONS.map((gas) => {
    const published = records.find((record) => cell(record, "gas").toLowerCase() === gas)?.[column];
    return {
      gas,
      group: "other",
      name: gas,
      formula: "",
      cas: "",
      value: published || "0",
      basis: published ? "published" : "assigned",
      source: published ? (TABLES.AR6 ?? "") : "EPA GHG Emission Factors Hub, Table 12",
      note: published
        ? "Constituent of refrigerant blends."
        : "The report gives no value; counted as 0 in blends, as the EPA's and the UK's tables of blends do.",
    };
  }).filter((row) => !records.some((record) => cell(record, "gas") === row.gas));
}

/** Blends without a published composition: the publisher's own figure, if they contain no Montreal gas. */
function blendRows(records: SourceRecord[], blends: BlendRow[], id: string, column: string): GwpRow[] {
  if (id !== "AR4" && id !== "AR5") return [];
  const composed = new Set(blends.map((row) => row.blend));
  return records.flatMap((record) => {
    const gas = cell(record, "gas");
    const value = cell(record, column);
    const total = cell(record, `${column}_total_incl_non_kyoto`);
    if (cell(record, "type") !== "blend" || composed.has(gas) || value !== total || value === "0" || value === "")
      return [];
    return [
      {
        gas,
        group: "kyoto",
        name: "Refrigerant blend",
        formula: "",
        cas: "",
        value,
        basis: "published_blend",
        source: `UK Government GHG Conversion Factors ${id === "AR4" ? 2022 : 2025}, Refrigerant & other`,
        note: "Published for the blend as a whole; its composition is not in the sources.",
      },
    ];
  });
}

function compositionOf(record: SourceRecord): BlendRow[] {
  if (cell(record, "type") !== "blend" || cell(record, "composition") === "") return [];
  const parts = cell(record, "composition")
    .split(" , ")
    .map((part) => {
      const match = /^([\d.]+)% (.+)$/.exec(part.trim());
      if (match?.[1] === undefined || match[2] === undefined) throw new Error(`Unreadable composition: ${part}`);
      // pattern: our own text, a publication in the library.
      return { gas: match[2], share: shiftPoint(match[1], -2).replace(/(\.\d*?)0+$/, "$1") };
    });
  const sum = sumDecimals(parts.map((part) => part.share));
  if (sum !== "1") throw new Error(`The mass shares of ${cell(record, "gas")} sum to ${sum}.`);
  return parts.map(({ gas, share }) => ({
    blend: cell(record, "gas"),
    gas,
    mass_share: share,
    source: "EPA GHG Emission Factors Hub 2024, Table 12",
  }));
}

function keyOf(gas: string): string {
  if (gas === "CH4 (fossil)") return "CH4_fossil";
  if (gas === "CH4 (non-fossil)") return "CH4_nonfossil";
  return gas
    .replace(/^PFC-C-318$/, "PFC-318")
    .replace(/^CFC 1112/, "CFC-1112")
    .replaceAll(/\s+/g, " ");
}

const KYOTO = /^(CO2|CH4(_fossil|_nonfossil)?|N2O|SF6|NF3|HFC-.*|PFC-.*)$/;
const MONTREAL = /^(CFC-.*|HCFC-.*|Halon-.*|CCl4|CH3Br|CH3CCl3|[EZ]-R316c)$/;

/**
 * kyoto: the seven gases of the inventory. montreal: ozone-depleting, reported separately. other: in neither treaty.
 */
export function groupOf(gas: string): "kyoto" | "montreal" | "other" {
  if (KYOTO.test(gas)) return "kyoto";
  return MONTREAL.test(gas) ? "montreal" : "other";
}

function noteOf(gas: string, id: string): string {
  if (gas.startsWith("CH4_") && id === "AR4") return "The report does not tell methane by its origin.";
  if (gas === "CH4") return "Origin not stated by the publisher of the factor.";
  if (gas === "SF6" && id === "AR6") {
    return "25,200 as printed in Table 7.SM.7; 24,300 is also in use, after a later correction of the gas's lifetime.";
  }
  if (gas === "SF6" && id === "AR6-2") {
    return "Corrected after the lifetime of the gas was corrected. Table 7.SM.7 prints 25,200.";
  }
  if (gas === "CH4_fossil" && id.startsWith("AR6")) {
    return "Includes the CO2 into which fossil methane turns. The GHG Protocol (August 2024) applies 27.0 where the carbon is already counted as CO2.";
  }
  return "";
}

function noteOfSet(id: string): string {
  if (id === "AR5-CCF") return "The value of fossil methane with feedback is not confirmed and therefore left out.";
  if (id === "AR6-2") {
    return "As AR6, with SF6 as corrected: 24,300. The report lists no blends: they follow from the mass shares of their constituents.";
  }
  if (id !== "AR6") return "";
  return "The report lists no blends: they follow from the mass shares of their constituents. SF6 is 25,200 as printed; a report that uses 24,300 has to name that revision.";
}

const RELEASED: Record<string, string> = {
  "HFC-43-I0mee": "HFC-43-10mee",
  "Sulphur hexafluoride (SF6)": "SF6",
  "Nitrogen trifluoride": "NF3",
  "Trifluoromethyl sulphur pentafluoride": "SF5CF3",
  Perfluorocyclopropane: "cC3F6",
  "PFC-9-1-18": "PFC-91-18",
};

/** Gases and fully composed blends of each set, to recognize the UK's refrigerant rows. */
export function readGasKeys(sets: GwpPublication[], blends: BlendRow[]): GasKeys {
  const values = new Map(sets.map(({ manifest, rows }) => [manifest.id, new Map(rows.map((row) => [row.gas, row]))]));
  const mixed = new Set(blends.filter((row) => groupOf(row.gas) === "montreal").map((row) => row.blend));
  const composed = new Set(blends.map((row) => row.blend).filter((blend) => !mixed.has(blend)));
  return {
    releasedGas(record, gwpSet) {
      if (cell(record, "level1") !== "Refrigerant & other") return null;
      if (/non-Kyoto/.test(cell(record, "column_text"))) return null;
      const gas = releasedKey(cell(record, "level3"));
      const figure = cell(record, "co2e_per_unit_kg");
      if (gas === "CO2") return { co2: figure };
      if (gas === "CH4") return { ch4: figure };
      if (gas === "N2O") return { n2o: figure };
      const known = composed.has(gas) || values.get(gwpSet)?.get(gas)?.group === "kyoto";
      return known && figure !== "0" ? { other_gases: `${gas}=${figure}`, other_gwp: `${gas}=${figure}` } : null;
    },
    countsMontreal(record, gwpSet) {
      const isBlend = cell(record, "level1") === "Refrigerant & other" && /blends/i.test(cell(record, "level2"));
      const gas = releasedKey(cell(record, "level3"));
      // The tables have a figure for a blend without a composition only if all of it is in the Kyoto basket.
      const isKyoto = composed.has(gas) || values.get(gwpSet)?.has(gas);
      return isBlend && cell(record, "column_text") === "" && !isKyoto;
    },
  };
}

function releasedKey(name: string): string {
  const formula: Record<string, string> = { "Carbon dioxide": "CO2", Methane: "CH4", "Nitrous oxide": "N2O" };
  const inBrackets = /\((PFC-[\d-]+)\)$/.exec(name)?.[1];
  // The IPCC tables write PFC-3-1-10 as PFC-31-10.
  if (inBrackets !== undefined) return inBrackets.replace(/^PFC-(\d)-(\d)-(\d+)$/, "PFC-$1$2-$3");
  return formula[name] ?? RELEASED[name] ?? name.replace(/^R(\d)/, "R-$1");
}
