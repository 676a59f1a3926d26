/**
 * The schema of published factors: `dataset.json` and `factors.csv` of one release, described in `README.md`. Every
 * figure is text. An empty cell means "not published", never zero.
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
export type FactorRow = Record<FactorColumn, string>;

/** Values of `basis`: the form in which the emission is published. */
export const FACTOR_BASES = ["mass", "co2e_by_gas", "co2e", "carbon", "biogenic", "property"] as const;

/**
 * How a transcription was confirmed. Two further grades, `unverified` and `primary_file_anomalous`, are never shipped.
 */
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

/**
 * Which of several published figures of a place and year this is. It is part of the factor's meaning and never
 * interchangeable.
 */
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
 * Only `active` rows can be selected. The others stay, so that calculations that used them can be traced. `superseded`:
 * a correction for the same data year exists. `withdrawn`: withdrawn by its publisher or by us. `anomalous`: as
 * published, but implausible compared with similar rows. `not_for_inventories`: for reference only (marginal rates,
 * product footprints, figures that count gases outside the inventory).
 */
export const FACTOR_STATUSES = ["active", "superseded", "withdrawn", "anomalous", "not_for_inventories"] as const;
export type FactorStatus = (typeof FACTOR_STATUSES)[number];

/** Values of `traits`, with the names of the inventory document. `priceYear` is a year. */
export const FACTOR_TRAITS = {
  boundary: ["tank_to_wheel", "well_to_tank", "well_to_wheel"],
  radiativeForcing: ["included", "excluded"],
  distanceCorrection: ["included", "excluded"],
  priceBasis: ["purchaser", "producer"],
  priceYear: /^\d{4}$/,
  quantification: ["average", "marginal", "avoided"],
} as const satisfies Record<string, readonly string[] | RegExp>;

/**
 * Columns of `status-changes.csv`: dated statuses of published rows. Changes are added and never edited. An empty
 * `factor_id` means every active row of the release.
 */
export const STATUS_CHANGE_COLUMNS = ["dataset", "edition", "factor_id", "changed_on", "status", "reason"] as const;
export type StatusChange = Record<(typeof STATUS_CHANGE_COLUMNS)[number], string>;

/**
 * Columns of `trust-changes.csv`: how a published row was confirmed later. `value` is the figure that the document has.
 * Changes are added and never edited.
 */
export const TRUST_CHANGE_COLUMNS = [
  "dataset",
  "edition",
  "factor_id",
  "changed_on",
  "trust",
  "value",
  "document",
  "document_sha256",
] as const;
export type TrustChange = Record<(typeof TRUST_CHANGE_COLUMNS)[number], string>;

export interface DatasetLicence {
  name: string;
  url: string;
  redistributable: boolean;
  /** The attribution that the licence requires next to the figures. */
  attribution: string;
}

/** `dataset.json`: the facts that all rows of a release share. */
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
  /** The basis of the validity period. */
  validityBasis: string;
  gwpSet: string | null;
  /** The publisher's GWPs, for factors published as CO2e by gas. */
  gasesGwp: Record<string, string> | null;
  gasBasis: string;
  /** For rows without their own value. */
  trust: string;
  licence: DatasetLicence;
  sourceTitle: string;
  sourceTable: string;
  sourceUrl: string;
  supersedes: string | null;
  correctionOf: string | null;
  /** The status when the release was added here. Later statuses are in `status-changes.csv`. */
  status: FactorStatus;
  /** The reason for rows that are not `active` and have no reason of their own. */
  statusReason?: string;
  comparableWithPrevious: boolean | null;
  /** Only a part of the publisher's release was obtained. A missing row was not dropped by the publisher. */
  isPartial?: true;
  /**
   * The publisher's files with name and checksum, if an installation imported the release. Absent in shipped releases.
   */
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
  /** Rows with their current status and trust. */
  datasets: Dataset[];
  gwpSets: GwpSet[];
  statusChanges: StatusChange[];
  trustChanges: TrustChange[];
}
