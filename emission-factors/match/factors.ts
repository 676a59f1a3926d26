import type { FactorIndex, IndexedFactor, SearchRow } from "../search-index.ts";
import { desnz, epaHub, type Need, spend } from "./concept.ts";
import { treatmentIn } from "./dictionary.ts";
import { FREIGHT_MODES, FUELS, fuelFactors, TRAVEL_MODES } from "./families.ts";
import { countryIn, gridRegions } from "./places.ts";
import type { Reading } from "./reading.ts";
import { WASTE_STREAMS, wasteFactors } from "./waste.ts";
import { NATURAL_REFRIGERANTS } from "./words/gases.ts";

/** Ids of factors that fit a reading, best first, with what they still need. They may be absent from the library. */
export interface Proposal {
  ids: readonly string[];
  needs: readonly Need[];
  /** The factors are of something similar. */
  isStandIn?: boolean | undefined;
}

/** Sectors of the kinds that `ofSpend` names below: sewage, water, hotels, buses and waste. */
export const SECTORS_OF_KINDS: readonly string[] = [
  "221320",
  "221310",
  "721110",
  "485410",
  "485510",
  "562111",
  "562212",
  "562213",
];

const NONE: Proposal = { ids: [], needs: [] };

export function proposeFactors<Row extends SearchRow>(index: FactorIndex<Row>, reading: Reading): Proposal {
  const { kind, concept, unit, line } = reading;
  const country = line.country ?? "";
  switch (kind) {
    case "fuel":
      return ofFuel(reading, country);
    case "electricity":
      return ofElectricity(index, reading, country);
    case "heat":
    case "steam":
      return ofHeat(index, reading, country);
    case "cooling":
      return { ids: [], needs: ["supplier_data"] };
    case "gas":
    case "refill":
      return ofGas(reading);
    case "goods":
    case "equipment":
      return ofGoods(reading);
    case "service":
    case "rent":
      return ofSpend(reading, concept?.sectors ?? []);
    case "freight":
      return ofFreight(reading, country);
    case "travel":
    case "commuting":
      return ofTravel(index, reading, country);
    case "waste":
      return ofWaste(reading, country);
    case "sewage": {
      const strong: Need[] = concept?.id === "sewage:strong" ? ["treatment"] : [];
      if (unit.measure === "money") return ofSpend(reading, ["221320"]);
      return { ids: desnz("18_405_4006_1", "18_405_4006_10"), needs: strong };
    }
    case "water":
      if (unit.measure === "money") return ofSpend(reading, ["221310"]);
      return { ids: desnz("17_404_4005_1", "17_404_4005_10"), needs: unit.measure === "packs" ? ["quantity"] : [] };
    case "nothing":
      return NONE;
    case "unclear":
      return { ids: [], needs: concept?.needs ?? ["split"] };
  }
}

function ofFuel({ concept, unit, isMobile, word }: Reading, country: string): Proposal {
  const key = concept!.id.slice(5);
  if (unit.measure === "money" || unit.measure === "distance") return { ids: [], needs: ["physical_quantity"] };
  const needs: Need[] = [...(concept!.needs ?? [])];
  if (unit.measure === "none") needs.push("unit");
  if (unit.measure === "packs" || unit.measure === "pieces") needs.push("weight");
  if (unit.measure === "volume" && country === "CN") needs.push(FUELS[key]?.isGas ? "gas_conditions" : "density");
  if (key === "bituminous-coal" && !/烟煤|bituminous/.test(word)) needs.push("fuel_type");
  return { ids: fuelFactors(key, country, unit.measure, isMobile), needs };
}

const GRID_METHODS = ["grid_average", "grid_lifecycle"];

function ofElectricity<Row extends SearchRow>(index: FactorIndex<Row>, read: Reading, country: string): Proposal {
  if (read.unit.measure === "money") return { ids: [], needs: ["physical_quantity"] };
  const grids = gridsOf(index);
  const ids = gridRegions(country, read.line.region ?? "", read.tokens).flatMap((region) =>
    GRID_METHODS.flatMap((method) => grids.get(`${region} ${method}`) ?? []),
  );
  const needs: Need[] = [...(read.concept?.needs ?? [])];
  if (read.unit.measure === "none") needs.push("unit");
  return { ids, needs };
}

const GRIDS = new WeakMap<object, Map<string, string[]>>();

/** Ids of averages of grids by region and method. */
function gridsOf<Row extends SearchRow>(index: FactorIndex<Row>): Map<string, string[]> {
  const known = GRIDS.get(index);
  if (known) return known;
  const grids = new Map<string, string[]>();
  for (const factor of index.factors) {
    const { id, category, region, method } = factor.editions[0]!.row;
    if (category !== "purchased_electricity" || !factor.isSelectable || /ev|vehicle/i.test(factor.textEn.slice(0, 40)))
      continue;
    const key = `${region} ${GRID_METHODS.includes(method ?? "") ? method : method === null || method === "" ? "grid_average" : method}`;
    grids.set(key, [...(grids.get(key) ?? []), id]);
  }
  GRIDS.set(index, grids);
  return grids;
}

function ofHeat<Row extends SearchRow>(index: FactorIndex<Row>, { kind, unit }: Reading, country: string): Proposal {
  if (unit.measure === "money" || unit.measure === "area") return { ids: [], needs: ["physical_quantity"] };
  const needs: Need[] = unit.measure === "energy" ? [] : ["heating_value"];
  if (country === "CN") return { ids: ["cn-heat-default.heat"], needs };
  if (country === "US") return { ids: epaHub("t7-steam-and-heat"), needs };
  const has = (id: string) => index.byId.has(id);
  const others = desnz("10_401_4003_5", "10_401_4002_5").filter(has);
  return {
    ids: [...others, ...epaHub("t7-steam-and-heat")],
    needs: [...needs, "supplier_data"],
    isStandIn: country !== "GB" || kind === "steam",
  };
}

function ofGas({ gas, concept, unit }: Reading): Proposal {
  const needs: Need[] = [];
  if (unit.measure === "packs" || unit.measure === "pieces") needs.push("weight");
  if (concept?.id === "gas:mix" && gas === null) {
    return unit.measure === "money"
      ? { ids: [], needs: ["gas_share"] }
      : { ids: ["gas-release.CO2"], needs: ["gas_share"], isStandIn: true };
  }
  if (gas === null) return { ids: [], needs: concept?.needs ?? ["gas_type"] };
  if (unit.measure === "money") return { ids: [], needs: ["physical_quantity"] };
  const natural = NATURAL_REFRIGERANTS[gas];
  if (natural) return { ids: natural, needs };
  return { ids: [`gas-release.${gas}`], needs: [...needs, "blend_composition"] };
}

function hasAmount({ unit, line }: Reading): boolean {
  return unit.measure === "money" || /\d/.test(line.amount ?? "");
}

function currencyOf({ unit, line }: Reading): string {
  return unit.currency ?? (line.currency ?? "").trim().toUpperCase();
}

function ofSpend(read: Reading, sectors: readonly string[], needs: readonly Need[] = []): Proposal {
  if (sectors.length === 0) return { ids: [], needs: ["physical_factor", ...needs] };
  if (!hasAmount(read)) return { ids: [], needs: ["amount", "physical_factor", ...needs] };
  const rate: Need[] = currencyOf(read) === "USD" ? ["price_year"] : ["exchange_rate", "price_year"];
  return { ids: spend(sectors), needs: [...rate, ...needs] };
}

function ofGoods(read: Reading): Proposal {
  const { concept, unit, marks } = read;
  const sectors = concept?.sectors ?? [];
  const isRecycled = marks.has("recycled") && concept?.recycled;
  const perMass = (isRecycled ? concept?.recycled : concept?.factors) ?? [];
  if (perMass.length === 0) return ofSpend(read, sectors, unit.measure === "money" ? [] : ["physical_factor"]);
  if (unit.measure === "money") {
    const bySpend = ofSpend(read, sectors);
    return { ids: [...bySpend.ids, ...perMass], needs: bySpend.ids.length > 0 ? bySpend.needs : ["weight"] };
  }
  const needs: Need[] = [...(concept?.needs ?? []).filter((need) => need !== "density" || unit.measure === "volume")];
  if (unit.measure === "volume") needs.push("density");
  else if (unit.measure !== "mass") needs.push("weight");
  if (concept?.isStandIn) needs.push("stand_in");
  const later = hasAmount(read) ? spend(sectors) : [];
  if (read.kind === "equipment" && hasAmount(read))
    return { ids: [...later, ...perMass], needs: ofSpend(read, sectors).needs };
  return { ids: [...perMass, ...later], needs: [...new Set(needs)], isStandIn: concept?.isStandIn };
}

function ofFreight(read: Reading, country: string): Proposal {
  const { concept, unit } = read;
  const mode = FREIGHT_MODES[concept!.id.slice(8)];
  if (!mode) return NONE;
  const perTonne =
    country === "US" && mode.perTonneUs
      ? [...mode.perTonneUs, ...mode.perTonne]
      : [...mode.perTonne, ...(mode.perTonneUs ?? [])];
  if (unit.measure === "mass_distance") return { ids: perTonne, needs: [] };
  if (unit.measure === "distance") return { ids: mode.perVehicle ?? [], needs: mode.perVehicle ? [] : ["weight"] };
  const distance: Need[] = unit.measure === "mass" ? ["distance"] : ["weight", "distance"];
  const bySpend = ofSpend(read, mode.sectors);
  if (bySpend.ids.length > 0) return { ids: [...bySpend.ids, ...perTonne], needs: bySpend.needs };
  return { ids: perTonne, needs: distance };
}

function ofTravel<Row extends SearchRow>(index: FactorIndex<Row>, read: Reading, country: string): Proposal {
  const { concept, unit, line } = read;
  const key = concept!.id;
  if (key === "travel:hotel") return ofHotel(index, read, countryIn(line.text) ?? country);
  if (key === "commuting:home") {
    if (unit.measure !== "time") return { ids: [], needs: ["quantity"] };
    return { ids: desnz("32_603_9999_12", "32_601_9999_12"), needs: [] };
  }
  if (key === "commuting:any") return { ids: [], needs: ["use", "distance"] };
  const isBus = key === "commuting:bus";
  const mode = TRAVEL_MODES[isBus ? "coach" : key.slice(7)];
  if (!mode) return NONE;
  const isUs = country === "US" && mode.perPassengerUs !== undefined;
  const perPassenger = isUs
    ? [...mode.perPassengerUs!, ...mode.perPassenger]
    : [...mode.perPassenger, ...(mode.perPassengerUs ?? [])];
  const sectors = isBus ? ["485410", "485510"] : mode.sectors;
  if (unit.measure === "passenger_distance") return { ids: [...perPassenger, ...(mode.perVehicle ?? [])], needs: [] };
  if (unit.measure === "distance") {
    const british = (mode.perVehicle ?? []).filter((id) => !/_9$/.test(id) || unit.code === "mi");
    const ids =
      country === "US" && key === "travel:car" ? [...epaHub("t10-passenger-car-vehicle-mile"), ...british] : british;
    return ids.length > 0 ? { ids, needs: [] } : { ids: perPassenger, needs: [] };
  }
  const bySpend = ofSpend(read, sectors);
  if (bySpend.ids.length > 0) return bySpend;
  const byDistance = [...perPassenger, ...(mode.perVehicle ?? [])];
  return { ids: hasAmount(read) && sectors.length > 0 ? byDistance : [], needs: ["distance"] };
}

function ofHotel<Row extends SearchRow>(index: FactorIndex<Row>, read: Reading, country: string): Proposal {
  const { measure } = read.unit;
  if (measure === "money") return ofSpend(read, ["721110"]);
  const hotels = hotelsOf(index).get(country) ?? [];
  if (hotels.length > 0 && measure !== "pieces")
    return { ids: hotels, needs: measure === "nights" ? [] : ["room_nights"] };
  return ofSpend(read, ["721110"], ["room_nights"]);
}

const HOTELS = new WeakMap<object, Map<string, string[]>>();

function hotelsOf<Row extends SearchRow>(index: FactorIndex<Row>): Map<string, string[]> {
  const known = HOTELS.get(index);
  if (known) return known;
  const hotels = new Map<string, string[]>();
  for (const { editions } of index.factors) {
    const { id, region, unit, category } = editions[0]!.row;
    if (unit !== "room_night" || category !== "business_travel" || region === null) continue;
    hotels.set(
      region,
      [...(hotels.get(region) ?? []), id].sort((a, b) => (a < b ? -1 : 1)),
    );
  }
  HOTELS.set(index, hotels);
  return hotels;
}

function ofWaste(read: Reading, country: string): Proposal {
  const { stream, unit, tokens, accounts } = read;
  const key = stream ?? "commercial";
  const facts = WASTE_STREAMS[key];
  const named = treatmentIn(tokens) ?? (accounts[0] === "scrap" ? "recycled" : null);
  const isSale = named === "recycled" && (accounts[0] === "scrap" || unit.measure === "money");
  if (unit.measure === "money" && !isSale) {
    return ofSpend(
      read,
      named === "landfilled"
        ? ["562212", "562111"]
        : named === "combusted"
          ? ["562213", "562111"]
          : (facts?.sectors ?? ["562111"]),
    );
  }
  const ids = wasteFactors(key, named, country);
  const needs: Need[] = named ? [] : ["treatment"];
  if (unit.measure === "volume") needs.push("density");
  else if (unit.measure !== "mass") needs.push("weight");
  if (ids.length > 0) return { ids, needs };
  return ofSpend(read, facts?.sectors ?? [], ["treatment"]);
}

/** Whether a factor may be offered alone: no upstream share, no part of the gases, no heating value. */
export function isWhole(factor: IndexedFactor): boolean {
  const { nameEn, method, category, kind } = factor.editions[0]!.row;
  if (!factor.isSelectable || kind === "property" || !category || category === "fuel_energy_related") return false;
  if (method === "well_to_tank" || method === "transmission_loss") return false;
  return !/ CH4 and N2O/.test(nameEn);
}
