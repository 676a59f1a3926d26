import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { add, multiply, type Ratio, ZERO } from "#app/number/ratio.ts";
import { type Amount, amount, inUnit, number, optional, rows, type Stated, stated } from "./field.ts";
import { defineMethod, type MethodProblem, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const SOURCE =
  "ISO 14083:2023, clause 6 (transport activity); GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 4, distance-based method";

/**
 * A multiplier or an addition, never both, and only for a factor that states it includes none (methodology rule 52).
 */
export function checkDistanceCorrection(
  input: { distanceMultiplier: Stated | null; distanceAddition: Amount | null },
  factor: EmissionFactor,
): MethodProblem[] {
  const { distanceMultiplier, distanceAddition } = input;
  if (!distanceMultiplier && !distanceAddition) return [];
  const detail = { factor: `${factor.id}@${factor.version}`, stated: factor.distanceCorrection ?? "" };
  const pointer = distanceMultiplier ? "/distanceMultiplier" : "/distanceAddition";
  if (distanceMultiplier && distanceAddition)
    return [problem("distance_correction_twice", pointer, { ...detail, stated: "included" })];
  return factor.distanceCorrection === "excluded" ? [] : [problem("distance_correction_twice", pointer, detail)];
}

export function correctDistance(
  distance: Amount,
  { distanceMultiplier, distanceAddition }: { distanceMultiplier: Stated | null; distanceAddition: Amount | null },
): Ratio {
  const km = inUnit(distance, "km");
  if (distanceMultiplier) return multiply(km, distanceMultiplier.value);
  return distanceAddition ? add(km, inUnit(distanceAddition, "km")) : km;
}

/**
 * Mass × distance per shipment: tonne-kilometres of one leg of a transport chain. Each leg is an activity with the
 * factor of its mode. `chain` on the activity links them.
 */
export const freightByMass = defineMethod({
  name: "freight_by_mass",
  source: SOURCE,
  categories: ["upstream_transport", "downstream_transport", "waste", "purchased_goods_services"],
  fields: {
    shipments: rows({ mass: amount(["mass"]), distance: amount(["distance"]) }),
    distanceMultiplier: optional(stated({ min: 1 })),
    distanceAddition: optional(amount(["distance"])),
  },
  steps: ["mass", "transport_activity"],
  checkFactor: checkDistanceCorrection,
  derive({ shipments, ...correction }) {
    let [mass, activity] = [ZERO, ZERO];
    for (const shipment of shipments) {
      const tonnes = inUnit(shipment.mass, "t");
      mass = add(mass, tonnes);
      activity = add(activity, multiply(tonnes, correctDistance(shipment.distance, correction)));
    }
    const steps = [
      { name: "mass", value: mass, unit: "t" as const },
      { name: "transport_activity", value: activity, unit: "t.km" as const },
    ];
    const { distanceMultiplier } = correction;
    return { quantity: activity, unit: "t.km", steps, disclosures: statedValues({ distanceMultiplier }) };
  },
});

/** Containers × distance: TEU-kilometres. They don't convert to tonne-kilometres without a stated load. */
export const freightByContainer = defineMethod({
  name: "freight_by_container",
  source: SOURCE,
  categories: ["upstream_transport", "downstream_transport"],
  fields: {
    shipments: rows({ teu: number({ min: 0 }, BOUNDS.quantity), distance: amount(["distance"]) }),
    distanceMultiplier: optional(stated({ min: 1 })),
    distanceAddition: optional(amount(["distance"])),
  },
  steps: ["transport_activity"],
  checkFactor: checkDistanceCorrection,
  derive({ shipments, ...correction }) {
    let activity = ZERO;
    for (const { teu, distance } of shipments) {
      activity = add(activity, multiply(teu, correctDistance(distance, correction)));
    }
    const steps = [{ name: "transport_activity", value: activity, unit: "TEU.km" as const }];
    const { distanceMultiplier } = correction;
    return { quantity: activity, unit: "TEU.km", steps, disclosures: statedValues({ distanceMultiplier }) };
  },
});
