import { CarbonError } from "#app/number/carbon-error.ts";
import { allocated, extrapolated, supplierAllocated } from "./allocation.ts";
import { carbonMassBalance } from "./carbon-balance.ts";
import { carbonateDecomposition, oxideFromCarbonate } from "./carbonate.ts";
import { commutingByAverage, commutingByPassenger, commutingByVehicle, homeworking } from "./commuting.ts";
import { carbonDioxideRecovered, exportedEnergy, netPurchased, purchasedByUse } from "./energy-deduction.ts";
import {
  gasScreening,
  gasServiceRecords,
  gasStockChange,
  processGasUse,
  switchgearBalance,
  switchgearScreening,
} from "./equipment-gas.ts";
import { financedActivity, financedRevenue, financedShare } from "./financed.ts";
import { freightByContainer, freightByMass } from "./freight.ts";
import {
  coalCarbonAsReceived,
  fuelByStock,
  fuelCarbonByDelivery,
  fuelHeatByDelivery,
  gasByComposition,
} from "./fuel-use.ts";
import { gridLoss } from "./grid-loss.ts";
import { leasedAreaByAverage, leasedFloorArea } from "./leased.ts";
import type { Method } from "./method.ts";
import { abatedProduction, soilNitrogen } from "./nitrous-oxide.ts";
import { gasOfSoldProducts, processingOfSoldProducts, useOfSoldProducts } from "./sold-products.ts";
import { landfillDecay, landfillMethane, wasteIncineration } from "./solid-waste.ts";
import { spendBased } from "./spend.ts";
import { hotWaterHeat, steamByEnthalpy, steamByTable } from "./steam.ts";
import { hotelStay, travelByDistance } from "./travel.ts";
import { endOfLifeByTreatment, wasteByTreatment } from "./waste.ts";
import {
  wastewaterMethane,
  wastewaterMethaneByPeople,
  wastewaterNitrogen,
  wastewaterNitrogenByProtein,
} from "./wastewater.ts";

const OPERATION_METHODS: readonly Method[] = [
  fuelByStock,
  fuelHeatByDelivery,
  fuelCarbonByDelivery,
  coalCarbonAsReceived,
  gasByComposition,
  carbonMassBalance,
  carbonateDecomposition,
  oxideFromCarbonate,
  abatedProduction,
  soilNitrogen,
  processGasUse,
  carbonDioxideRecovered,
  gasStockChange,
  gasServiceRecords,
  gasScreening,
  switchgearBalance,
  switchgearScreening,
  wastewaterMethane,
  wastewaterMethaneByPeople,
  wastewaterNitrogen,
  wastewaterNitrogenByProtein,
  landfillMethane,
  landfillDecay,
  wasteIncineration,
  purchasedByUse,
  netPurchased,
  exportedEnergy,
  hotWaterHeat,
  steamByTable,
  steamByEnthalpy,
];

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

/** Every method, in the order of display. */
export const METHODS: readonly Method[] = [...OPERATION_METHODS, ...VALUE_CHAIN_METHODS];

export const METHOD_NAMES: readonly string[] = METHODS.map(({ name }) => name);
const BY_NAME = new Map(METHODS.map((method) => [method.name, method]));

/** @throws CarbonError `value_unknown` for a name that no valid document contains */
export function methodOf(name: string): Method {
  const method = BY_NAME.get(name);
  if (!method) throw new CarbonError("value_unknown", { value: name, allowed: METHOD_NAMES.join(", ") });
  return method;
}
