import { type Fraction, f, over, times } from "./fraction.ts";

/**
 * Each unit from its definition and independent of the program: the inch of 0.0254 m, the pound of 0.45359237 kg, the
 * calorie of 4.1868 J, the gallon of 231 cubic inches, an hour of 3,600 seconds.
 */
const of = (count: string, base: Fraction = f("1")): Fraction => times(f(count), base);
const cube = (length: Fraction): Fraction => times(length, length, length);

const joule = f("1");
const calorie = f("4.1868");
const kilogram = f("1");
const pound = of("0.45359237", kilogram);
const metre = f("1");
const inch = of("0.0254", metre);
const foot = of("12", inch);
const mile = of("5280", foot);
const cubicMetre = f("1");
const litre = of("1/1000", cubicMetre);
const gallon = of("231", cube(inch));
/** The heat for a pound of water and a degree Fahrenheit, from a calorie for a gram and a kelvin. */
const btu = times(pound, f("1000"), calorie, f("5/9"));
const watthour = of("3600", joule);
const hour = f("1");
const gramOfCoalEquivalent = of("7000", calorie);
const gramOfOilEquivalent = of("10000", calorie);

const energy: Record<string, Fraction> = {
  J: joule,
  kJ: of("1000", joule),
  MJ: of("1000000", joule),
  GJ: of("1000000000", joule),
  TJ: of("1000000000000", joule),
  Wh: watthour,
  kWh: of("1000", watthour),
  MWh: of("1000000", watthour),
  GWh: of("1000000000", watthour),
  kcal: of("1000", calorie),
  Btu: btu,
  MMBtu: of("1000000", btu),
  therm_us: of("100000", btu),
  tce: of("1000000", gramOfCoalEquivalent),
  toe: of("1000000", gramOfOilEquivalent),
};
const mass: Record<string, Fraction> = {
  g: of("1/1000", kilogram),
  kg: kilogram,
  t: of("1000", kilogram),
  kt: of("1000000", kilogram),
  lb: pound,
  short_ton: of("2000", pound),
  long_ton: of("2240", pound),
};
const volume: Record<string, Fraction> = {
  mL: of("1/1000", litre),
  L: litre,
  m3: cubicMetre,
  ft3: cube(foot),
  gal_us: gallon,
  gal_uk: of("4.54609", litre),
  bbl: of("42", gallon),
};
const distance: Record<string, Fraction> = { m: metre, km: of("1000", metre), mi: mile, nmi: of("1852", metre) };
const freight: Record<string, Fraction> = {
  "t.km": times(of("1000", kilogram), of("1000", metre)),
  "short_ton.mi": times(of("2000", pound), mile),
};
const travel: Record<string, Fraction> = { "p.km": of("1000", metre), "p.mi": mile };
const area: Record<string, Fraction> = { m2: times(metre, metre), ft2: times(foot, foot) };
const time: Record<string, Fraction> = { h: hour, d: of("24", hour) };

/** The kinds of units that convert by a fixed ratio. No other unit converts. */
const KINDS: Record<string, Record<string, Fraction>> = { energy, mass, volume, distance, freight, travel, area, time };
const ALONE = [
  "Nm3",
  "Sm3",
  "scf",
  "TEU.km",
  "room_night",
  "person_night",
  "vehicle",
  "piece",
  "person_hour",
  "person_day",
  "company_year",
  "CNY",
  "USD",
  "EUR",
  "GBP",
  "JPY",
  "HKD",
  "KRW",
  "TWD",
  "SGD",
  "AUD",
  "CAD",
  "CHF",
  "INR",
];

const MEASURES = new Map<string, { kind: string; size: Fraction }>([
  ...Object.entries(KINDS).flatMap(([kind, units]) =>
    Object.entries(units).map(([unit, size]) => [unit, { kind, size }] as const),
  ),
  ...ALONE.map((unit) => [unit, { kind: `alone: ${unit}`, size: f("1") }] as const),
]);

export const MEASURED_UNITS: readonly string[] = [...MEASURES.keys()];

function measure(unit: string): { kind: string; size: Fraction } {
  const found = MEASURES.get(unit);
  if (!found) throw new Error(`The second opinion has no definition of ${unit}`);
  return found;
}

export function kindOf(unit: string): string {
  return measure(unit).kind;
}

export function isSameKind(a: string, b: string): boolean {
  return kindOf(a) === kindOf(b);
}

/** Number of `to` units in one `from` unit. */
export function rate(from: string, to: string): Fraction {
  if (!isSameKind(from, to)) throw new Error(`${from} is no ${to}`);
  return over(measure(from).size, measure(to).size);
}

export function unitsLike(unit: string): string[] {
  return MEASURED_UNITS.filter((other) => isSameKind(other, unit));
}
