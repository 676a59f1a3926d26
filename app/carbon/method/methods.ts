import { CarbonError } from "#app/carbon/carbon-error.ts";
import { allocated, extrapolated, supplierAllocated } from "./allocation.ts";
import { commutingByAverage, commutingByPassenger, commutingByVehicle, homeworking } from "./commuting.ts";
import { financedActivity, financedRevenue, financedShare } from "./financed.ts";
import { freightByContainer, freightByMass } from "./freight.ts";
import { gridLoss } from "./grid-loss.ts";
import { leasedAreaByAverage, leasedFloorArea } from "./leased.ts";
import type { Method } from "./method.ts";
import { gasOfSoldProducts, processingOfSoldProducts, useOfSoldProducts } from "./sold-products.ts";
import { spendBased } from "./spend.ts";
import { hotelStay, travelByDistance } from "./travel.ts";
import { endOfLifeByTreatment, wasteByTreatment } from "./waste.ts";

/** Scope 3, in the order of its categories: the value chain of the GHG Protocol. */
const VALUE_CHAIN_METHODS: readonly Method[] = [
  spendBased,
  supplierAllocated,
  allocated,
  extrapolated,
  gridLoss,
  freightByMass,
  freightByContainer,
  wasteByTreatment,
  travelByDistance,
  hotelStay,
  commutingByPassenger,
  commutingByVehicle,
  commutingByAverage,
  homeworking,
  leasedFloorArea,
  leasedAreaByAverage,
  processingOfSoldProducts,
  useOfSoldProducts,
  gasOfSoldProducts,
  endOfLifeByTreatment,
  financedShare,
  financedRevenue,
  financedActivity,
];

/** Every method, in the order in which people are offered them. */
export const METHODS: readonly Method[] = [...VALUE_CHAIN_METHODS];

export const METHOD_NAMES: readonly string[] = METHODS.map(({ name }) => name);
const BY_NAME = new Map(METHODS.map((method) => [method.name, method]));

/** @throws CarbonError `value_unknown` for a name that no valid document holds */
export function methodOf(name: string): Method {
  const method = BY_NAME.get(name);
  if (!method) throw new CarbonError("value_unknown", { value: name, allowed: METHOD_NAMES.join(", ") });
  return method;
}
