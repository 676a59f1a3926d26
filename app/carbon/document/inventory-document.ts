/**
 * The inventory document: the product's only exchange format. A run converts database rows to it, the PDF embeds it,
 * the API returns it, and the browser and the command line recalculate it. Described by
 * `inventory-document.schema.json`. Every number in it is a decimal string (`-?digits[.digits]`, no exponent).
 */

import type { MergedRecords, RecordDetail } from "#app/carbon/condense/merged-records.ts";
import type { DataQualityTotals, FactorTier, StatedQuality } from "#app/carbon/quality/quality-types.ts";
import type {
  DocumentUncertainty,
  StatedUncertainty,
  UncertaintyTotals,
} from "#app/carbon/uncertainty/uncertainty-types.ts";
import type { Day, Period } from "#app/day/period.ts";
import type { DecimalString } from "#app/number/decimal.ts";

export type { Day, Period } from "#app/day/period.ts";
export type { DecimalString } from "#app/number/decimal.ts";

/** A decimal, or an exact ratio of two decimals such as `"1/3"`. */
export type RatioString = string;
/** `id@version` of a factor in the same document. */
export type FactorReference = string;

export type ConsolidationApproach = "operational_control" | "financial_control" | "equity_share";

export interface DocumentOrganization {
  name: { en?: string; zh?: string };
  legalId?: string;
  consolidationApproach: ConsolidationApproach;
}

export interface DocumentGwp {
  /** A label such as `AR6`. Only the values affect results. */
  set: string;
  source?: string;
  /** Gas name → 100-year GWP. */
  values: Record<string, DecimalString>;
  /** Blend name → constituent gas → mass share. The shares of a blend sum to exactly 1. */
  blends?: Record<string, Record<string, DecimalString>>;
  /** Gases outside the Kyoto basket (CFCs, HCFCs): quantified, but in no total (methodology rule 5). */
  reportedApart?: string[];
}

/** Where a figure was published, precise enough to find the cell again. */
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
  validFrom?: Day | null;
  validTo?: Day | null;
  source?: FactorSource;
}

/**
 * The part of an energy chain that a factor covers: use, provision of the energy, or both (ISO 14083). `life_cycle`
 * also includes the equipment, such as power plants and grids.
 */
export type FactorBoundary = "tank_to_wheel" | "well_to_tank" | "well_to_wheel" | "life_cycle";

/** What a factor already includes or applies to. Methods and chains reject unsuitable factors. */
export interface FactorTraits {
  boundary?: FactorBoundary;
  /** Uplift for aviation effects other than CO2. */
  radiativeForcing?: "included" | "excluded";
  /** Detour addition to the great-circle distance. */
  distanceCorrection?: "included" | "excluded";
  /** For a factor per amount of money: the type of prices and their year. */
  priceBasis?: "purchaser" | "producer";
  priceYear?: string;
  /** `marginal` and `avoided` describe a change, never an inventory (methodology rule 25). */
  quantification?: "average" | "marginal" | "avoided";
  /**
   * `ratio`: CO2 scaled up to represent the other gases. It adds a disclosure note, because it is no gas split (rule
   * 6).
   */
  otherGases?: "ratio";
  /**
   * Primary data: of the supplier, or of the organization's own process. Absent for averages of any kind (Scope 3
   * Standard, chapter 7). How the quantity was obtained is another property, `dataQuality`.
   */
  primaryData?: "supplier" | "own_process";
  /** 1: international default. 2: of the country or region. 3: of the plant or supplier (IPCC tiers). */
  tier?: FactorTier;
  /** The year that the factor's data describe. */
  dataYear?: string;
}

/**
 * A contractual instrument as its registry or contract states it (GHG Protocol Scope 2 Guidance, 7.1). It belongs to the
 * factor that it conveys. Lines claim parts of it.
 */
export interface ContractualInstrument {
  /** Where certificates are issued and cancelled. Needed with `serials`. */
  registry?: string;
  /** The first and the last certificate. Equal for one certificate. */
  serials?: { first: string; last: string };
  /** The number of a contract or agreement. */
  contract?: string;
  plant?: string;
  technology?: string;
  /** ISO 3166-1 alpha-2: the country of generation. */
  market?: string;
  /** Days of generation: the vintage. */
  generation: Period;
  /** All that it covers, in `unit`. All claims together can't be more. */
  quantity: DecimalString;
  unit: string;
  /** The day on which the registry cancelled the certificates. */
  cancelledOn?: Day;
  /** The company named in the cancellation. */
  beneficiary?: string;
  /** The file of the registry's or supplier's statement, with its hash. */
  statement?: string;
}

/** kg per `unit`. Exactly one of `gases`, `gasesCo2e` + `gasesGwp`, `co2e` + `co2eGwpSet`, `carbon`, `nitrogen`. */
export interface EmissionFactor extends FactorIdentity, FactorTraits {
  kind: "emission" | "grid_residual";
  unit: string;
  heatBasis?: HeatBasis;
  gases?: Record<string, DecimalString>;
  gasesCo2e?: Record<string, DecimalString>;
  gasesGwp?: Record<string, DecimalString>;
  co2e?: DecimalString;
  co2eGwpSet?: string;
  /** CO2 = carbon × oxidation × 44/12, or × 3.664 if a regime prescribes it (CBAM; methodology rule 31). */
  carbon?: { kgCarbonPerUnit: DecimalString; oxidation: DecimalString; co2PerCarbon?: "44/12" | "3.664" };
  nitrogen?: { kgN2ONPerUnit: DecimalString };
  /** kg of biogenic CO2 per unit, outside the scopes. */
  biogenicCo2?: DecimalString;
  /** The instrument that conveys this factor. Claims of its lines are checked against it. */
  instrument?: ContractualInstrument;
}

/** A density, heating value, load …: `value` units of `to` in one unit of `from`. It works in both directions. */
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
  reference?: string;
}

export interface Market {
  instruments: Instrument[];
  /** Claimed green tariffs. One without proof blocks the line (methodology rule 21). */
  claims?: { name: string; proof?: string }[];
  /** null: the grid average is used, with a disclosure note. */
  residualFactor: FactorReference | null;
}

/** The name of a method in `app/carbon/method`, and its typed inputs. */
export interface ActivityMethod {
  name: string;
  [input: string]: unknown;
}

/** Either `quantity` with `unit`, or `method`. */
export interface DocumentActivity {
  id: string;
  facility: string;
  scope: ScopeNumber;
  category: string;
  period: Period;
  quantity?: DecimalString;
  unit?: string;
  /** Calculates the quantity exactly from typed inputs. */
  method?: ActivityMethod;
  /** Legs of one transport chain. Their factors must have the same `boundary` (ISO 14083). */
  chain?: string;
  /** For the energy of a fuel: the basis of the bill. If absent, the first basis on the way applies. */
  heatBasis?: HeatBasis;
  /** Property factors between the quantity and the factor, applied in this order. */
  via?: FactorReference[];
  factor: FactorReference;
  /** For a mixed fuel: the biogenic part of its CO2, outside the scopes. CH4 and N2O stay inside (rules 7, 8). */
  biogenicFraction?: RatioString;
  /** Consolidation share, 0 to 1. Default: 1. */
  share?: RatioString;
  dataQuality?: DataQuality;
  /** The method and reason of an estimated quantity. Only for activities marked as estimated. */
  estimate?: { method: string; reason: string };
  /** ± % at 95 %. */
  uncertainty?: StatedUncertainty;
  /** Calculated with primary data: follows from the factor, not from how the quantity was obtained. */
  primary?: boolean;
  /** Grades of the GHG Protocol Scope 3 Standard, table 7.6. */
  quality?: StatedQuality;
  /** The emission source. Records of one source are checked for gaps and shared days; no other effect. */
  emissionSource?: string;
  market?: Market;
  /** `lifetime`: emissions in later years from financed or sold things, separate from this year (rule 47). */
  entry?: { kind: "correction" | "credit" | "lifetime"; reason: string; corrects?: string };
  accepted?: { code: string; reason: string }[];
  /** Text for people: source name, note, evidence reference. No effect on the calculation. */
  description?: { en?: string; zh?: string };
  evidence?: string;
  /** If it represents several records of one kind. Its quantity is then their sum. */
  merged?: MergedRecords;
  /** Only in a copy that leaves out parts of the line. If `inputs` are left out, `factor` is `withheld`. */
  withheld?: Withheld;
}

/**
 * The parts of a line that a disclosed copy leaves out: for each the hash of its salted leaf (64 hexadecimal digits),
 * under the root that the issuer signs (`app/proof/disclosure`). If the inputs are left out, the issuer's result
 * replaces them.
 */
export interface Withheld {
  names?: string;
  evidence?: string;
  inputs?: string;
  result?: StatedResult;
  /** The disclosure notes about the periods of its source, which the copy doesn't name. */
  disclosures?: { code: string; detail?: Record<string, string> }[];
}

/** After the share, in kg, exact: a decimal or a fraction with any number of digits. */
export interface StatedResult {
  gasesKg: Record<string, RatioString>;
  unsplit?: { co2eKg: RatioString; gwpSet: string };
  biogenicCo2Kg: RatioString;
  /** Only for scope 2. */
  co2eKgMarketBased?: RatioString;
  disclosures?: { code: string; detail?: Record<string, string> }[];
  /** For merged records: their number, and Σ of the squares of their CO2e if they state an uncertainty. */
  records?: DecimalString;
  squaredCo2eKg?: RatioString;
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
  /** The quantity calculated by the activity's method. Absent for entered quantities. */
  quantity?: DecimalString;
  unit?: string;
  /** The quantity in the factor's unit, before `share`. Absent if the inputs are withheld. */
  factorQuantity?: DecimalString;
  gasesKg: Record<string, DecimalString>;
  co2eKg: DecimalString;
  /** Only for scope 2. */
  co2eKgMarketBased?: DecimalString;
  biogenicCo2Kg: DecimalString;
  /** CO2e of the gases in `gwp.reportedApart`, in no total. Only if there are any. */
  reportedApartCo2eKg?: DecimalString;
  uncertaintyPercent?: DecimalString | null;
}

export interface ResultTotals {
  /** With location-based scope 2. */
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
  biogenicCo2Kg: DecimalString;
  creditsCo2eKg: DecimalString;
  byScope: Record<"1" | "2" | "3", DecimalString>;
  scope2: { locationBased: DecimalString; marketBased: DecimalString };
  byCategory: Record<string, DecimalString>;
  byGasKg: Record<string, DecimalString>;
  byGasCo2eKg: Record<string, DecimalString>;
  /** CO2e published without a gas split, by its original GWP set: it can't be re-based (rules 1, 3). */
  unsplitCo2eKgByGwpSet?: Record<string, DecimalString> | undefined;
  reportedApartCo2eKg?: DecimalString | undefined;
  /** Emissions of later years, in no total of this year. Only if there are any (rule 47). */
  lifetimeCo2eKg?: DecimalString | undefined;
  byFacility: Record<string, DecimalString>;
  uncertaintyPercent: DecimalString | null;
  /** Only if the document requests it (`uncertainty`). */
  uncertainty?: UncertaintyTotals | undefined;
  /** Only if lines or factors state something. */
  dataQuality?: DataQualityTotals | undefined;
}

export interface Results {
  engine: string;
  rounding: "none";
  lines: ResultLine[];
  /** Absent if the document has issues. */
  totals?: ResultTotals;
  disclosures: Disclosure[];
  issues: Issue[];
}

export interface DocumentPolicy {
  version: string;
  statedOn?: Day;
  text: { en: string; zh: string }[];
}

export interface InventoryDocument {
  schema: "truetonne/inventory-document/v1";
  organization: DocumentOrganization;
  period: Period;
  /** Days in which instruments must have generated (Scope 2 Guidance, criterion 4). Default: `period`. */
  vintage?: Period;
  gwp: DocumentGwp;
  /**
   * Facility id → name and place. The name has no effect. Grid factors of another place are rejected, and factors of
   * another country disclosed.
   */
  facilities?: Record<string, { name: { en?: string; zh?: string }; country?: string; gridRegion?: string }>;
  /** Sources with a record for each event (`emissionSource`): days without one are no gap. No other effect. */
  eventSources?: string[];
  /** The policy behind the choice of factors, in words. No effect on the calculation. */
  policy?: DocumentPolicy;
  /** Requests `totals.uncertainty` and defines which errors lines share. */
  uncertainty?: DocumentUncertainty;
  factors: DocumentFactor[];
  activities: DocumentActivity[];
  /** For a condensed document: the proof of the records behind it. */
  detail?: RecordDetail;
  results?: Results;
}
