/**
 * What a line of a ledger can be about. A concept has the words that name it in Chinese and English (and some of German,
 * Spanish, Turkish and Vietnamese), and the factors of the library that fit it, best first.
 */

export type Kind =
  | "fuel"
  | "electricity"
  | "heat"
  | "steam"
  | "cooling"
  | "gas"
  | "refill"
  | "goods"
  | "equipment"
  | "service"
  | "rent"
  | "freight"
  | "travel"
  | "commuting"
  | "waste"
  | "sewage"
  | "water"
  | "nothing"
  | "unclear";

/** What has to be known before a figure can be calculated. */
export type Need =
  | "amount"
  | "blend_composition"
  | "contractual_instrument"
  | "density"
  | "distance"
  | "electricity_share"
  | "exchange_rate"
  | "fuel_type"
  | "gas_conditions"
  | "gas_share"
  | "gas_type"
  | "heating_value"
  | "physical_factor"
  | "physical_quantity"
  | "price_year"
  | "quantity"
  | "room_nights"
  | "split"
  | "stand_in"
  | "supplier_data"
  | "treatment"
  | "unit"
  | "use"
  | "weight";

export interface Concept {
  id: string;
  kind: Kind;
  /** The category where the kind alone does not decide it. */
  category?: string;
  words: readonly string[];
  /** Factors per mass, per distance or per energy: ids of the library, best first. */
  factors?: readonly string[];
  /** Instead of `factors` where the material is recycled. */
  recycled?: readonly string[];
  /** Sectors of the US spend factors, by NAICS code, best first. */
  sectors?: readonly string[];
  /** How the material leaves the site; a key of `WASTE_STREAMS`. */
  stream?: string;
  /** The factor is of something similar. */
  isStandIn?: boolean;
  needs?: readonly Need[];
}

type Facts = Omit<Concept, "id" | "kind" | "words">;

/** `words` are separated by `|`. */
export function concept(id: string, kind: Kind, words: string, facts: Facts = {}): Concept {
  return { id, kind, words: words.split("|").map((word) => word.trim()), ...facts };
}

export function desnz(...rows: string[]): string[] {
  return rows.map((row) => `uk-desnz.${row}`);
}

export function epaHub(...rows: string[]): string[] {
  return rows.map((row) => `us-epa-hub.${row}`);
}

/** A spend factor with margins first, since ledgers hold purchasers' prices. */
export function spend(sectors: readonly string[]): string[] {
  return sectors.flatMap((code) => [`us-epa-supply-chain.${code}`, `us-epa-supply-chain.${code}.factory-gate`]);
}
