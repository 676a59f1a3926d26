/**
 * Items of the Extended Balance of Payments Services Classification 2010 that such services can fall under, as codes of
 * the balance of payments data structure, with the number of the item. Source: Manual on Statistics of International
 * Trade in Services 2010 (United Nations), annex I. The seller chooses: a kind of service does not decide it.
 */
export const EBOPS = {
  SJ313: "10.3.1.3",
  SJ213: "10.2.1.3",
  SJ312: "10.3.1.2",
  SJ321: "10.3.2.1",
  SJ35: "10.3.5",
  SK22: "11.2.2",
  SI2: "9.2",
} as const;

export type EbopsCode = keyof typeof EBOPS;

export const EBOPS_CODES = Object.keys(EBOPS) as EbopsCode[];

/** Modes of supply by Article I:2 of the General Agreement on Trade in Services. */
export const SUPPLY_MODES = ["1", "2", "3", "4"] as const;

export type SupplyMode = (typeof SUPPLY_MODES)[number];

/** How a service counts in statistics of trade. Empty where the seller made no choice. */
export interface TradeStatistics {
  ebops: EbopsCode | "";
  supplyMode: SupplyMode | "";
}
