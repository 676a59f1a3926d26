import { BOUNDS } from "#app/number/decimal.ts";
import { add, compare, divide, isZero, multiply, ONE, type Ratio, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { type Amount, amount, inUnit, number, optional, rows, stated } from "./field.ts";
import { type Derived, defineMethod, type MethodProblem, type MethodStep, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const SOURCE = "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 7";
const count = () => number({ min: 0 }, BOUNDS.quantity);

/** Employees with the same commute. `days` are their commuting days in the period of the activity. */
const groups = () => rows({ employees: count(), days: count(), tripsPerDay: count(), distance: amount(["distance"]) });

/** Survey answers extrapolated to all employees. Absent if the rows cover everyone. */
const survey = () => ({ surveyed: optional(count()), employees: optional(count()) });

interface Commuters {
  employees: Ratio;
  days: Ratio;
  tripsPerDay: Ratio;
  distance: Amount;
}

function travelled(rowsOfCommuters: readonly Commuters[]): Ratio {
  return sum(
    rowsOfCommuters.map((row) =>
      multiply(multiply(row.employees, row.days), multiply(row.tripsPerDay, inUnit(row.distance, "km"))),
    ),
  );
}

function surveyMultiple({
  surveyed,
  employees,
}: {
  surveyed: Ratio | null;
  employees: Ratio | null;
}): Ratio | MethodProblem[] {
  if (!surveyed && !employees) return ONE;
  if (!surveyed || !employees) {
    const field = surveyed ? "employees" : "surveyed";
    return [problem("input_missing", `/${field}`, { field })];
  }
  if (isZero(surveyed)) return [problem("allocation_base_zero", "/surveyed", { base: "surveyed" })];
  if (compare(surveyed, employees) > 0) {
    return [problem("amount_exceeds", "/surveyed", { amount: toExactOr40(surveyed), limit: toExactOr40(employees) })];
  }
  return divide(employees, surveyed);
}

/** By public transport, or by car with a factor per passenger: passenger-kilometres. */
export const commutingByPassenger = defineMethod({
  name: "commuting_by_passenger",
  source: `${SOURCE}, distance-based method`,
  categories: ["employee_commuting"],
  fields: { commuters: groups(), ...survey() },
  steps: ["passenger_distance", "multiple"],
  derive({ commuters, ...answers }): Derived | MethodProblem[] {
    const multiple = surveyMultiple(answers);
    if (Array.isArray(multiple)) return multiple;
    const distance = travelled(commuters);
    const steps: MethodStep[] = [
      { name: "passenger_distance", value: distance, unit: "p.km" },
      { name: "multiple", value: multiple, unit: null },
    ];
    return { quantity: multiply(distance, multiple), unit: "p.km", steps };
  },
});

/** By car with a factor per vehicle: the passengers' distance ÷ the number of people sharing a car. */
export const commutingByVehicle = defineMethod({
  name: "commuting_by_vehicle",
  source: `${SOURCE}, distance-based method`,
  categories: ["employee_commuting"],
  fields: { commuters: groups(), occupancy: stated({ min: 1 }), ...survey() },
  steps: ["passenger_distance", "vehicle_distance", "multiple"],
  derive({ commuters, occupancy, ...answers }): Derived | MethodProblem[] {
    const multiple = surveyMultiple(answers);
    if (Array.isArray(multiple)) return multiple;
    const passengers = travelled(commuters);
    const vehicles = divide(passengers, occupancy.value);
    const steps: MethodStep[] = [
      { name: "passenger_distance", value: passengers, unit: "p.km" },
      { name: "vehicle_distance", value: vehicles, unit: "km" },
      { name: "multiple", value: multiple, unit: null },
    ];
    return { quantity: multiply(vehicles, multiple), unit: "km", steps, disclosures: statedValues({ occupancy }) };
  },
});

/** Working from home: person-hours, for a factor per person and hour. */
export const homeworking = defineMethod({
  name: "homeworking",
  source: `${SOURCE}; UK Government GHG Conversion Factors, methodology paper (homeworking)`,
  categories: ["employee_commuting"],
  fields: {
    groups: rows({ employees: count(), days: count(), hoursPerDay: number({ min: 0, max: 24 }, BOUNDS.quantity) }),
  },
  steps: ["hours"],
  derive({ groups: homeworkers }) {
    let hours = ZERO;
    for (const one of homeworkers) {
      hours = add(hours, multiply(multiply(one.employees, one.days), one.hoursPerDay));
    }
    return { quantity: hours, unit: "person_hour", steps: [{ name: "hours", value: hours, unit: "person_hour" }] };
  },
});

/** If only the number of employees is known: person-days, for an average factor per employee and working day. */
export const commutingByAverage = defineMethod({
  name: "commuting_by_average",
  source: `${SOURCE}, average-data method`,
  categories: ["employee_commuting"],
  fields: { groups: rows({ employees: count(), days: count() }) },
  steps: ["days"],
  derive({ groups: employees }) {
    const days = sum(employees.map((one) => multiply(one.employees, one.days)));
    return { quantity: days, unit: "person_day", steps: [{ name: "days", value: days, unit: "person_day" }] };
  },
});
