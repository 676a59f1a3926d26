import { BOUNDS } from "#app/number/decimal.ts";
import { compare, divide, multiply, toExactOr40 } from "#app/number/ratio.ts";
import { ENERGY_OR_FUEL } from "./dimensions.ts";
import { amount, fraction, inUnit, number } from "./field.ts";
import { defineMethod, problem } from "./method.ts";

const CATEGORIES = ["upstream_leased_assets", "downstream_leased_assets", "franchises"] as const;

/**
 * A tenant's part of a building's energy: leased area ÷ let area (lettable area × occupancy), so that vacant space is
 * fully allocated (methodology rule 49).
 */
export const leasedFloorArea = defineMethod({
  name: "leased_floor_area",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 8, asset-specific method",
  categories: CATEGORIES,
  fields: {
    buildingUse: amount(ENERGY_OR_FUEL),
    leasedArea: amount(["area"]),
    lettableArea: amount(["area"], { sign: "positive" }),
    occupancy: number({ min: 0, max: 1, isMinExcluded: true }),
  },
  steps: ["let_area", "share"],
  derive({ buildingUse, leasedArea, lettableArea, occupancy }) {
    const letArea = multiply(inUnit(lettableArea, "m2"), occupancy);
    const leased = inUnit(leasedArea, "m2");
    if (compare(leased, letArea) > 0) {
      const told = { amount: `${toExactOr40(leased)} m2`, limit: `${toExactOr40(letArea)} m2` };
      return [problem("amount_exceeds", "/leasedArea/quantity", told)];
    }
    const share = divide(leased, letArea);
    const steps = [
      { name: "let_area", value: letArea, unit: "m2" as const },
      { name: "share", value: share, unit: null },
    ];
    return { quantity: multiply(buildingUse.quantity, share), unit: buildingUse.unit, steps };
  },
});

/**
 * Without a meter: floor area × the leased part of the year, for a factor per area and year. Days are counted, with the
 * actual length of the year (rule 36).
 */
export const leasedAreaByAverage = defineMethod({
  name: "leased_area_by_average",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 8, average-data method",
  categories: CATEGORIES,
  fields: {
    area: amount(["area"]),
    occupied: fraction(),
    days: number({ min: 0, max: 366 }, BOUNDS.quantity),
    daysOfYear: number({ min: 365, max: 366 }, BOUNDS.quantity),
  },
  steps: ["share"],
  derive({ area, occupied, days, daysOfYear }) {
    if (compare(days, daysOfYear) > 0) {
      const told = { amount: toExactOr40(days), limit: toExactOr40(daysOfYear) };
      return [problem("amount_exceeds", "/days", told)];
    }
    const share = multiply(occupied, divide(days, daysOfYear));
    const steps = [{ name: "share", value: share, unit: null }];
    return { quantity: multiply(area.quantity, share), unit: area.unit, steps };
  },
});
