/**
 * The inventory document: the one exchange format of the product. Database rows become it before a run, the PDF embeds
 * it, the API returns it, the browser and the command line recompute it. Described by `inventory-document.schema.json`.
 * Every number in it is a decimal string (`-?digits[.digits]`, no exponent).
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
  /** A label such as `AR6`; the values count. */
  set: string;
  source?: string;
  /** Gas name → 100-year GWP. */
  values: Record<string, DecimalString>;
  /** Blend name → constituent gas → mass share; the shares of a blend sum to exactly 1. */
  blends?: Record<string, Record<string, DecimalString>>;
  /** Gases that the Kyoto basket leaves out (CFCs, HCFCs): quantified, and counted in no total (methodology rule 5). */
  reportedApart?: string[];
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
  validFrom?: Day | null;
  validTo?: Day | null;
  source?: FactorSource;
}

/** Which part of a transport's energy chain a factor covers (ISO 14083): operation, provision of the energy, or both. */
export type TransportBoundary = "tank_to_wheel" | "well_to_tank" | "well_to_wheel";

/** What a factor already contains or was made for; methods and chains refuse what does not fit it. */
export interface FactorTraits {
  boundary?: TransportBoundary;
  /** The uplift for effects of aviation beyond CO2. */
  radiativeForcing?: "included" | "excluded";
  /** The addition to the great-circle distance for detours. */
  distanceCorrection?: "included" | "excluded";
  /** Of a factor per money: the prices it was made for, and their year. */
  priceBasis?: "purchaser" | "producer";
  priceYear?: string;
  /** `marginal` and `avoided` describe a change, never an inventory (methodology rule 25). */
  quantification?: "average" | "marginal" | "avoided";
  /** `ratio`: CO2 scaled up to stand for the other gases; told to the reader, because it is no gas split (rule 6). */
  otherGases?: "ratio";
  /** 1 an international default, 2 of the country or region, 3 of the plant or supplier (IPCC tiers). */
  tier?: FactorTier;
  /** The year that the data behind the factor describe. */
  dataYear?: string;
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
  /** CO2 = carbon × oxidation × 44/12, or × 3.664 where a regime prescribes it (CBAM; methodology rule 31). */
  carbon?: { kgCarbonPerUnit: DecimalString; oxidation: DecimalString; co2PerCarbon?: "44/12" | "3.664" };
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
  /** Green tariffs that are claimed; one without proof blocks the line (methodology rule 21). */
  claims?: { name: string; proof?: string }[];
  /** null: the grid average is used, with a disclosure. */
  residualFactor: FactorReference | null;
}

/** A method of `app/carbon/method` by its name, and its typed inputs. */
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
  /** Works out the quantity from typed inputs, exactly. */
  method?: ActivityMethod;
  /** Legs of one transport chain; their factors must state one and the same `boundary` (ISO 14083). */
  chain?: string;
  /** Where a fuel's energy is entered: the basis of the bill. When absent it is taken on the basis it meets. */
  heatBasis?: HeatBasis;
  /** Property factors applied in this order between the quantity and the factor. */
  via?: FactorReference[];
  factor: FactorReference;
  /** Of a mixed fuel: the part of its CO2 that is biogenic, outside the scopes; CH4 and N2O stay inside (rules 7, 8). */
  biogenicFraction?: RatioString;
  /** Consolidation share, 0 to 1; 1 when absent. */
  share?: RatioString;
  dataQuality?: DataQuality;
  /** How a quantity that nobody measured was arrived at, and why; only of what is marked as estimated. */
  estimate?: { method: string; reason: string };
  /** ± % at 95 %. */
  uncertainty?: StatedUncertainty;
  /** Collected from the activity itself (a meter, a bill, a supplier's own figure), not taken from an average. */
  primary?: boolean;
  /** Grades of the GHG Protocol Scope 3 Standard, table 7.6. */
  quality?: StatedQuality;
  /** Names what emits: records of one source are looked through for gaps and shared days, and nothing else. */
  emissionSource?: string;
  market?: Market;
  /** `lifetime`: what financed or sold things emit in later years, told apart from the year (rule 47). */
  entry?: { kind: "correction" | "credit" | "lifetime"; reason: string; corrects?: string };
  accepted?: { code: string; reason: string }[];
  /** Words for people: source name, note, evidence reference. No meaning for the calculation. */
  description?: { en?: string; zh?: string };
  evidence?: string;
  /** Where it stands for several records of one kind; its quantity is then their sum. */
  merged?: MergedRecords;
  /** Only in a copy that leaves parts of the line out. With `inputs` left out, `factor` is `withheld`. */
  withheld?: Withheld;
}

/**
 * What a disclosed copy leaves out of a line: for each part the hash of its salted leaf (64 hexadecimal digits), under the
 * root that the issuer signs (`app/proof/disclosure`). Where the inputs are out, the issuer's result stands for them.
 */
export interface Withheld {
  names?: string;
  evidence?: string;
  inputs?: string;
  result?: StatedResult;
  /** What was disclosed of the periods of its source, which the copy does not name. */
  disclosures?: { code: string; detail?: Record<string, string> }[];
}

/** After the share, in kg, exact: a decimal or a fraction without a limit of digits. */
export interface StatedResult {
  gasesKg: Record<string, RatioString>;
  unsplit?: { co2eKg: RatioString; gwpSet: string };
  biogenicCo2Kg: RatioString;
  /** Only for scope 2. */
  co2eKgMarketBased?: RatioString;
  disclosures?: { code: string; detail?: Record<string, string> }[];
  /** Of merged records: how many, and Σ of the squares of their CO2e where they state an uncertainty. */
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
  /** What the activity's method made of its inputs; absent where the quantity was entered. */
  quantity?: DecimalString;
  unit?: string;
  /** The quantity in the factor's unit, before `share`; absent where the inputs are withheld. */
  factorQuantity?: DecimalString;
  gasesKg: Record<string, DecimalString>;
  co2eKg: DecimalString;
  /** Only for scope 2. */
  co2eKgMarketBased?: DecimalString;
  biogenicCo2Kg: DecimalString;
  /** CO2e of the gases that `gwp.reportedApart` names, in no total; only where there are any. */
  reportedApartCo2eKg?: DecimalString;
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
  /** What was published without a gas split, by the GWP set it was made with: it cannot be re-based (rules 1, 3). */
  unsplitCo2eKgByGwpSet?: Record<string, DecimalString> | undefined;
  reportedApartCo2eKg?: DecimalString | undefined;
  /** Emissions of later years, which no total of this year holds; only where there are any (rule 47). */
  lifetimeCo2eKg?: DecimalString | undefined;
  byFacility: Record<string, DecimalString>;
  uncertaintyPercent: DecimalString | null;
  /** Only where the document asks for it (`uncertainty`). */
  uncertainty?: UncertaintyTotals | undefined;
  /** Only where lines or factors state something. */
  dataQuality?: DataQualityTotals | undefined;
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

/** What the organization had stated about the choice of its factors, a sentence a rule. */
export interface DocumentPolicy {
  /** Number of the statement; `0` before the first. */
  version: string;
  statedOn?: Day;
  text: { en: string; zh: string }[];
}

export interface InventoryDocument {
  schema: "truetonne/inventory-document/v1";
  organization: DocumentOrganization;
  period: Period;
  gwp: DocumentGwp;
  /** Facility id → words for people; optional, no meaning for the calculation. */
  facilities?: Record<string, { name: { en?: string; zh?: string }; country?: string; gridRegion?: string }>;
  /** By what policy the factors were chosen, in words; no meaning for the calculation. */
  policy?: DocumentPolicy;
  /** Asks for `totals.uncertainty`, and says which errors lines share. */
  uncertainty?: DocumentUncertainty;
  factors: DocumentFactor[];
  activities: DocumentActivity[];
  /** Of a condensed document: what proves that a record is behind it. */
  detail?: RecordDetail;
  results?: Results;
}
