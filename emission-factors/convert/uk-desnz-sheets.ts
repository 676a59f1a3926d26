/** Sheets of the UK workbook → our scope, category and method. */
import type { FactorStatus } from "../library-schema.ts";
import { cell, joinPairs, type SourceRecord } from "./publication.ts";

export interface Place {
  scope: string;
  category: string;
  method?: string;
  status?: FactorStatus;
  statusReason?: string;
  note?: string;
}

const SHEETS: [heading: RegExp, place: Place][] = [
  [/^bioenergy$/, { scope: "1", category: "stationary_combustion" }],
  [/^(passenger|delivery) vehicles$/, { scope: "1", category: "mobile_combustion" }],
  [/^uk electricity$/, { scope: "2", category: "purchased_electricity", method: "grid_average" }],
  [
    /^uk electricity for evs$/,
    { scope: "2", category: "purchased_electricity", note: "Electricity per distance driven." },
  ],
  [/^heat and steam$/, { scope: "2", category: "purchased_heat" }],
  [/^wtt- .*(pass vehs|business travel)/, { scope: "3", category: "business_travel", method: "well_to_tank" }],
  [/^wtt- delivery vehs/, { scope: "3", category: "upstream_transport", method: "well_to_tank" }],
  [/^wtt- /, { scope: "3", category: "fuel_energy_related", method: "well_to_tank" }],
  [
    /^(transmission and distribution|uk electricity t&d for evs)$/,
    { scope: "3", category: "fuel_energy_related", method: "transmission_loss" },
  ],
  [/^water supply$/, { scope: "3", category: "purchased_goods_services" }],
  [/^(water treatment|waste disposal)$/, { scope: "3", category: "waste" }],
  [/^material use$/, { scope: "3", category: "purchased_goods_services" }],
  [/^(business travel- (sea|land)|hotel stay)$/, { scope: "3", category: "business_travel" }],
  [/^freighting goods$/, { scope: "3", category: "upstream_transport" }],
  [/^managed assets- /, { scope: "3", category: "upstream_leased_assets" }],
  [/^homeworking$/, { scope: "3", category: "employee_commuting" }],
  [
    /^outside of scopes$/,
    { scope: "", category: "", method: "biogenic_only", note: "Direct biogenic CO2, reported outside the scopes." },
  ],
];

/** An unknown sheet is an error, never a guess. */
export function categoryOfSheet(record: SourceRecord): Place {
  const sheet = cell(record, "level1").toLowerCase();
  if (sheet === "fuels")
    return { scope: "1", category: isVehicleFuel(record) ? "mobile_combustion" : "stationary_combustion" };
  if (sheet === "refrigerant & other") return placeOfRefrigerant(record);
  const forcing = forcingOf(record);
  if (forcing !== undefined && !sheet.startsWith("wtt- ")) {
    const category = sheet === "freighting goods" ? "upstream_transport" : "business_travel";
    const method = forcing === "included" ? "with_radiative_forcing" : "without_radiative_forcing";
    return { scope: "3", category, method };
  }
  const found = SHEETS.find(([heading]) => heading.test(sheet));
  if (found === undefined) throw new Error(`Unknown sheet of the UK workbook: ${sheet}`);
  if (sheet === "bioenergy" && /^biofuel$/i.test(cell(record, "level2")))
    return { ...found[1], category: "mobile_combustion" };
  if (sheet.startsWith("wtt- uk & overseas") && /T&D/.test(cell(record, "level2"))) {
    return { ...found[1], note: "Well-to-tank emissions of the electricity lost on the way." };
  }
  return found[1];
}

/** The columns "With RF" and "Without RF" of the sheets on flights. */
function forcingOf(record: SourceRecord): "included" | "excluded" | undefined {
  const column = cell(record, "column_text").trim().toLowerCase();
  return column === "with rf" ? "included" : column === "without rf" ? "excluded" : undefined;
}

const TANK_TO_WHEEL =
  /^(fuels|bioenergy|(passenger|delivery) vehicles|business travel- (air|land|sea)|freighting goods|managed assets- vehicles)$/;

/**
 * The contents of a factor, according to the publisher. A sheet "WTT-" has the emissions in addition to the direct
 * sheet of the same name. Flights include 8% for detours (methodology paper, chapter on air travel), and radiative
 * forcing only in its column. Both well-to-tank columns have the same figure.
 */
export function traitsOfSheet(record: SourceRecord): string {
  const sheet = cell(record, "level1").toLowerCase();
  const isUpstream = sheet.startsWith("wtt- ");
  const isFlight = forcingOf(record) !== undefined;
  return joinPairs({
    boundary: isUpstream ? "well_to_tank" : TANK_TO_WHEEL.test(sheet) ? "tank_to_wheel" : undefined,
    radiativeForcing: isUpstream ? undefined : forcingOf(record),
    distanceCorrection: isFlight ? "included" : undefined,
    quantification: sheet === "uk electricity" ? "average" : undefined,
  });
}

const VEHICLE_FUELS = /petrol|diesel \(|aviation|marine|^cng$|development/i;

function isVehicleFuel(record: SourceRecord): boolean {
  return VEHICLE_FUELS.test(cell(record, "level3"));
}

/** A figure that also includes gases outside the Kyoto basket. */
export const MONTREAL_INCLUDED: Place = {
  scope: "",
  category: "",
  method: "montreal_included",
  status: "not_for_inventories",
  statusReason:
    "Counts gases outside the Kyoto basket; use the Kyoto-only figure of the same gas, or the release of the gas itself.",
};

/**
 * Gases of the Montreal Protocol are reported separately from the inventory (GHG Protocol Corporate Standard, chapter
 * 9).
 */
function placeOfRefrigerant(record: SourceRecord): Place {
  const column = cell(record, "column_text");
  if (/only Kyoto/.test(column)) return { scope: "1", category: "fugitive" };
  if (/^Total emissions/.test(column)) return MONTREAL_INCLUDED;
  if (/only non-Kyoto/.test(column) || /^Montreal/.test(cell(record, "level2"))) {
    return {
      scope: "",
      category: "",
      method: "montreal_protocol",
      status: "not_for_inventories",
      // language: the text of a published release
      statusReason: "Gas outside the Kyoto basket: quantified and reported apart, outside the scopes.",
    };
  }
  return { scope: "1", category: "fugitive" };
}
