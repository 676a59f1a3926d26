/**
 * Every unit: its dimension and its exact size in the dimension's base, as decimal text. All are exact by definition:
 * the international pound (0.45359237 kg), foot and mile (1959), the US gallon (231 in³) and imperial gallon
 * (4.54609 L), the barrel of 42 US gallons, the International Table Btu (1055.05585262 J) and calorie (4.1868 J), the
 * toe of 41.868 GJ, and the tce of 29.3076 GJ (7,000 kcal_IT per kg, GB/T 2589).
 */
export const UNITS = {
  // energy, base J
  J: ["energy", "1"],
  kJ: ["energy", "1000"],
  MJ: ["energy", "1000000"],
  GJ: ["energy", "1000000000"],
  TJ: ["energy", "1000000000000"],
  Wh: ["energy", "3600"],
  kWh: ["energy", "3600000"],
  MWh: ["energy", "3600000000"],
  GWh: ["energy", "3600000000000"],
  kcal: ["energy", "4186.8"],
  Btu: ["energy", "1055.05585262"],
  MMBtu: ["energy", "1055055852.62"],
  therm_us: ["energy", "105505585.262"],
  tce: ["energy", "29307600000"],
  toe: ["energy", "41868000000"],
  // mass, base kg
  g: ["mass", "0.001"],
  kg: ["mass", "1"],
  t: ["mass", "1000"],
  kt: ["mass", "1000000"],
  lb: ["mass", "0.45359237"],
  short_ton: ["mass", "907.18474"],
  long_ton: ["mass", "1016.0469088"],
  // volume, base m³
  mL: ["volume", "0.000001"],
  L: ["volume", "0.001"],
  m3: ["volume", "1"],
  ft3: ["volume", "0.028316846592"],
  gal_us: ["volume", "0.003785411784"],
  gal_uk: ["volume", "0.00454609"],
  bbl: ["volume", "0.158987294928"],
  // gas volume at stated conditions, without a fixed ratio between them (methodology rule 32)
  Nm3: ["gas_volume_normal", "1"],
  Sm3: ["gas_volume_standard", "1"],
  scf: ["gas_volume_scf", "1"],
  // distance, base m
  m: ["distance", "1"],
  km: ["distance", "1000"],
  mi: ["distance", "1609.344"],
  nmi: ["distance", "1852"],
  // freight, base t.km; TEU.km is separate (methodology rule 27)
  "t.km": ["mass_distance", "1"],
  "short_ton.mi": ["mass_distance", "1.45997231821056"],
  "TEU.km": ["teu_distance", "1"],
  // passengers, base p.km
  "p.km": ["passenger_distance", "1"],
  "p.mi": ["passenger_distance", "1.609344"],
  // area, base m²
  m2: ["area", "1"],
  ft2: ["area", "0.09290304"],
  // time, base h
  h: ["time", "1"],
  d: ["time", "24"],
  // counts, each a separate dimension
  room_night: ["room_night", "1"],
  person_night: ["person_night", "1"],
  vehicle: ["vehicle", "1"],
  piece: ["piece", "1"],
  person_hour: ["person_hour", "1"],
  person_day: ["person_day", "1"],
  // one whole company, project or asset in one year, of which shares are attributed to financiers or buyers
  company_year: ["company_year", "1"],
  // money: currencies never convert by a fixed ratio
  CNY: ["money_cny", "1"],
  USD: ["money_usd", "1"],
  EUR: ["money_eur", "1"],
  GBP: ["money_gbp", "1"],
  JPY: ["money_jpy", "1"],
  HKD: ["money_hkd", "1"],
  KRW: ["money_krw", "1"],
  TWD: ["money_twd", "1"],
  SGD: ["money_sgd", "1"],
  AUD: ["money_aud", "1"],
  CAD: ["money_cad", "1"],
  CHF: ["money_chf", "1"],
  INR: ["money_inr", "1"],
} as const satisfies Record<string, readonly [dimension: string, size: string]>;

export type UnitCode = keyof typeof UNITS;
export type Dimension = (typeof UNITS)[UnitCode][0];
