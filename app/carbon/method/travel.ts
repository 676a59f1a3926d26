import { BOUNDS } from "#app/number/decimal.ts";
import { add, multiply, ZERO } from "#app/number/ratio.ts";
import { amount, choice, number, optional, rows, stated } from "./field.ts";
import { checkDistanceCorrection, correctDistance } from "./freight.ts";
import { defineMethod, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

/**
 * Passengers × journeys × distance: passenger-kilometres. A distance correction and an uplift for radiative forcing are
 * applied once, and only for a factor that states it excludes them (methodology rules 52, 53). The uplift scales the
 * whole factor, so it is for a CO2-only factor if its publisher means CO2.
 */
export const travelByDistance = defineMethod({
  name: "travel_by_distance",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 6, distance-based method",
  categories: ["business_travel", "employee_commuting"],
  fields: {
    trips: rows({
      passengers: number({ min: 0 }, BOUNDS.quantity),
      journeys: number({ min: 0 }, BOUNDS.quantity),
      distance: amount(["distance"]),
    }),
    distanceMultiplier: optional(stated({ min: 1 })),
    distanceAddition: optional(amount(["distance"])),
    radiativeForcing: optional(stated({ min: 1 })),
  },
  steps: ["passenger_distance", "with_radiative_forcing"],
  checkFactor(input, factor) {
    const problems = checkDistanceCorrection(input, factor);
    if (input.radiativeForcing && factor.radiativeForcing !== "excluded") {
      const detail = { factor: `${factor.id}@${factor.version}`, stated: factor.radiativeForcing ?? "" };
      problems.push(problem("radiative_forcing_twice", "/radiativeForcing", detail));
    }
    return problems;
  },
  derive({ trips, radiativeForcing, ...correction }) {
    let distance = ZERO;
    for (const trip of trips) {
      const perPassenger = multiply(trip.journeys, correctDistance(trip.distance, correction));
      distance = add(distance, multiply(trip.passengers, perPassenger));
    }
    const quantity = radiativeForcing ? multiply(distance, radiativeForcing.value) : distance;
    const steps = [{ name: "passenger_distance", value: distance, unit: "p.km" as const }];
    if (radiativeForcing) steps.push({ name: "with_radiative_forcing", value: quantity, unit: "p.km" });
    const { distanceMultiplier } = correction;
    return { quantity, unit: "p.km", steps, disclosures: statedValues({ distanceMultiplier, radiativeForcing }) };
  },
});

/** Rooms × nights, or guests × nights: two different counts. A factor is for one of them (rule 27). */
export const hotelStay = defineMethod({
  name: "hotel_stay",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 6 (hotel stays)",
  categories: ["business_travel"],
  fields: {
    per: choice(["room_night", "person_night"]),
    stays: rows({ count: number({ min: 0 }, BOUNDS.quantity), nights: number({ min: 0 }, BOUNDS.quantity) }),
  },
  steps: ["nights"],
  derive({ per, stays }) {
    let nights = ZERO;
    for (const stay of stays) nights = add(nights, multiply(stay.count, stay.nights));
    return { quantity: nights, unit: per, steps: [{ name: "nights", value: nights, unit: per }] };
  },
});
