import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { countDays, daysByMonth } from "#app/day/period.ts";
import { add, divide, fromInteger, multiply, ONE, type Ratio, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { co2eByGas, isCounted, marketBasedCo2eKg } from "./inventory.ts";

/**
 * The keys for grouping. `month` spreads an activity over its days, including both ends. `gas` is location-based only.
 */
export const GROUP_KEYS = ["scope", "category", "gas", "facility", "source", "month", "dataQuality", "factor"] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** One group. Every figure is exact, or has 40 significant digits if it doesn't end. */
export interface SummaryRow {
  /** The group's value for each requested key. `unstated` for an activity without data quality or source. */
  keys: string[];
  co2eKg: string;
  /** Null when grouped by gas, because instruments have no gas table. */
  co2eKgMarketBased: string | null;
  biogenicCo2Kg: string | null;
}

interface Part {
  keys: string[];
  weight: Ratio;
  /** Null for the whole line, otherwise the part of one gas. */
  gasCo2eKg: Ratio | null;
}

interface Sums {
  keys: string[];
  co2eKg: Ratio;
  marketBased: Ratio;
  biogenicCo2Kg: Ratio;
}

/**
 * Groups the lines of a document (`calculateLines`), or the merged ones with the same sums (`mergeKinds`), by one or
 * more keys, in the order in which groups first appear (months in calendar order). Credits are left out, as in every
 * total, and so are lines with issues. The rows sum exactly to the total.
 */
export function summarizeLines(lines: readonly ExactLine[], by: readonly GroupKey[]): SummaryRow[] {
  const hasGas = by.includes("gas");
  const groups = new Map<string, Sums>();
  for (const line of lines) {
    if (!isCounted(line)) continue;
    for (const part of partsOf(line, by)) {
      const id = JSON.stringify(part.keys);
      const sums = groups.get(id) ?? {
        keys: part.keys,
        co2eKg: ZERO,
        marketBased: ZERO,
        biogenicCo2Kg: ZERO,
      };
      sums.co2eKg = add(sums.co2eKg, multiply(part.weight, part.gasCo2eKg ?? line.emission.co2eKg));
      if (!hasGas) {
        sums.marketBased = add(sums.marketBased, multiply(part.weight, marketBasedCo2eKg(line)));
        sums.biogenicCo2Kg = add(sums.biogenicCo2Kg, multiply(part.weight, line.emission.biogenicCo2Kg));
      }
      groups.set(id, sums);
    }
  }
  const rows = [...groups.values()].map((sums) => printSums(sums, hasGas));
  const month = by.indexOf("month");
  return month < 0
    ? rows
    : rows.sort((a, b) => (a.keys[month]! < b.keys[month]! ? -1 : a.keys[month]! > b.keys[month]! ? 1 : 0));
}

function printSums(sums: Sums, hasGas: boolean): SummaryRow {
  return {
    keys: sums.keys,
    co2eKg: toExactOr40(sums.co2eKg),
    co2eKgMarketBased: hasGas ? null : toExactOr40(sums.marketBased),
    biogenicCo2Kg: hasGas ? null : toExactOr40(sums.biogenicCo2Kg),
  };
}

function partsOf(line: ExactLine, by: readonly GroupKey[]): Part[] {
  let parts: Part[] = [{ keys: [], weight: ONE, gasCo2eKg: null }];
  for (const key of by) parts = parts.flatMap((part) => splitBy(line, key, part));
  return parts;
}

function splitBy(line: ExactLine, key: GroupKey, part: Part): Part[] {
  const named = (name: string): Part[] => [{ ...part, keys: [...part.keys, name] }];
  const { activity } = line;
  switch (key) {
    case "scope":
      return named(String(activity.scope));
    case "category":
      return named(activity.category);
    case "facility":
      return named(activity.facility);
    case "source":
      return named(activity.emissionSource ?? "unstated");
    case "factor":
      return named(activity.factor);
    case "dataQuality":
      return named(activity.dataQuality ?? "unstated");
    case "gas":
      return co2eByGas(line).map(([gas, gasCo2eKg]) => ({ ...part, keys: [...part.keys, gas], gasCo2eKg }));
    case "month": {
      const days = fromInteger(countDays(activity.period));
      return daysByMonth(activity.period).map((month) => ({
        ...part,
        keys: [...part.keys, month.month],
        weight: multiply(part.weight, divide(fromInteger(month.days), days)),
      }));
    }
  }
}
