/** Every factor that the matcher can propose, for a copy of the library that holds nothing else. */

import type { FactorIndex, SearchRow } from "../search-index.ts";
import { desnz, epaHub, spend } from "./concept.ts";
import { CONCEPTS } from "./dictionary.ts";
import { isWhole, SECTORS_OF_KINDS } from "./factors.ts";
import { FREIGHT_MODES, FUELS, fuelFactors, TRAVEL_MODES } from "./families.ts";
import type { Measure } from "./measure.ts";
import { type Treatment, WASTE_STREAMS, wasteFactors } from "./waste.ts";
import { NATURAL_REFRIGERANTS } from "./words/gases.ts";

/** A country of each publisher, and one of none. */
const COUNTRIES = ["CN", "GB", "US", "AU", "DE"];
const MEASURES: readonly Measure[] = ["mass", "packs", "volume", "energy", "none"];
const TREATMENTS: readonly (Treatment | null)[] = [
  "recycled",
  "combusted",
  "landfilled",
  "composted",
  "digested",
  null,
];

/** Grids, hotels and released gases are looked up in the index. The others are listed with the words. */
export function proposableIds<Row extends SearchRow>(index: FactorIndex<Row>): Set<string> {
  const ids = new Set(listed());
  return new Set(
    index.factors.flatMap((factor) => {
      const { id, category, unit } = factor.editions[0]!.row;
      const isLookedUp =
        category === "purchased_electricity" ||
        (category === "business_travel" && unit === "room_night") ||
        id.startsWith("gas-release.");
      return (ids.has(id) || isLookedUp) && isWhole(factor) ? [id] : [];
    }),
  );
}

function listed(): string[] {
  const ofConcepts = CONCEPTS.flatMap(({ factors = [], recycled = [], sectors = [] }) => [
    ...factors,
    ...recycled,
    ...spend(sectors),
  ]);
  const ofFuels = Object.keys(FUELS).flatMap((key) =>
    COUNTRIES.flatMap((country) =>
      MEASURES.flatMap((measure) => [true, false].flatMap((isMobile) => fuelFactors(key, country, measure, isMobile))),
    ),
  );
  const ofFreight = Object.values(FREIGHT_MODES).flatMap(({ perTonne, perTonneUs = [], perVehicle = [], sectors }) => [
    ...perTonne,
    ...perTonneUs,
    ...perVehicle,
    ...spend(sectors),
  ]);
  const ofTravel = Object.values(TRAVEL_MODES).flatMap(
    ({ perPassenger, perPassengerUs = [], perVehicle = [], sectors }) => [
      ...perPassenger,
      ...perPassengerUs,
      ...perVehicle,
      ...spend(sectors),
    ],
  );
  const ofWaste = Object.entries(WASTE_STREAMS).flatMap(([key, { sectors }]) => [
    ...COUNTRIES.flatMap((country) => TREATMENTS.flatMap((treatment) => wasteFactors(key, treatment, country))),
    ...spend(sectors),
  ]);
  const ofHeat = ["cn-heat-default.heat", ...desnz("10_401_4003_5", "10_401_4002_5"), ...epaHub("t7-steam-and-heat")];
  const ofWater = desnz("17_404_4005_1", "17_404_4005_10", "18_405_4006_1", "18_405_4006_10");
  const ofJourneys = [...desnz("32_603_9999_12", "32_601_9999_12"), ...epaHub("t10-passenger-car-vehicle-mile")];
  return [
    ...ofConcepts,
    ...ofFuels,
    ...ofFreight,
    ...ofTravel,
    ...ofWaste,
    ...ofHeat,
    ...ofWater,
    ...ofJourneys,
    ...Object.values(NATURAL_REFRIGERANTS).flat(),
    ...spend(SECTORS_OF_KINDS),
  ];
}
