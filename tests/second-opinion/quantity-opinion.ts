import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, times } from "./fraction.ts";
import type { Matter } from "./matter.ts";
import { applyMethod } from "./method-opinion.ts";
import { walk } from "./walk.ts";

/** The quantity of an activity as entered, and in its factor's unit. */
export interface Measured {
  quantity: Fraction;
  unit: string;
  factor: EmissionFactor;
  factorQuantity: Fraction;
  /** The size of one entered unit in the factor's unit. */
  scale: Fraction;
  share: Fraction;
  /** For each property on the way: whether it is applied from → to. */
  isForward: boolean[];
  /** The disclosure notes of its method. */
  told: readonly string[];
}

/**
 * Reports a quantity that is missing, negative or can't be converted to the factor's unit. Gives null except for a
 * negative one.
 */
export function measureActivity({ activity, complain, emission, property }: Matter): Measured | null {
  const factor = emission(activity.factor);
  const entered = activity.method
    ? applyMethod(activity.method, factor)
    : {
        quantity: f(activity.quantity!),
        unit: activity.unit!,
        told: (activity.merged?.disclosures ?? []).map(({ code }) => code),
        heatBasis: undefined,
      };
  if ("problems" in entered) {
    for (const { code, at } of entered.problems) complain(code, `/method${at}`);
    return null;
  }
  const { quantity, unit, told } = entered;
  if (quantity.n < 0n && !activity.entry) complain("negative_quantity", activity.method ? "/method" : "/quantity");
  const heatBasis = entered.heatBasis ?? activity.heatBasis;
  const way = walk({ unit, heatBasis }, (activity.via ?? []).map(property), factor);
  if ("code" in way) {
    complain(way.code, way.at === "/unit" && activity.method ? "/method" : way.at);
    return null;
  }
  const share = f(activity.share ?? "1");
  return { quantity, unit, factor, factorQuantity: times(quantity, way.scale), ...way, share, told };
}
