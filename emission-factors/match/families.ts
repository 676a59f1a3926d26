import { desnz, epaHub } from "./concept.ts";
import type { Measure } from "./measure.ts";

export interface FuelFamily {
  /** Row of the Chinese guidelines. */
  cn?: string;
  /** Rows of the UK, without the unit. */
  gb?: readonly string[];
  /** Rows of the US for what moves, and for what stays. */
  usMobile?: readonly string[];
  usStationary?: readonly string[];
  /** Row of the EU's standard factors. */
  eu?: string;
  au?: readonly string[];
  /** Used instead where a country has no row. */
  standIn?: string;
  isMobile?: boolean;
  isGas?: boolean;
}

const PETROLEUM = "t1-petroleum-products-";
const COAL = "t1-coal-and-coke-";
const BIOMASS = "t1-biomass-fuels-solid-";

export const FUELS: Readonly<Record<string, FuelFamily>> = {
  "natural-gas": {
    cn: "natural-gas",
    gb: ["1_100_1004"],
    usStationary: ["t1-natural-gas-natural-gas-mmbtu-hhv", "t1-natural-gas-natural-gas-scf"],
    eu: "natural-gas",
    au: ["natural-gas-m3", "natural-gas-gj"],
    isGas: true,
  },
  cng: {
    cn: "natural-gas",
    gb: ["1_100_1001"],
    usMobile: ["t2-compressed-natural-gas-cng"],
    usStationary: ["t1-natural-gas-natural-gas-scf"],
    eu: "natural-gas",
    isMobile: true,
    isGas: true,
  },
  lng: {
    cn: "lng",
    gb: ["1_100_1002"],
    usMobile: ["t2-liquefied-natural-gas-lng"],
    usStationary: ["t1-natural-gas-natural-gas-mmbtu-hhv"],
    eu: "natural-gas",
  },
  lpg: {
    cn: "lpg",
    gb: ["1_100_1003"],
    usMobile: ["t2-liquefied-petroleum-gases-lpg"],
    usStationary: [`${PETROLEUM}liquefied-petroleum-gases-lpg-gallon`, `${PETROLEUM}propane-gallon`],
    eu: "liquefied-petroleum-gases",
    au: ["lpg-litre"],
  },
  propane: {
    cn: "lpg",
    gb: ["1_100_1007"],
    usMobile: ["t1-petroleum-products-propane-gallon", "t2-liquefied-petroleum-gases-lpg"],
    usStationary: [`${PETROLEUM}propane-gallon`, `${PETROLEUM}propane-mmbtu-hhv`],
    eu: "liquefied-petroleum-gases",
  },
  butane: {
    cn: "lpg",
    gb: ["1_100_1000"],
    usStationary: [`${PETROLEUM}butane-gallon`],
    eu: "liquefied-petroleum-gases",
  },
  diesel: {
    cn: "diesel",
    gb: ["1_101_1011", "1_101_1012"],
    usMobile: ["t2-diesel-fuel"],
    usStationary: [`${PETROLEUM}distillate-fuel-oil-no.-2-gallon`],
    eu: "gas-diesel-oil",
    au: ["diesel-oil-litre"],
    isMobile: true,
  },
  "gas-oil": {
    cn: "diesel",
    gb: ["1_101_1014"],
    usMobile: ["t2-diesel-fuel"],
    usStationary: [`${PETROLEUM}distillate-fuel-oil-no.-2-gallon`],
    eu: "gas-diesel-oil",
  },
  "heating-oil": {
    cn: "diesel",
    gb: ["1_101_1014", "1_101_1010"],
    usStationary: [`${PETROLEUM}distillate-fuel-oil-no.-2-gallon`],
    eu: "gas-diesel-oil",
    au: ["heating-oil-litre"],
  },
  petrol: {
    cn: "gasoline",
    gb: ["1_101_1017", "1_101_1018"],
    usMobile: ["t2-motor-gasoline"],
    usStationary: [`${PETROLEUM}motor-gasoline-gallon`],
    eu: "motor-gasoline",
    isMobile: true,
  },
  "fuel-oil": {
    cn: "fuel-oil",
    gb: ["1_101_1013", "1_101_1019"],
    usMobile: ["t2-residual-fuel-oil"],
    usStationary: [`${PETROLEUM}residual-fuel-oil-no.-6-gallon`],
    eu: "residual-fuel-oil",
    au: ["fuel-oil-litre"],
  },
  kerosene: {
    cn: "kerosene",
    gb: ["1_101_1010"],
    usStationary: [`${PETROLEUM}kerosene-gallon`],
    eu: "kerosene-other-than-jet-kerosene",
  },
  "jet-kerosene": {
    cn: "jet-kerosene",
    gb: ["1_101_1009"],
    usMobile: ["t2-kerosene-type-jet-fuel"],
    eu: "kerosene-other-than-jet-kerosene",
    isMobile: true,
  },
  "marine-gas-oil": {
    cn: "diesel",
    gb: ["1_101_1023"],
    usMobile: ["t2-diesel-fuel"],
    eu: "gas-diesel-oil",
    isMobile: true,
  },
  "bituminous-coal": {
    cn: "bituminous-coal",
    gb: ["1_102_1025"],
    usStationary: [`${COAL}bituminous-short-ton`, `${COAL}sub-bituminous-short-ton`],
    eu: "other-bituminous-coal",
  },
  anthracite: { cn: "anthracite", gb: ["1_102_1025"], usStationary: [`${COAL}anthracite-short-ton`], eu: "anthracite" },
  lignite: { cn: "lignite", usStationary: [`${COAL}lignite-short-ton`], eu: "lignite" },
  "cleaned-coal": {
    cn: "cleaned-coal",
    gb: ["1_102_1028"],
    usStationary: [`${COAL}mixed-industrial-coking-short-ton`],
    eu: "coking-coal",
  },
  briquettes: { cn: "briquettes", gb: ["1_102_1027"], eu: "patent-fuel" },
  coke: { cn: "coke", usStationary: [`${COAL}coal-coke-short-ton`], eu: "coke-oven-coke-and-lignite-coke" },
  "petroleum-coke": {
    cn: "petroleum-coke",
    gb: ["1_102_1029"],
    usStationary: ["t1-other-fuels-solid-petroleum-coke-solid-short-ton"],
    eu: "petroleum-coke",
  },
  "coal-tar": { cn: "coal-tar", eu: "coal-tar" },
  "coke-oven-gas": {
    cn: "coke-oven-gas",
    usStationary: ["t1-other-fuels-gaseous-coke-oven-gas-scf"],
    eu: "coke-oven-gas",
    isGas: true,
  },
  "blast-furnace-gas": {
    cn: "blast-furnace-gas",
    usStationary: ["t1-other-fuels-gaseous-blast-furnace-gas-scf"],
    eu: "blast-furnace-gas",
    isGas: true,
  },
  "converter-gas": { cn: "converter-gas", eu: "oxygen-steel-furnace-gas", isGas: true },
  "other-coal-gas": { cn: "other-coal-gas", eu: "gas-works-gas", isGas: true },
  "refinery-dry-gas": { cn: "refinery-dry-gas", eu: "refinery-gas", isGas: true },
  "wood-pellets": {
    gb: ["2_104_1045"],
    usStationary: [`${BIOMASS}wood-and-wood-residuals-short-ton`],
    standIn: "biomass",
  },
  "wood-chips": {
    gb: ["2_104_1044", "2_104_1043"],
    usStationary: [`${BIOMASS}wood-and-wood-residuals-short-ton`],
    standIn: "biomass",
  },
  straw: { gb: ["2_104_1046"], usStationary: [`${BIOMASS}agricultural-byproducts-short-ton`], standIn: "biomass" },
  biodiesel: {
    gb: ["2_103_1032"],
    usMobile: ["t2-biodiesel-100pct"],
    usStationary: ["t1-biomass-fuels-liquid-biodiesel-100pct-gallon"],
    standIn: "biomass",
    isMobile: true,
  },
  hvo: { gb: ["2_103_1036"], standIn: "biomass", isMobile: true },
  methanol: {},
  biogas: {
    gb: ["2_105_1047"],
    usStationary: ["t1-biomass-fuels-gaseous-other-biomass-gases-scf"],
    standIn: "biomass",
  },
  "used-oil": { gb: ["1_101_1022"], usStationary: [`${PETROLEUM}used-oil-gallon`], eu: "waste-oils" },
};

const GB_UNITS: Partial<Record<Measure, readonly string[]>> = {
  mass: ["15", "3", "8", "6"],
  packs: ["15", "8", "3"],
  volume: ["8", "1", "15", "3"],
  energy: ["6", "5", "2", "15", "8"],
};
const CN_BOOKS = ["cn-gbt-32151-22-fuels", "cn-ndrc-industry-fuels", "cn-ndrc-steel-fuels"];

/** Factors of a fuel, the country's own publisher first. Elsewhere those of the EU, the UK and the US are as good. */
export function fuelFactors(key: string, country: string, measure: Measure, isMobile: boolean): string[] {
  const { cn, gb = [], usMobile = [], usStationary = [], eu, au = [], standIn } = FUELS[key] ?? {};
  const units = GB_UNITS[measure] ?? ["15", "8", "6", "1"];
  const british = units.flatMap((unit) => gb.map((row) => `uk-desnz.${row}_${unit}`));
  const american = epaHub(...(isMobile ? [...usMobile, ...usStationary] : [...usStationary, ...usMobile]));
  const european = eu ? [`eu-cbam-fuels.${eu}`] : [];
  if (country === "CN" && standIn === undefined) return cn ? CN_BOOKS.map((book) => `${book}.${cn}`) : [];
  if (country === "US" && american.length > 0) return american;
  if (country === "GB" && british.length > 0) return british;
  const australian = country === "AU" ? au.map((row) => `au-nga.${row}`) : [];
  return [...australian, ...british, ...european, ...american];
}

export interface Mode {
  /** Per tonne and kilometre, of average load. */
  perTonne: readonly string[];
  perTonneUs?: readonly string[];
  /** Per kilometre of the vehicle. */
  perVehicle?: readonly string[];
  sectors: readonly string[];
}

const TRUCK = ["27_304_3140_14", "27_304_3136_14", "27_304_3124_14"];
const US_TRUCK = ["t8-medium-and-heavy-duty-truck-short-ton-mile"];
const VAN = ["27_303_3106_14", "27_303_3102_14"];
const CONTAINER = ["27_320_3235_14"];
const FLIGHT = ["27_317_3158_14", "27_317_3156_14"];

export const FREIGHT_MODES: Readonly<Record<string, Mode>> = {
  sea: { perTonne: desnz(...CONTAINER), sectors: ["483111", "488510"] },
  bulk: { perTonne: desnz("27_320_3221_14"), sectors: ["483111"] },
  roro: { perTonne: desnz("27_320_3238_14", "27_320_3241_14"), sectors: ["483111"] },
  tanker: { perTonne: desnz("27_319_3203_14", "27_319_3208_14"), sectors: ["483111"] },
  inland: {
    perTonne: desnz("27_320_3228_14"),
    perTonneUs: epaHub("t8-waterborne-craft-short-ton-mile"),
    sectors: ["483211"],
  },
  coastal: {
    perTonne: desnz("27_320_3228_14"),
    perTonneUs: epaHub("t8-waterborne-craft-short-ton-mile"),
    sectors: ["483113"],
  },
  air: { perTonne: desnz(...FLIGHT), perTonneUs: epaHub("t8-aircraft-short-ton-mile"), sectors: ["481112"] },
  rail: { perTonne: desnz("27_315_3151_14"), perTonneUs: epaHub("t8-rail-short-ton-mile"), sectors: ["482111"] },
  road: {
    perTonne: desnz(...TRUCK),
    perTonneUs: epaHub(...US_TRUCK),
    perVehicle: desnz("27_304_3140_4", "27_304_3140_9"),
    sectors: ["484110", "484121", "484122"],
  },
  reefer: { perTonne: desnz("27_306_3140_14"), perVehicle: desnz("27_306_3140_4"), sectors: ["484230", "484220"] },
  van: { perTonne: desnz(...VAN), perVehicle: desnz("27_303_3106_4", "27_303_3102_4"), sectors: ["484110", "492210"] },
  courier: { perTonne: desnz(...FLIGHT), perTonneUs: epaHub("t8-aircraft-short-ton-mile"), sectors: ["492110"] },
  "local-messenger": { perTonne: [], perVehicle: desnz("27_303_3106_4"), sectors: ["492210"] },
  post: { perTonne: [], sectors: ["491110"] },
  forwarding: { perTonne: [], sectors: ["488510"] },
  port: { perTonne: [], sectors: ["488320", "488310"] },
  storage: { perTonne: [], sectors: ["493110"] },
  "cold-storage": { perTonne: [], sectors: ["493120"] },
  moving: { perTonne: [], sectors: ["484210"] },
};

export interface Journey {
  perPassenger: readonly string[];
  perPassengerUs?: readonly string[];
  perVehicle?: readonly string[];
  sectors: readonly string[];
}

const CAR = ["25_301_3074_4", "25_301_3070_4", "25_301_3074_9"];

export const TRAVEL_MODES: Readonly<Record<string, Journey>> = {
  flight: { perPassenger: desnz("21_316_3178_11", "21_316_3180_11"), sectors: ["481111"] },
  rail: {
    perPassenger: desnz("25_315_3147_11", "25_315_3148_11"),
    perPassengerUs: epaHub("t10-intercity-rail-national-average-passenger-mile"),
    sectors: ["482111"],
  },
  metro: {
    perPassenger: desnz("25_315_3149_11"),
    perPassengerUs: epaHub("t10-transit-rail-i.e.-subway-tram-passenger-mile"),
    sectors: ["485111", "485119"],
  },
  coach: {
    perPassenger: desnz("25_314_3146_11", "25_314_3145_11"),
    perPassengerUs: epaHub("t10-bus-passenger-mile"),
    sectors: ["485210", "485510"],
  },
  bus: {
    perPassenger: desnz("25_314_3145_11", "25_314_3143_11"),
    perPassengerUs: epaHub("t10-bus-passenger-mile"),
    sectors: ["485113", "485111"],
  },
  taxi: { perPassenger: desnz("25_313_3141_11"), perVehicle: desnz("25_313_3141_4"), sectors: ["485310", "485320"] },
  rental: { perPassenger: [], perVehicle: desnz(...CAR), sectors: ["532111"] },
  car: { perPassenger: [], perVehicle: desnz(...CAR), sectors: [] },
  motorbike: { perPassenger: [], perVehicle: desnz("25_302_3080_4"), sectors: [] },
  ferry: { perPassenger: desnz("23_318_3190_11", "23_318_3188_11"), sectors: ["483212", "483114"] },
  agency: { perPassenger: [], sectors: ["561510"] },
  toll: { perPassenger: [], sectors: ["488490"] },
  parking: { perPassenger: [], sectors: ["812930"] },
};
