import type {
  ActivityMethod,
  DocumentActivity,
  DocumentFactor,
  EmissionFactor,
  InventoryDocument,
  Market,
  PropertyFactor,
} from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { CATEGORIES, type Category, scopeOf } from "#app/carbon/line/scope.ts";
import { METHODS } from "#app/carbon/method/methods.ts";
import { addDays } from "#app/day/day.ts";
import { type Dice, diceOf } from "./dice.ts";
import { judgeActivity } from "./line-opinion.ts";
import { isSameKind, kindOf, MEASURED_UNITS, unitsLike } from "./measure.ts";
import { applyMethod } from "./method-opinion.ts";
import { randomInputs } from "./random-inputs.ts";

const YEAR = { start: "2024-01-01", end: "2024-12-31" };
const GASES = ["CO2", "CH4", "CH4_fossil", "N2O", "HFC-32", "R-22", "MIX", "OLD-MIX"];
const SETS = ["AR4", "AR5", "AR6"];
const PLAIN_CATEGORIES = [...CATEGORIES[1], ...CATEGORIES[3]];

/**
 * A valid document of up to seven activities (`rows`; plain ones have no method), the same for the same seed. It covers
 * every way of publishing a factor, properties in both directions, heat bases, shares, corrections, credits and
 * lifetime entries, instruments and residual mixes, methods and chains. Half of the documents contain lines with
 * issues. The others (`tidy`) leave those lines out.
 */
export function randomDocument(
  seed: number,
  { rows = 7, isPlain = false }: { rows?: number; isPlain?: boolean } = {},
): InventoryDocument {
  const dice = diceOf(seed);
  const factors: DocumentFactor[] = [];
  const document: InventoryDocument = {
    schema: "truetonne/inventory-document/v1",
    organization: { name: { en: "Random" }, consolidationApproach: "equity_share" },
    period: YEAR,
    ...(dice.once(4) ? {} : { vintage: { start: "2023-07-01", end: "2025-03-31" } }),
    gwp: {
      set: dice.pick(SETS),
      values: {
        CO2: "1",
        CH4: dice.positive(2, 2),
        CH4_fossil: "29.8",
        N2O: "273",
        "HFC-32": "771",
        "R-22": "1960",
        A: "12.25",
      },
      blends: { MIX: { A: "0.333333333333", "HFC-32": "0.666666666667" }, "OLD-MIX": { "R-22": "0.6", A: "0.4" } },
      ...(dice.once(3) ? {} : { reportedApart: ["R-22"] }),
    },
    factors,
    activities: [],
  };
  if (dice.once(9)) delete document.gwp.values.A;
  if (dice.once(2)) document.gwp.values.CH4_combustion = "27";
  if (dice.once(2)) document.facilities = randomPlaces(dice);
  const count = dice.roll(rows + 1);
  for (let at = 0; at < count; at += 1) document.activities.push(randomActivity(dice, factors, { at, isPlain }));
  if (isPlain) return document;
  dropInvalid(document);
  if (dice.once(2)) {
    const isFine = (activity: DocumentActivity, at: number) =>
      judgeActivity(document, activity, at).issues.length === 0;
    document.activities = document.activities.filter(isFine);
  }
  if (dice.once(4)) addUncertainty(dice, document);
  return document;
}

/** A random document whose activities repeat with other quantities on other days of the year. */
export function repeatedDocument(seed: number): InventoryDocument {
  const dice = diceOf(seed);
  const document = randomDocument(seed);
  const again = document.activities.flatMap((one, at) =>
    Array.from({ length: dice.roll(5) }, (_, time): DocumentActivity => {
      const start = addDays("2024-01-01", dice.roll(360));
      const period = dice.once(2) ? one.period : { start, end: addDays(start, dice.roll(4)) };
      const quantity = one.quantity === undefined || dice.once(4) ? one.quantity : dice.decimal(6, 4);
      const words = one.entry ? {} : { ...(quantity === undefined ? {} : { quantity }), period };
      return { ...one, ...words, id: `again-${at}-${time}`, evidence: `page ${time}` };
    }),
  );
  return { ...document, activities: [...document.activities, ...again].sort(() => (dice.once(2) ? 1 : -1)) };
}

const REGIONS = ["CN-JS", "CN-ZJ", "CN-GD", "CN-GRID-EAST", "CN", "GB", "DE", "NO", "US", "CA", "EU", "Earth"];

/** Places of the facilities, some of them without a grid region or a country. */
function randomPlaces(dice: Dice): NonNullable<InventoryDocument["facilities"]> {
  const place = () => {
    const country = dice.pick(["CN", "CN", "GB", "DE", "US"]);
    const gridRegion = country === "CN" ? dice.pick(["CN-JS", "CN-ZJ", "CN-GRID-EAST", "CN"]) : country;
    return { ...(dice.once(5) ? {} : { country }), ...(dice.once(3) ? {} : { gridRegion }) };
  };
  return { f1: { name: { en: "One" }, ...place() }, f2: { name: { en: "Two" }, ...place() } };
}

/** Errors that lines share, in all three ways. In most cases every line then gives its own. */
function addUncertainty(dice: Dice, document: InventoryDocument): void {
  const correlation = dice.pick(["none", "by_factor", "by_group"] as const);
  const { activities } = document;
  const groups = [0, 1].map((group) => activities.filter((_, at) => at % 3 === group).map(({ id }) => id));
  document.uncertainty = { correlation, ...(correlation === "by_group" ? { groups } : {}) };
  if (dice.once(5)) return;
  for (const one of activities) one.uncertainty ??= { activity: dice.decimal(2, 1), factor: dice.decimal(2, 1) };
}

/** Drops activities with numbers out of a method's range, found with the program's own validation. */
function dropInvalid(document: InventoryDocument): void {
  const validation = validateDocument(document);
  if (validation.ok) return;
  const bad = new Set(validation.faults.map(({ pointer }) => /^\/activities\/(\d+)/.exec(pointer)?.[1]));
  document.activities = document.activities.filter((_, at) => !bad.has(String(at)));
}

function randomActivity(
  dice: Dice,
  factors: DocumentFactor[],
  { at, isPlain }: { at: number; isPlain: boolean },
): DocumentActivity {
  const method = !isPlain && dice.once(3) ? dice.pick(METHODS) : null;
  const category: Category = method
    ? dice.pick(method.categories)
    : dice.once(3)
      ? dice.pick(CATEGORIES[2])
      : dice.pick(PLAIN_CATEGORIES);
  const activity: DocumentActivity = {
    id: `a${at}`,
    facility: dice.pick(["f1", "f2", "__proto__"]),
    scope: scopeOf(category),
    category,
    period: dice.once(4) ? { start: "2024-02-29", end: "2024-03-31" } : YEAR,
    factor: "",
  };
  const traits = randomTraits(dice);
  if (method) activity.method = { name: method.name, ...randomInputs(dice, method.fields) } as ActivityMethod;
  const unit = method ? unitOf(activity.method!, traits) : dice.pick(MEASURED_UNITS);
  if (!method) {
    activity.unit = dice.pick(unitsLike(unit));
    activity.quantity = dice.decimal(15, 12);
  }
  addEntry(dice, activity);
  const via = dice.once(3) ? randomWay(dice, factors, unit) : { unit, references: [] };
  if (via.references.length > 0) activity.via = via.references;
  if (!method && kindOf(unit) === "energy" && dice.once(4)) activity.heatBasis = dice.pick(["net", "net", "gross"]);
  const factor = randomFactor(dice, factors, { like: via.unit, kind: "emission", traits });
  activity.factor = factor;
  if (dice.once(3)) activity.share = dice.pick(["1", "0", "0.5", "1/3", "2/7", "0.123456789012", "365/366"]);
  if (dice.once(2)) activity.uncertainty = { activity: dice.decimal(2, 2), factor: dice.pick(["3", "4", "0", "12.5"]) };
  if (dice.once(activity.scope === 2 ? 60 : 10)) activity.biogenicFraction = dice.pick(["0", "1", "0.15", "1/7"]);
  if (activity.uncertainty && activity.via && dice.once(2))
    activity.uncertainty.via = activity.via.map(() => dice.pick(["0", "2.5", "20"]));
  if (dice.once(12)) activity.accepted = [{ code: "factor_not_valid", reason: "Latest edition" }];
  if (dice.once(12)) activity.chain = dice.pick(["c1", "c2"]);
  if (activity.scope === 2 && dice.roll(3) > 0) activity.market = randomMarket(dice, factors, activity, via.unit);
  return activity;
}

function addEntry(dice: Dice, activity: DocumentActivity): void {
  const kind = dice.pick([undefined, undefined, undefined, "correction", "credit", "lifetime"] as const);
  if (kind) activity.entry = { kind, reason: "stated" };
  const mayBeNegative = kind === "correction" || kind === "credit" || dice.once(20);
  if (activity.quantity && mayBeNegative && dice.once(2)) activity.quantity = `-${activity.quantity}`;
}

type Traits = Pick<
  EmissionFactor,
  "boundary" | "otherGases" | "radiativeForcing" | "distanceCorrection" | "priceBasis" | "priceYear" | "quantification"
>;

/** The factor properties that a method or chain requires. Most of the generated factors fit. */
function randomTraits(dice: Dice): Traits {
  return {
    ...(dice.once(4)
      ? {}
      : { boundary: dice.pick(["well_to_wheel", "well_to_wheel", "tank_to_wheel", "well_to_tank", "life_cycle"]) }),
    ...(dice.once(4) ? {} : { radiativeForcing: dice.pick(["excluded", "excluded", "included"]) }),
    ...(dice.once(4) ? {} : { distanceCorrection: dice.pick(["excluded", "excluded", "included"]) }),
    ...(dice.once(5) ? {} : { priceBasis: dice.pick(["purchaser", "producer"]) }),
    ...(dice.once(5) ? {} : { priceYear: dice.pick(["2022", "2023"]) }),
    ...(dice.once(8) ? { otherGases: "ratio" } : {}),
    ...(dice.once(30) ? { quantification: dice.pick(["marginal", "avoided"]) } : {}),
  } as Traits;
}

/** The unit of a method's quantity, even if its inputs are wrong. */
function unitOf(method: ActivityMethod, traits: Traits): string {
  try {
    const applied = applyMethod(method, traits as EmissionFactor);
    return "unit" in applied ? applied.unit : "kg";
  } catch {
    // A number is out of range: the activity is dropped as invalid.
    return "kg";
  }
}

/** One or two properties that convert a unit to another kind of unit. */
function randomWay(dice: Dice, factors: DocumentFactor[], from: string): { unit: string; references: string[] } {
  const references: string[] = [];
  let unit = from;
  for (let left = 1 + dice.roll(2); left > 0; left -= 1) {
    const known = factors.filter((one): one is PropertyFactor => one.kind === "property");
    const fits = known.filter((one) => isSameKind(one.from, unit) || isSameKind(one.to, unit));
    const property = fits.length > 0 && dice.once(2) ? dice.pick(fits) : newProperty(dice, factors, unit);
    references.push(`${property.id}@1`);
    unit = isSameKind(property.from, unit) ? property.to : property.from;
  }
  return { unit, references };
}

function newProperty(dice: Dice, factors: DocumentFactor[], unit: string): PropertyFactor {
  const other = dice.pick(["kg", "t", "MJ", "GJ", "L", "m3", "kWh", "Nm3", "t.km", "km"]);
  const [from, to] = dice.once(2) ? [dice.pick(unitsLike(unit)), other] : [other, dice.pick(unitsLike(unit))];
  const isHeat = kindOf(from) === "energy" || kindOf(to) === "energy";
  const property: PropertyFactor = {
    kind: "property",
    id: `p${factors.length}`,
    version: "1",
    property: "density",
    from,
    to,
    value: dice.once(2) ? dice.positive(4, 10) : `${dice.positive(3, 2)}/${dice.positive(3, 2)}`,
    ...(isHeat && dice.roll(3) > 0 ? { heatBasis: dice.pick(["net", "net", "net", "gross"] as const) } : {}),
    ...(dice.once(40) ? { validTo: "2023-12-31" } : {}),
  };
  factors.push(property);
  return property;
}

function randomFactor(
  dice: Dice,
  factors: DocumentFactor[],
  { like, kind, traits = {} }: { like: string; kind: "emission" | "grid_residual"; traits?: Traits },
): string {
  const known = factors.filter((one) => one.kind === kind && isSameKind((one as EmissionFactor).unit, like));
  if (known.length > 0 && dice.once(3)) return `${dice.pick(known).id}@1`;
  const unit = dice.pick(unitsLike(like));
  const factor = {
    kind,
    id: `e${factors.length}`,
    version: "1",
    unit,
    ...(kindOf(unit) === "energy" && dice.roll(2) > 0 ? { heatBasis: dice.pick(["net", "net", "net", "gross"]) } : {}),
    ...randomBasis(dice),
    ...(dice.once(3) ? { biogenicCo2: dice.decimal(2, 4) } : {}),
    ...(dice.once(4) ? { region: dice.pick(REGIONS) } : {}),
    ...(dice.once(25) ? { validFrom: "2024-02-01" } : {}),
    ...(dice.once(25) ? { validTo: "2024-06-30" } : {}),
    ...traits,
  } as EmissionFactor;
  factors.push(factor);
  return `${factor.id}@1`;
}

function randomBasis(dice: Dice): Partial<EmissionFactor> {
  const gases = dice.shuffle(GASES).slice(0, 1 + dice.roll(4));
  if (dice.once(40)) gases.push("unknown");
  const carbon = dice.once(3) ? { co2PerCarbon: dice.pick(["44/12", "3.664"] as const) } : {};
  const each = (value: (gas: string) => string) => Object.fromEntries(gases.map((gas) => [gas, value(gas)]));
  switch (dice.roll(5)) {
    case 0:
      if (dice.once(12)) return { gases: { CO2: `-${dice.positive(2, 2)}` } };
      return { gases: each(() => dice.decimal(3, 20)) };
    case 1:
      return { gasesCo2e: each(() => dice.decimal(3, 8)), gasesGwp: each(() => dice.positive(5, 3)) };
    case 2:
      return { co2e: dice.decimal(4, 6), co2eGwpSet: dice.pick(SETS) };
    case 3:
      return { carbon: { kgCarbonPerUnit: dice.decimal(3, 5), oxidation: dice.pick(["1", "0.98", "0"]), ...carbon } };
    default:
      return { nitrogen: { kgN2ONPerUnit: dice.decimal(1, 6) } };
  }
}

const INSTRUMENTS_OF_A_MARKET = "rec guarantee_of_origin rego green_power_trade".split(" ");
const INSTRUMENTS = "i_rec direct_line supplier_contract".split(" ");

/** Serial numbers are short and of few series, so that many have some in common. */
function addInstrument(dice: Dice, factors: DocumentFactor[], reference: string): void {
  const factor = factors.find(({ id }) => `${id}@1` === reference) as EmissionFactor;
  if (factor.instrument) return;
  const [first, last] = [dice.roll(900), dice.roll(90)];
  const serial = (number: number) =>
    `${dice.pick(["NO", "no"])}${dice.pick(["", "-"])}${String(number).padStart(3, "0")}`;
  factor.instrument = {
    ...(dice.once(2)
      ? {
          registry: dice.pick(["North", "NORTH", "South"]),
          serials: { first: serial(first), last: serial(first + last) },
        }
      : { contract: "C-1" }),
    ...(dice.once(4) ? { market: dice.pick(["CN", "GB", "NO", "US"]) } : {}),
    generation: { start: dice.once(9) ? "2023-06-01" : "2023-12-01", end: dice.once(9) ? "2025-04-01" : "2024-03-31" },
    quantity: dice.decimal(dice.once(3) ? 3 : 14, 3).replace("-", ""),
    unit: dice.once(20) ? "kg" : dice.pick(unitsLike(factor.unit)),
    ...(dice.once(3) ? {} : { cancelledOn: "2025-02-01" }),
  };
}

function randomMarket(dice: Dice, factors: DocumentFactor[], activity: DocumentActivity, unit: string): Market {
  const like = activity.unit && dice.once(2) ? activity.unit : unit;
  const instrument = () => {
    // Usually small compared with the consumption, which has up to fifteen digits.
    const quantity = dice.decimal(dice.once(4) ? 12 : 2, 3);
    const of = dice.once(15) ? "kg" : dice.pick(unitsLike(like));
    const factor = randomFactor(dice, factors, { like: of, kind: "emission" });
    if (dice.once(3)) addInstrument(dice, factors, factor);
    return { type: dice.pick(dice.once(4) ? INSTRUMENTS_OF_A_MARKET : INSTRUMENTS), quantity, unit: of, factor };
  };
  const isMixed = dice.once(2);
  const mixUnit = dice.once(15) ? "kg" : like;
  return {
    instruments: Array.from({ length: dice.roll(3) }, instrument),
    ...(dice.once(10) ? { claims: [{ name: "tariff", ...(dice.once(2) ? { proof: "contract" } : {}) }] } : {}),
    residualFactor: isMixed ? randomFactor(dice, factors, { like: mixUnit, kind: "grid_residual" }) : null,
  };
}
