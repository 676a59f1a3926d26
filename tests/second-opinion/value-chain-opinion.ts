import { type Amount, type Applied, as, type Inputs, isOne, type Method, made, stated, sum, wrong } from "./applied.ts";
import { type Fraction, f, minus, order, over, plus, times, WHOLE } from "./fraction.ts";
import { isSameKind } from "./measure.ts";

/** Scope 3 methods, from their published formulas. */

/** part ÷ whole, or the reason why there is no share. */
function portion(part: Amount, whole: Amount, [partName, wholeName]: [string, string]): Fraction | Applied {
  if (!isSameKind(part.unit, whole.unit)) return wrong("unit_mismatch", `/${partName}/unit`);
  if (f(whole.quantity).n === 0n) return wrong("allocation_base_zero", `/${wholeName}/quantity`);
  const share = over(as(part, whole.unit), f(whole.quantity));
  return order(share, WHOLE) > 0n ? wrong("amount_exceeds", `/${partName}/quantity`) : share;
}

const isShare = (value: Fraction | Applied): value is Fraction => "n" in value;

function corrected(distance: Amount, { distanceMultiplier, distanceAddition }: Inputs): Fraction {
  const km = as(distance, "km");
  if (distanceMultiplier) return times(km, f(distanceMultiplier.value));
  return distanceAddition ? plus(km, as(distanceAddition, "km")) : km;
}

function correctionProblems({ distanceMultiplier, distanceAddition }: Inputs, factor: Inputs) {
  if (!distanceMultiplier && !distanceAddition) return [];
  const isBoth = distanceMultiplier && distanceAddition;
  if (!isBoth && factor.distanceCorrection === "excluded") return [];
  return [{ code: "distance_correction_twice", at: distanceMultiplier ? "/distanceMultiplier" : "/distanceAddition" }];
}

/** Survey results × all employees ÷ respondents. */
function surveyed({ surveyed: answers, employees }: Inputs): Fraction | Applied {
  if (!answers && !employees) return WHOLE;
  if (!answers || !employees) return wrong("input_missing", answers ? "/employees" : "/surveyed");
  if (f(answers).n === 0n) return wrong("allocation_base_zero", "/surveyed");
  if (order(f(answers), f(employees)) > 0n) return wrong("amount_exceeds", "/surveyed");
  return over(f(employees), f(answers));
}

const commuted = (rows: Inputs[]) =>
  sum(rows, (row) => times(f(row.employees), f(row.days), f(row.tripsPerDay), as(row.distance, "km")));

function treated({ mix, treatment }: Inputs): Fraction | Applied {
  const shares = (rows: Inputs[]) => sum(rows, ({ share }) => f(share));
  if (!isOne(shares(mix))) return wrong("shares_not_whole", "/mix");
  const own = mix.filter((row: Inputs) => row.treatment === treatment);
  return own.length > 0 ? shares(own) : wrong("input_missing", "/mix");
}

export const VALUE_CHAIN: Record<string, Method> = {
  spend_based({ spend, priceBasis, priceYear, deflator, deflatedTo, margin, exchangeRate, exchangedTo }, factor) {
    const problems: { code: string; at: string }[] = [];
    const isHalf = (a: unknown, b: unknown) => Boolean(a) !== Boolean(b);
    if (isHalf(deflator, deflatedTo))
      problems.push({ code: "input_missing", at: deflator ? "/deflatedTo" : "/deflator" });
    if (isHalf(exchangeRate, exchangedTo))
      problems.push({ code: "input_missing", at: exchangeRate ? "/exchangedTo" : "/exchangeRate" });
    const basis = margin ? "producer" : priceBasis;
    if (factor.priceBasis !== basis) problems.push({ code: "price_basis_mismatch", at: "/priceBasis" });
    if (factor.priceYear !== (deflatedTo ?? priceYear))
      problems.push({ code: "price_year_mismatch", at: "/priceYear" });
    if (problems.length > 0) return { problems };
    const real = deflator ? over(f(spend.quantity), f(deflator.value)) : f(spend.quantity);
    const net = margin ? times(real, minus(WHOLE, f(margin.value))) : real;
    const paid = exchangeRate ? times(net, f(exchangeRate.value)) : net;
    return made(paid, exchangedTo ?? spend.unit, stated(deflator, margin, exchangeRate));
  },
  allocated({ total, part, whole }) {
    const share = portion(part, whole, ["part", "whole"]);
    return isShare(share) ? made(times(f(total.quantity), share), total.unit) : share;
  },
  supplier_allocated({ part, whole }) {
    const share = portion(part, whole, ["part", "whole"]);
    return isShare(share) ? made(share, "company_year") : share;
  },
  extrapolated({ total, sampled, population }) {
    return made(times(f(total.quantity), over(f(population), f(sampled))), total.unit, ["stated_value"]);
  },
  grid_loss({ delivered, lossRate, rateOf }) {
    const loss = f(lossRate.value);
    const rest = minus(WHOLE, loss);
    if (rateOf === "generated" && rest.n === 0n) return wrong("allocation_base_zero", "/lossRate/value");
    const lost = rateOf === "generated" ? over(loss, rest) : loss;
    return made(times(f(delivered.quantity), lost), delivered.unit, ["stated_value"]);
  },
  freight_by_mass(inputs, factor) {
    const problems = correctionProblems(inputs, factor);
    if (problems.length > 0) return { problems };
    const moved = sum(inputs.shipments as Inputs[], (one) => times(as(one.mass, "t"), corrected(one.distance, inputs)));
    return made(moved, "t.km", stated(inputs.distanceMultiplier));
  },
  freight_by_container(inputs, factor) {
    const problems = correctionProblems(inputs, factor);
    if (problems.length > 0) return { problems };
    const moved = sum(inputs.shipments as Inputs[], (one) => times(f(one.teu), corrected(one.distance, inputs)));
    return made(moved, "TEU.km", stated(inputs.distanceMultiplier));
  },
  waste_by_treatment(inputs) {
    const share = treated(inputs);
    if (!isShare(share)) return share;
    return made(times(f(inputs.total.quantity), share), inputs.total.unit, ["stated_value"]);
  },
  end_of_life_by_treatment(inputs) {
    const share = treated(inputs);
    if (!isShare(share)) return share;
    const mass = times(f(inputs.sold.quantity), f(inputs.massEach.quantity), f(inputs.remaining));
    return made(times(mass, share), inputs.massEach.unit, ["stated_value"]);
  },
  travel_by_distance(inputs, factor) {
    const problems = correctionProblems(inputs, factor);
    const { radiativeForcing } = inputs;
    if (radiativeForcing && factor.radiativeForcing !== "excluded")
      problems.push({ code: "radiative_forcing_twice", at: "/radiativeForcing" });
    if (problems.length > 0) return { problems };
    const each = (trip: Inputs) => times(f(trip.passengers), f(trip.journeys), corrected(trip.distance, inputs));
    const flown = times(sum(inputs.trips as Inputs[], each), f(radiativeForcing?.value ?? "1"));
    return made(flown, "p.km", stated(inputs.distanceMultiplier, radiativeForcing));
  },
  hotel_stay: ({ per, stays }) =>
    made(
      sum(stays as Inputs[], (one) => times(f(one.count), f(one.nights))),
      per,
    ),
  commuting_by_passenger(inputs) {
    const multiple = surveyed(inputs);
    return isShare(multiple) ? made(times(commuted(inputs.commuters), multiple), "p.km") : multiple;
  },
  commuting_by_vehicle(inputs) {
    const multiple = surveyed(inputs);
    if (!isShare(multiple)) return multiple;
    const cars = over(commuted(inputs.commuters), f(inputs.occupancy.value));
    return made(times(cars, multiple), "km", ["stated_value"]);
  },
  commuting_by_average: ({ groups }) =>
    made(
      sum(groups as Inputs[], (one) => times(f(one.employees), f(one.days))),
      "person_day",
    ),
  homeworking: ({ groups }) =>
    made(
      sum(groups as Inputs[], (one) => times(f(one.employees), f(one.days), f(one.hoursPerDay))),
      "person_hour",
    ),
  leased_floor_area({ buildingUse, leasedArea, lettableArea, occupancy }) {
    const share = over(as(leasedArea, "m2"), times(as(lettableArea, "m2"), f(occupancy)));
    if (order(share, WHOLE) > 0n) return wrong("amount_exceeds", "/leasedArea/quantity");
    return made(times(f(buildingUse.quantity), share), buildingUse.unit);
  },
  leased_area_by_average({ area, occupied, days, daysOfYear }) {
    const part = over(f(days), f(daysOfYear));
    if (order(part, WHOLE) > 0n) return wrong("amount_exceeds", "/days");
    return made(times(f(area.quantity), f(occupied), part), area.unit);
  },
  use_of_sold_products({ products }) {
    const { unit } = products[0].usePerUse;
    const problems = (products as Inputs[]).flatMap(({ usePerUse }, at) =>
      isSameKind(usePerUse.unit, unit) ? [] : [{ code: "unit_mismatch", at: `/products/${at}/usePerUse/unit` }],
    );
    if (problems.length > 0) return { problems };
    const each = (one: Inputs) => times(f(one.sold), f(one.lifetimeUses.value), as(one.usePerUse, unit));
    return made(sum(products as Inputs[], each), unit, stated(...products));
  },
  gas_of_sold_products({ sold, gasEach, recovered }) {
    const lost = minus(WHOLE, f(recovered.value));
    return made(times(f(sold), f(gasEach.quantity), lost), gasEach.unit, ["stated_value"]);
  },
  processing_of_sold_products: ({ sold, usePerTonne, share }) =>
    made(times(as(sold, "t"), f(share), f(usePerTonne.quantity)), usePerTonne.unit),
  financed_share({ outstanding, value }) {
    const share = portion(outstanding, value, ["outstanding", "value"]);
    return isShare(share) ? made(share, "company_year", ["financed_data_quality"]) : share;
  },
  financed_revenue({ outstanding, value, revenue }) {
    const share = portion(outstanding, value, ["outstanding", "value"]);
    if (!isShare(share)) return share;
    return made(times(f(revenue.quantity), share), revenue.unit, ["financed_data_quality"]);
  },
  financed_activity({ outstanding, value, activity }) {
    const share = portion(outstanding, value, ["outstanding", "value"]);
    if (!isShare(share)) return share;
    return made(times(f(activity.quantity), share), activity.unit, ["financed_data_quality"]);
  },
};
