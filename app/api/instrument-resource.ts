import { type Allocation, type AllocationFault, METER_FIELD, subtractQuantity } from "#app/instruments/allocation.ts";
import type { HeldInstrument } from "#app/instruments/contractual-instrument.ts";
import { checkInstrument, type InstrumentField } from "#app/instruments/instrument-check.ts";
import { stateOf } from "#app/instruments/instrument-state.ts";
import { instant } from "./answer.ts";
import type { ProblemPlace } from "./problem.ts";
import type { NewInstrumentInput } from "./schema/instrument.ts";

export function showInstrument(instrument: HeldInstrument, allocated: string) {
  const { statement, statementFileId, withdrawn, createdAt, ...rest } = instrument;
  return {
    ...rest,
    statement: statement && { fileId: statementFileId!, ...statement },
    state: stateOf(instrument, allocated),
    allocated,
    left: subtractQuantity(instrument.quantity, allocated),
    withdrawn: withdrawn && { at: instant(withdrawn.at), reason: withdrawn.reason },
    createdAt: instant(createdAt),
  };
}

export function showAllocation({ id, recordId, quantity, record }: Allocation) {
  return { id, activityId: recordId, sourceId: record?.sourceId ?? null, period: record?.period ?? null, quantity };
}

/** The place of a field of the page in the body. */
const POINTERS: Readonly<Record<InstrumentField, string>> = {
  type: "/type",
  registry: "/registry",
  serialFirst: "/serials/first",
  serialLast: "/serials/last",
  contract: "/contract",
  plant: "/plant",
  technology: "/technology",
  country: "/country",
  generatedFrom: "/generation/start",
  generatedUntil: "/generation/end",
  quantity: "/quantity",
  unit: "/unit",
  co2: "/kgPerUnit/CO2",
  ch4: "/kgPerUnit/CH4",
  n2o: "/kgPerUnit/N2O",
  biogenicCo2: "/kgPerUnit/biogenicCO2",
  cancelledOn: "/cancelledOn",
  beneficiary: "/beneficiary",
  statementFileId: "/statementFileId",
};

/** The check of the page, so that both accept the same instruments. */
export function readInstrument(body: NewInstrumentInput) {
  const { serials, generation, kgPerUnit, cancelledOn, statementFileId, ...rest } = body;
  return checkInstrument({
    ...rest,
    serialFirst: serials?.first ?? "",
    serialLast: serials?.last ?? "",
    generatedFrom: generation.start,
    generatedUntil: generation.end,
    co2: kgPerUnit.CO2,
    ch4: kgPerUnit.CH4 ?? "",
    n2o: kgPerUnit.N2O ?? "",
    biogenicCo2: kgPerUnit.biogenicCO2 ?? "",
    cancelledOn: cancelledOn ?? "",
    statementFileId: statementFileId ?? "",
  });
}

export function placesOfInstrument(faults: Record<string, string>): ProblemPlace[] {
  return Object.entries(faults).map(([field, fault]) => placeOf(POINTERS[field as InstrumentField] ?? "", fault));
}

export function placesOfAllocation(fault: AllocationFault): ProblemPlace[] {
  const field = METER_FIELD[fault];
  return [placeOf(field === undefined ? "" : `/${field}`, fault)];
}

/** Codes that a calculation has for the same error. */
const CODES: Readonly<Record<string, string>> = {
  more_than_left: "instrument_claimed_twice",
  nothing_left: "instrument_claimed_twice",
  country_other_market: "instrument_other_market",
};

/** The reason names the sentence. */
function placeOf(pointer: string, fault: string): ProblemPlace {
  return { pointer: `#${pointer}`, code: CODES[fault] ?? `instrument_${fault}`, facts: { reason: fault } };
}
