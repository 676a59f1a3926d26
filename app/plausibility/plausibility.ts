import { isPartOfMarket } from "#app/carbon/factor/place.ts";
import { ALL_CATEGORIES, type Category } from "#app/carbon/line/scope.ts";
import { convert, isEnergy, isUnitCode } from "#app/carbon/unit/unit.ts";
import { daysByMonth, type Period } from "#app/day/period.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import {
  add,
  compare,
  divide,
  fromDecimal,
  fromInteger,
  multiply,
  negate,
  type Ratio,
  sign,
  subtract,
  toExactOr40,
  ZERO,
} from "#app/number/ratio.ts";
import { minusText, movePoint, percentageText } from "#app/number/text-decimal.ts";

interface Names {
  en: string;
  zh: string;
}

export interface Year {
  period: Period;
  /** Quantities of records by source, days and unit. */
  sums: readonly { sourceId: string; period: Period; quantity: string; unit: string }[];
  /** What the checklist divides the totals by. An empty quantity is not stated. */
  output: { per: Partial<Names>; quantity: string };
}

export interface Source {
  id: string;
  name: Names;
  category: string;
  facilityId: string;
}

export interface Facility {
  id: string;
  name: Names;
  country: string;
}

/** Electricity that may be claimed for the year. Quantities are in the instrument's unit. */
export interface Holding {
  type: string;
  country: string;
  unit: string;
  quantity: string;
  /** Allocated to records of any year. */
  allocated: string;
  /** Allocated to records of this year. */
  allocatedNow: string;
}

export interface PlausibilityFacts {
  year: Year;
  /** The same period one year earlier. */
  before: Year | null;
  facilities: readonly Facility[];
  sources: readonly Source[];
  /** What the trade of the guided start usually has. Null if no trade is known. */
  usual: readonly { category: Category; name: Names }[] | null;
  /** Whether the checklist states why a category has no lines at a facility. */
  isAnswered(category: Category, facilityId: string): boolean;
  /** Sources of scopes 1 and 2 whose supply and losses can be taken over into category 3, and are not. */
  withoutUpstream: number;
  holdings: readonly Holding[];
}

export type Finding =
  | { kind: "absent"; category: Category; usual: Names[] }
  | { kind: "no_electricity"; facility: Names }
  | { kind: "no_losses"; sourceId: string; source: Names; facility: Names }
  | { kind: "no_upstream"; count: number }
  | { kind: "energy_per_output"; per: Partial<Names>; now: string; before: string; change: string }
  | { kind: "certificates_above_use"; facilities: Names[]; left: string; uncovered: string }
  | { kind: "certificates_unused"; facilities: Names[]; left: string; uncovered: string };

/** The change of energy per unit of output, in percent, from which it is a finding. */
export const UNUSUAL_CHANGE = 10;
const HUNDRED = fromInteger(100);
const ENERGY_DIGITS = 3;

/** What a person should look at before a report, in the order of its weight. */
export function findImplausible(facts: PlausibilityFacts): Finding[] {
  return [
    ...findUnmetered(facts),
    ...findAbsent(facts),
    ...findNoLosses(facts),
    ...(facts.withoutUpstream > 0 ? [{ kind: "no_upstream", count: facts.withoutUpstream } as const] : []),
    ...compareEnergy(facts),
    ...weighCertificates(facts),
  ];
}

/** Nearly every place of work uses electricity from a supplier. */
function findUnmetered({ facilities, sources, isAnswered }: PlausibilityFacts): Finding[] {
  const metered = new Set(sources.filter(isElectricity).map(({ facilityId }) => facilityId));
  return facilities
    .filter(({ id }) => !metered.has(id) && !isAnswered("purchased_electricity", id))
    .map(({ name }) => ({ kind: "no_electricity", facility: name }));
}

/** Categories that the trade usually has and the organization has nowhere. */
function findAbsent({ usual, sources, facilities, isAnswered }: PlausibilityFacts): Finding[] {
  const present = new Set(sources.map(({ category }) => category));
  return ALL_CATEGORIES.flatMap((category): Finding[] => {
    const names = (usual ?? []).filter((kind) => kind.category === category).map(({ name }) => name);
    if (names.length === 0 || present.has(category) || category === "purchased_electricity") return [];
    if (facilities.length > 0 && facilities.every(({ id }) => isAnswered(category, id))) return [];
    return [{ kind: "absent", category, usual: names }];
  });
}

/** Refrigerants and other gases leak. A source of them without a record in a whole year is a question. */
function findNoLosses({ sources, facilities, year, isAnswered }: PlausibilityFacts): Finding[] {
  const recorded = new Set(year.sums.map(({ sourceId }) => sourceId));
  return sources
    .filter(({ id, category }) => category === "fugitive" && !recorded.has(id))
    .filter(({ facilityId }) => !isAnswered("fugitive", facilityId))
    .map(({ id, name, facilityId }) => ({
      kind: "no_losses",
      sourceId: id,
      source: name,
      facility: facilities.find((one) => one.id === facilityId)!.name,
    }));
}

/** Whether both years have what `energy_per_output` compares. */
export function canCompareEnergy(facts: PlausibilityFacts): boolean {
  return energyOfYears(facts) !== null;
}

/** Two years compare only with electricity in each of their months and an output of the same name. */
function energyOfYears({ year, before, sources }: PlausibilityFacts): { now: Ratio; then: Ratio } | null {
  if (!before || !isSameOutput(year.output.per, before.output.per)) return null;
  const [now, then] = [energyPerOutput(year, sources), energyPerOutput(before, sources)];
  return now === null || then === null ? null : { now, then };
}

function compareEnergy(facts: PlausibilityFacts): Finding[] {
  const years = energyOfYears(facts);
  if (years === null) return [];
  const { now, then } = years;
  const difference = subtract(now, then);
  const size = sign(difference) < 0 ? negate(difference) : difference;
  if (compare(multiply(size, HUNDRED), multiply(then, fromInteger(UNUSUAL_CHANGE))) < 0) return [];
  const [nowText, thenText] = [toExactOr40(now), toExactOr40(then)];
  const change = percentageText(toExactOr40(difference), thenText, 1)!;
  return [{ kind: "energy_per_output", per: facts.year.output.per, now: nowText, before: thenText, change }];
}

/** Kilowatt-hours per unit of output. Null where either is not known for the whole year. */
function energyPerOutput({ period, sums, output }: Year, sources: readonly Source[]): Ratio | null {
  if (output.quantity === "") return null;
  const electricity = sources.filter(isElectricity);
  const own = electricity.map(({ id }) => sums.filter(({ sourceId }) => sourceId === id));
  const isWhole = own.every((records) =>
    daysByMonth(period).every(({ month }) =>
      records.some(({ period: { start, end } }) => start.slice(0, 7) <= month && month <= end.slice(0, 7)),
    ),
  );
  const total = energyOf(own.flat());
  if (own.length === 0 || !isWhole || total === null || sign(total) <= 0) return null;
  return divide(total, fromDecimal(parseDecimal(output.quantity, BOUNDS.sum)));
}

/** In kilowatt-hours. Null if a unit is no energy. */
function energyOf(amounts: readonly { quantity: string; unit: string }[]): Ratio | null {
  let total = ZERO;
  for (const { quantity, unit } of amounts) {
    if (!isUnitCode(unit) || !isEnergy(unit)) return null;
    total = add(total, convert(fromDecimal(parseDecimal(quantity, BOUNDS.sum)), unit, "kWh"));
  }
  return total;
}

function isSameOutput(a: Partial<Names>, b: Partial<Names>): boolean {
  const same = (one = "", other = "") => one.trim() !== "" && one.trim().toLowerCase() === other.trim().toLowerCase();
  return same(a.en, b.en) || same(a.zh, b.zh);
}

/** What is left of the certificates of a market, against the electricity there that none covers. */
function weighCertificates({ year, facilities, sources, holdings }: PlausibilityFacts): Finding[] {
  const markets = new Map<string, { within: Facility[]; held: Holding[] }>();
  for (const one of holdings) {
    const within = facilities.filter((place) => isPartOfMarket(place, { instrument: one.type, region: one.country }));
    const key = within.map(({ id }) => id).join(" ");
    markets.set(key, { within, held: [...(markets.get(key)?.held ?? []), one] });
  }
  return [...markets.values()].flatMap(({ within, held }): Finding[] => {
    const places = new Set(within.map(({ id }) => id));
    const meters = new Set(
      sources.filter((one) => isElectricity(one) && places.has(one.facilityId)).map(({ id }) => id),
    );
    const use = energyOf(year.sums.filter(({ sourceId }) => meters.has(sourceId)));
    const covered = energyOf(held.map(({ allocatedNow, unit }) => ({ quantity: allocatedNow, unit })));
    const left = energyOf(
      held.map(({ quantity, allocated, unit }) => ({ quantity: minusText(quantity, allocated), unit })),
    );
    if (use === null || covered === null || left === null || sign(left) <= 0) return [];
    const uncovered = subtract(use, covered);
    return [
      {
        kind: compare(left, uncovered) > 0 ? "certificates_above_use" : "certificates_unused",
        facilities: within.map(({ name }) => name),
        left: megawattHours(left),
        uncovered: megawattHours(uncovered),
      },
    ];
  });
}

function megawattHours(kilowattHours: Ratio): string {
  return movePoint(toExactOr40(kilowattHours), ENERGY_DIGITS);
}

function isElectricity({ category }: Pick<Source, "category">): boolean {
  return category === "purchased_electricity";
}
