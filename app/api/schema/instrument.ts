import { z } from "zod";
import { INSTRUMENT_TYPES } from "#app/carbon/factor/instrument-type.ts";
import { INSTRUMENT_UNITS, TECHNOLOGIES } from "#app/instruments/contractual-instrument.ts";
import { INSTRUMENT } from "#app/instruments/instrument-state.ts";
import { Count, Day, DecimalText, Id, Instant, named, Period, pageSchema, Sha256, text } from "./common.ts";

const Type = z.enum(INSTRUMENT_TYPES as [string, ...string[]]);
const Serials = named("Serials", z.strictObject({ first: text(60), last: text(60) }));
const GenerationFactor = named(
  "GenerationFactor",
  z.strictObject({
    CO2: DecimalText,
    CH4: DecimalText.optional(),
    N2O: DecimalText.optional(),
    biogenicCO2: DecimalText.optional(),
  }),
);
const Statement = named("InstrumentStatement", z.object({ fileId: Id, name: z.string(), sha256: Sha256 }));
const Withdrawal = named("InstrumentWithdrawal", z.object({ at: Instant, reason: z.string() }));

export const Instrument = named(
  "Instrument",
  z.object({
    id: Id,
    type: Type,
    registry: z.string(),
    serials: Serials.nullable(),
    contract: z.string(),
    plant: z.string(),
    technology: z.enum(TECHNOLOGIES),
    country: z.string(),
    generation: Period,
    quantity: DecimalText,
    unit: z.enum(INSTRUMENT_UNITS),
    kgPerUnit: GenerationFactor,
    cancelledOn: Day.nullable(),
    beneficiary: z.string(),
    statement: Statement.nullable(),
    state: z.enum(INSTRUMENT.all),
    allocated: DecimalText,
    left: DecimalText,
    withdrawn: Withdrawal.nullable(),
    authorName: z.string().nullable(),
    createdAt: Instant,
  }),
);
export const InstrumentPage = pageSchema("InstrumentPage", Instrument);

export const NewInstrument = named(
  "NewInstrument",
  z.strictObject({
    type: Type,
    registry: text(200).default(""),
    serials: Serials.nullable().default(null),
    contract: text(200).default(""),
    plant: text(200).default(""),
    technology: z.enum(TECHNOLOGIES),
    country: z.string().regex(/^[A-Z]{2}$/),
    generation: Period,
    quantity: DecimalText,
    unit: z.enum(INSTRUMENT_UNITS),
    kgPerUnit: GenerationFactor,
    cancelledOn: Day.nullable().default(null),
    beneficiary: text(200).default(""),
    statementFileId: Id.nullable().default(null),
  }),
);
export type NewInstrumentInput = z.output<typeof NewInstrument>;

export const Allocation = named(
  "Allocation",
  z.object({
    id: Id,
    activityId: Id,
    sourceId: Id.nullable(),
    period: Period.nullable(),
    quantity: DecimalText,
  }),
);
export const AllocationPage = pageSchema("AllocationPage", Allocation);

export const NewAllocation = named(
  "NewAllocation",
  z.strictObject({ inventoryId: Id, sourceId: Id, quantity: DecimalText.nullable().default(null) }),
);
export type NewAllocationInput = z.output<typeof NewAllocation>;
export const Allocated = named("Allocated", z.object({ recordCount: Count, quantity: DecimalText, left: DecimalText }));
