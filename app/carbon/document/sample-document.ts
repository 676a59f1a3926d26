import type { DocumentActivity, DocumentFactor, InventoryDocument, Results } from "./inventory-document.ts";

/** A small document with one factor and property of each kind, used by the tests of the rules. */
export const period = { start: "2025-01-01", end: "2025-12-31" };
const source = { title: "Sample" };
const factors: DocumentFactor[] = [
  { kind: "emission", id: "net", version: "1", unit: "GJ", heatBasis: "net", gases: { CO2: "74" }, source },
  { kind: "emission", id: "gross", version: "1", unit: "GJ", heatBasis: "gross", gases: { CO2: "70" }, source },
  { kind: "emission", id: "grid", version: "1", unit: "kWh", gases: { CO2: "0.5" }, source },
  { kind: "emission", id: "green", version: "1", unit: "MWh", gases: { CO2: "10" }, source },
  {
    kind: "emission",
    id: "old",
    version: "1",
    unit: "kWh",
    co2e: "0.9",
    co2eGwpSet: "AR4",
    validTo: "2024-12-31",
    source,
  },
  { kind: "grid_residual", id: "mix", version: "1", unit: "MWh", gases: { CO2: "800" }, source },
  { kind: "grid_residual", id: "mix-kg", version: "1", unit: "kg", gases: { CO2: "1" }, source },
  { kind: "emission", id: "per-t", version: "1", unit: "t", gases: { CO2: "3000" }, biogenicCo2: "9", source },
  { kind: "emission", id: "per-nm3", version: "1", unit: "Nm3", gases: { CO2: "2" }, source },
  {
    kind: "property",
    id: "ncv",
    version: "1",
    property: "heating_value",
    heatBasis: "net",
    from: "t",
    to: "GJ",
    value: "40",
    source,
  },
  {
    kind: "property",
    id: "gcv",
    version: "1",
    property: "heating_value",
    heatBasis: "gross",
    from: "m3",
    to: "GJ",
    value: "0.04",
    source,
  },
  { kind: "property", id: "losses", version: "1", property: "losses", from: "kWh", to: "kWh", value: "1.1", source },
  { kind: "property", id: "use", version: "1", property: "consumption", from: "km", to: "kWh", value: "0.2", source },
  {
    kind: "property",
    id: "state",
    version: "1",
    property: "gas_state",
    from: "Sm3",
    to: "Nm3",
    value: "273.15/288.15",
    source,
  },
];
const gwp = { set: "AR6", values: { CO2: "1" } };
export const documentOf = (...activities: DocumentActivity[]): InventoryDocument => ({
  schema: "truetonne/inventory-document/v1",
  organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
  period,
  gwp,
  factors,
  activities,
});
export const fuel = (extra: Partial<DocumentActivity>): DocumentActivity => ({
  id: "a",
  facility: "f",
  scope: 1,
  category: "stationary_combustion",
  period,
  quantity: "10",
  unit: "t",
  factor: "per-t@1",
  ...extra,
});
export const power = (extra: Partial<DocumentActivity>): DocumentActivity =>
  fuel({ scope: 2, category: "purchased_electricity", quantity: "1000", unit: "kWh", factor: "grid@1", ...extra });
export const rec = (quantity: string, unit = "kWh", factor = "green@1") => ({ type: "rec", quantity, unit, factor });

/** The factors above publish CO2 alone, which is a note of every line and the subject of few tests. */
export const notesBesidesCo2 = ({ disclosures }: Pick<Results, "disclosures">) =>
  disclosures.filter(({ code }) => code !== "factor_co2_only");
