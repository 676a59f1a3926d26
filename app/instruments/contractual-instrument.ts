import type { EmissionFactor, Period } from "#app/carbon/document/inventory-document.ts";
import { instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { countSerials, isSerialRange, type Serials } from "#app/carbon/factor/serial-range.ts";
import { convert } from "#app/carbon/unit/unit.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { compare, fromDecimal, fromInteger } from "#app/number/ratio.ts";

export const TECHNOLOGIES = ["solar", "wind", "hydro", "biomass", "biogas", "geothermal", "nuclear", "other"] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

export const INSTRUMENT_UNITS = ["MWh", "kWh", "GJ"] as const;
type InstrumentUnit = (typeof INSTRUMENT_UNITS)[number];

/** kg of each gas per unit that generation emits. Biogenic CO2 is outside the scopes. */
export interface GenerationFactor {
  CO2: string;
  CH4?: string;
  N2O?: string;
  biogenicCO2?: string;
}

/** An instrument as its holder enters it. Texts that don't apply are empty. */
export interface InstrumentContent {
  type: string;
  registry: string;
  serials: Serials | null;
  contract: string;
  plant: string;
  technology: Technology;
  country: string;
  generation: Period;
  quantity: string;
  unit: InstrumentUnit;
  kgPerUnit: GenerationFactor;
  cancelledOn: string | null;
  beneficiary: string;
  statementFileId: string | null;
}

export interface HeldInstrument extends InstrumentContent {
  id: string;
  /** Name of the statement's file with its hash. */
  statement: { name: string; sha256: string } | null;
  createdAt: Date;
  authorName: string | null;
  withdrawn: { at: Date; reason: string } | null;
}

/** Energy of biomass emits methane and nitrous oxide, and CO2 outside the scopes (Scope 2 Guidance, 6.12). */
export const BIOGENIC: ReadonlySet<Technology> = new Set(["biomass", "biogas"]);

/** An error of the content by field; keys of `instrument.fault`. */
export function findContentFaults(content: InstrumentContent): Record<string, string> {
  const { type, serials, kgPerUnit, technology, quantity, unit, country } = content;
  const { isCertificate, markets } = instrumentType(type)!;
  const faults: Record<string, string> = {};
  if (isCertificate) {
    if (content.registry === "") faults.registry = "registry_missing";
    if (!serials) faults.serialFirst = "serials_missing";
    else if (!isSerialRange(serials)) faults.serialLast = "serials_no_range";
    else if (exceedsSerials(serials, quantity, unit)) faults.quantity = "serials_too_few";
    if (content.cancelledOn === null) faults.cancelledOn = "not_cancelled";
    if (content.beneficiary === "") faults.beneficiary = "beneficiary_missing";
  } else if (content.contract === "") faults.contract = "contract_missing";
  if (markets && !markets.includes(country)) faults.country = "country_other_market";
  if (BIOGENIC.has(technology)) {
    if (kgPerUnit.CH4 === undefined) faults.ch4 = "biomass_gases";
    if (kgPerUnit.N2O === undefined) faults.n2o = "biomass_gases";
    if (kgPerUnit.biogenicCO2 === undefined) faults.biogenicCo2 = "biomass_gases";
  }
  return faults;
}

/** Registries issue one certificate for each megawatt-hour. */
function exceedsSerials(serials: Serials, quantity: string, unit: InstrumentUnit): boolean {
  const count = countSerials(serials);
  const megawattHours = convert(fromDecimal(parseDecimal(quantity, BOUNDS.quantity)), unit, "MWh");
  return count !== null && compare(megawattHours, fromInteger(count)) > 0;
}

/** The numbers by which people find an instrument. */
export function referenceOf({ serials, contract }: Pick<InstrumentContent, "serials" | "contract">): string {
  if (!serials) return contract;
  return serials.first === serials.last ? serials.first : `${serials.first} – ${serials.last}`;
}

/**
 * The factor that an instrument conveys, with the instrument itself: the engine checks claims against it.
 *
 * @param number of the instrument in its organization's register: a document that is published has no ids of rows
 */
export function toDocumentFactor(instrument: HeldInstrument, number: number): EmissionFactor {
  const { type, registry, serials, contract, plant, technology, country, statement, kgPerUnit } = instrument;
  const { CO2, CH4, N2O, biogenicCO2 } = kgPerUnit;
  const methane = BIOGENIC.has(technology) ? "CH4_nonfossil" : "CH4_fossil";
  return {
    kind: "emission",
    id: `instrument-${number}`,
    version: "1",
    publisher: registry || type,
    region: country,
    source: { title: referenceOf(instrument) },
    unit: instrument.unit,
    gases: { CO2, ...(CH4 === undefined ? {} : { [methane]: CH4 }), ...(N2O === undefined ? {} : { N2O }) },
    ...(biogenicCO2 === undefined ? {} : { biogenicCo2: biogenicCO2 }),
    instrument: {
      ...(serials ? { registry, serials } : { contract }),
      ...(plant ? { plant } : {}),
      technology,
      market: country,
      generation: instrument.generation,
      quantity: instrument.quantity,
      unit: instrument.unit,
      ...(instrument.cancelledOn ? { cancelledOn: instrument.cancelledOn } : {}),
      ...(instrument.beneficiary ? { beneficiary: instrument.beneficiary } : {}),
      ...(statement ? { statement: `${statement.name} (sha256 ${statement.sha256})` } : {}),
    },
  };
}
