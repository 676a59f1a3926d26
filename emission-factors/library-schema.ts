/**
 * The project's own schema of published factors: `dataset.json` and `factors.csv` of one edition. Described for people
 * in `README.md`. Every figure is text; an empty cell means "not published", never zero.
 */

/** The columns of `factors.csv`, in file order. */
export const FACTOR_COLUMNS = [
  "id",
  "kind",
  "name_en",
  "name_zh",
  "scope",
  "category",
  "region",
  "method",
  "unit",
  "heat_basis",
  "basis",
  "co2",
  "ch4_fossil",
  "ch4_nonfossil",
  "ch4",
  "n2o",
  "other_gases",
  "other_gwp",
  "co2e",
  "carbon",
  "oxidation",
  "biogenic_co2",
  "property",
  "to_unit",
  "value",
  "traits",
  "valid_from",
  "valid_to",
  "source_table",
  "source_cell",
  "trust",
  "status",
  "status_reason",
  "published_value",
  "published_unit",
  "further",
  "note",
] as const;

export type FactorColumn = (typeof FACTOR_COLUMNS)[number];
/** One row of `factors.csv`. */
export type FactorRow = Record<FactorColumn, string>;

/** What `basis` may say: in which form the publisher gives the emission. */
export const FACTOR_BASES = ["mass", "co2e_by_gas", "co2e", "carbon", "biogenic", "property"] as const;

/** How far a transcription is confirmed. Two further grades, `unverified` and `primary_file_anomalous`, are never shipped. */
export const TRUST_GRADES = [
  "primary_file",
  "official_file",
  "official_text",
  "official_text_parsed",
  "official_file_oj_text_not_matched",
  "secondary_dataset_copy",
  "secondary_multi",
  "secondary_single",
  "definition",
] as const;

/** Which of several published figures of one place and year this is; part of a factor's meaning, never interchangeable. */
export const FACTOR_METHODS = [
  "grid_average",
  "grid_lifecycle",
  "footprint_lifecycle",
  "residual",
  "fossil",
  "ets",
  "marginal",
  "well_to_tank",
  "transmission_loss",
  "with_radiative_forcing",
  "without_radiative_forcing",
  "spend_based",
  "biogenic_only",
  "montreal_protocol",
  "montreal_included",
] as const;

/**
 * Only `active` rows may be selected; the others stay, so that what was calculated with them can be looked up.
 * `superseded`: a correction of the same data year exists. `withdrawn`: its publisher or we took it back.
 * `anomalous`: as published, but implausible beside its neighbours. `not_for_inventories`: kept for reference (marginal
 * rates, product footprints, figures that count gases outside the inventory).
 */
export const FACTOR_STATUSES = ["active", "superseded", "withdrawn", "anomalous", "not_for_inventories"] as const;
export type FactorStatus = (typeof FACTOR_STATUSES)[number];

/** What `traits` may say, by the names that the inventory document uses; `priceYear` is a year. */
export const FACTOR_TRAITS = {
  boundary: ["tank_to_wheel", "well_to_tank", "well_to_wheel"],
  radiativeForcing: ["included", "excluded"],
  distanceCorrection: ["included", "excluded"],
  priceBasis: ["purchaser", "producer"],
  priceYear: /^\d{4}$/,
  quantification: ["average", "marginal", "avoided"],
} as const satisfies Record<string, readonly string[] | RegExp>;

/**
 * Columns of `status-changes.csv`: a dated state of rows that are published already. A change is added, never edited;
 * an empty `factor_id` means every row of the edition that is active.
 */
export const STATUS_CHANGE_COLUMNS = ["dataset", "edition", "factor_id", "changed_on", "status", "reason"] as const;
export type StatusChange = Record<(typeof STATUS_CHANGE_COLUMNS)[number], string>;

export interface DatasetLicence {
  name: string;
  url: string;
  redistributable: boolean;
  /** The sentence that the licence asks for beside the figures. */
  attribution: string;
}

/** `dataset.json`: everything that is the same for all rows of an edition. */
export interface DatasetManifest {
  id: string;
  edition: string;
  publisher: string;
  title: { en: string; zh: string };
  publishedOn: string | null;
  retrievedOn: string;
  dataYear: number | null;
  validFrom: string | null;
  validTo: string | null;
  /** Why the edition is valid for these days. */
  validityBasis: string;
  gwpSet: string | null;
  /** The publisher's GWPs, where factors are published as CO2e of each gas. */
  gasesGwp: Record<string, string> | null;
  gasBasis: string;
  /** Trust of every row that names none of its own. */
  trust: string;
  licence: DatasetLicence;
  sourceTitle: string;
  sourceTable: string;
  sourceUrl: string;
  supersedes: string | null;
  correctionOf: string | null;
  /** The state of the edition when it was added here; later states are in `status-changes.csv`. */
  status: FactorStatus;
  /** Why, for every row of another state than `active` that gives no reason of its own. */
  statusReason?: string;
  comparableWithPrevious: boolean | null;
  /** Where an installation read the edition itself: the publisher's files, by name and checksum. Absent in what ships. */
  files?: { name: string; sha256: string }[];
  notes: string[];
  rows: number;
  sha256: string;
}

export interface Dataset {
  manifest: DatasetManifest;
  rows: FactorRow[];
}

/** Columns of `gwp/ar*.csv`. */
export const GWP_COLUMNS = ["gas", "group", "name", "formula", "cas", "value", "basis", "source", "note"] as const;
export type GwpRow = Record<(typeof GWP_COLUMNS)[number], string>;

/** Columns of `gwp/blends.csv`. */
export const BLEND_COLUMNS = ["blend", "gas", "mass_share", "source"] as const;
export type BlendRow = Record<(typeof BLEND_COLUMNS)[number], string>;

/** An entry of `gwp/gwp.json`. */
export interface GwpSetManifest {
  id: string;
  title: string;
  source: string;
  licence: string;
  note: string;
  rows: number;
  sha256: string;
}

export interface GwpSet {
  manifest: GwpSetManifest;
  rows: GwpRow[];
  blends: BlendRow[];
}

export interface Library {
  /** Rows in the state that they have today. */
  datasets: Dataset[];
  gwpSets: GwpSet[];
  statusChanges: StatusChange[];
}
