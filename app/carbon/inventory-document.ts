/**
 * The inventory document: the one exchange format of the product. Database rows become it before a run, the PDF embeds
 * it, the API returns it, the browser and the command line recompute it. Described by `inventory-document.schema.json`.
 * Every number in it is a decimal string (`-?digits[.digits]`, no exponent).
 */

/** A decimal number as text: `-?digits[.digits]`. */
export type DecimalString = string;
/** A decimal, or an exact ratio of two decimals such as `"1/3"`. */
export type RatioString = string;
/** A calendar day, `YYYY-MM-DD`. */
export type DateString = string;
/** `id@version` of a factor in the same document. */
export type FactorReference = string;

/** Both days are counted. */
export interface Period {
  start: DateString;
  end: DateString;
}

export type ConsolidationApproach = "operational_control" | "financial_control" | "equity_share";

export interface DocumentOrganization {
  name: { en?: string; zh?: string };
  legalId?: string;
  consolidationApproach: ConsolidationApproach;
}

export interface DocumentGwp {
  /** A label such as `AR6`; the values count. */
  set: string;
  source?: string;
  /** Gas name → 100-year GWP. */
  values: Record<string, DecimalString>;
  /** Blend name → constituent gas → mass share; the shares of a blend sum to exactly 1. */
  blends?: Record<string, Record<string, DecimalString>>;
}

/** Where a published figure stands: enough to find the cell again. */
export interface FactorSource {
  title?: string;
  table?: string;
  cell?: string;
  url?: string;
  licence?: string;
}

export type HeatBasis = "gross" | "net";

interface FactorIdentity {
  id: string;
  version: string;
  publisher?: string;
  name?: { en?: string; zh?: string };
  region?: string;
  validFrom?: DateString | null;
  validTo?: DateString | null;
  source?: FactorSource;
}

/** kg per `unit`. Exactly one of `gases`, `gasesCo2e` + `gasesGwp`, `co2e` + `co2eGwpSet`, `carbon`, `nitrogen`. */
export interface EmissionFactor extends FactorIdentity {
  kind: "emission" | "grid_residual";
  unit: string;
  heatBasis?: HeatBasis;
  gases?: Record<string, DecimalString>;
  gasesCo2e?: Record<string, DecimalString>;
  gasesGwp?: Record<string, DecimalString>;
  co2e?: DecimalString;
  co2eGwpSet?: string;
  carbon?: { kgCarbonPerUnit: DecimalString; oxidation: DecimalString };
  nitrogen?: { kgN2ONPerUnit: DecimalString };
  /** kg of biogenic CO2 per unit, outside the scopes. */
  biogenicCo2?: DecimalString;
}

/** A density, heating value, load …: `value` units of `to` in one unit of `from`. Works in both directions. */
export interface PropertyFactor extends FactorIdentity {
  kind: "property";
  property: string;
  heatBasis?: HeatBasis;
  from: string;
  to: string;
  value: RatioString;
}

export type DocumentFactor = EmissionFactor | PropertyFactor;

export type ScopeNumber = 1 | 2 | 3;
export type DataQuality = "measured" | "calculated" | "estimated";

export interface Instrument {
  type: string;
  quantity: DecimalString;
  unit: string;
  factor: FactorReference;
  /** Certificate or contract number, printed in the report. */
  reference?: string;
}

export interface Market {
  instruments: Instrument[];
  /** null: the grid average is used, with a disclosure. */
  residualFactor: FactorReference | null;
}

export interface DocumentActivity {
  id: string;
  facility: string;
  scope: ScopeNumber;
  category: string;
  period: Period;
  quantity: DecimalString;
  unit: string;
  /** Where a fuel's energy is entered: the basis of the bill. When absent it is taken on the basis it meets. */
  heatBasis?: HeatBasis;
  /** Property factors applied in this order between the quantity and the factor. */
  via?: FactorReference[];
  factor: FactorReference;
  /** Consolidation share, 0 to 1; 1 when absent. */
  share?: RatioString;
  dataQuality?: DataQuality;
  /** ± % at 95 %. */
  uncertainty?: { activity: DecimalString; factor: DecimalString };
  market?: Market;
  entry?: { kind: "correction" | "credit"; reason: string; corrects?: string };
  accepted?: { code: string; reason: string }[];
  /** Words for people: source name, note, evidence reference. No meaning for the calculation. */
  description?: { en?: string; zh?: string };
  evidence?: string;
}

export interface Fault {
  code: string;
  pointer: string;
  detail?: Record<string, string>;
}

export interface Issue extends Fault {
  activity: string;
}

export interface Disclosure {
  code: string;
  activity?: string;
  detail?: Record<string, string>;
}

export interface ResultLine {
  activity: string;
  /** The quantity in the factor's unit, before `share`. */
  factorQuantity: DecimalString;
  gasesKg: Record<string, DecimalString>;
  co2eKg: DecimalString;
  /** Only for scope 2. */
  co2eKgMarketBased?: DecimalString;
  biogenicCo2Kg: DecimalString;
  uncertaintyPercent?: DecimalString | null;
}

export interface ResultTotals {
  /** Scope 2 counted location-based. */
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
  biogenicCo2Kg: DecimalString;
  creditsCo2eKg: DecimalString;
  byScope: Record<"1" | "2" | "3", DecimalString>;
  scope2: { locationBased: DecimalString; marketBased: DecimalString };
  byCategory: Record<string, DecimalString>;
  byGasKg: Record<string, DecimalString>;
  byGasCo2eKg: Record<string, DecimalString>;
  byFacility: Record<string, DecimalString>;
  uncertaintyPercent: DecimalString | null;
}

export interface Results {
  engine: string;
  rounding: "none";
  lines: ResultLine[];
  /** Absent when the document has issues. */
  totals?: ResultTotals;
  disclosures: Disclosure[];
  issues: Issue[];
}

export interface InventoryDocument {
  schema: "truetonne/inventory-document/v1";
  organization: DocumentOrganization;
  period: Period;
  gwp: DocumentGwp;
  /** Facility id → words for people; optional, no meaning for the calculation. */
  facilities?: Record<string, { name: { en?: string; zh?: string }; country?: string; gridRegion?: string }>;
  factors: DocumentFactor[];
  activities: DocumentActivity[];
  results?: Results;
}
