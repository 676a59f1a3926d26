import { z } from "zod";
import { INSTRUMENT_TYPES, instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { isDate } from "#app/day/period.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { findContentFaults, INSTRUMENT_UNITS, type InstrumentContent, TECHNOLOGIES } from "./contractual-instrument.ts";

export const text = (maxLength: number) =>
  z.string("too_long").trim().max(maxLength, "too_long").refine(isPlainText, "text_forbidden").default("");
const isNumber = (value: string) => value === "" || !checkDecimal(value, BOUNDS.quantity);
export const figure = z
  .string("number_invalid")
  .refine((value) => !value.startsWith("-"), "negative")
  .refine(isNumber, "number_invalid")
  .default("");
const optionalDay = z
  .string("date_invalid")
  .refine((value) => value === "" || isDate(value), "date_invalid")
  .default("");
const day = z.string("date_invalid").refine(isDate, "date_invalid");

/** An instrument as texts. Errors are keys of `instrument.fault`. */
export const InstrumentForm = z
  .object({
    type: z.string("choice_missing").refine((type) => INSTRUMENT_TYPES.includes(type), "choice_missing"),
    registry: text(200),
    serialFirst: text(60),
    serialLast: text(60),
    contract: text(200),
    plant: text(200),
    technology: z.enum(TECHNOLOGIES, "choice_missing"),
    country: z.string("choice_missing").refine((code) => COUNTRY_CODES.includes(code), "choice_missing"),
    generatedFrom: day,
    generatedUntil: day,
    quantity: figure.refine((value) => /[1-9]/.test(value), "quantity_missing"),
    unit: z.enum(INSTRUMENT_UNITS, "choice_missing"),
    co2: figure.refine((value) => value !== "", "number_invalid"),
    ch4: figure,
    n2o: figure,
    biogenicCo2: figure,
    cancelledOn: optionalDay,
    beneficiary: text(200),
    statementFileId: text(40),
  })
  .refine(({ generatedFrom, generatedUntil }) => generatedFrom <= generatedUntil, {
    error: "period_reversed",
    path: ["generatedUntil"],
  })
  .refine(({ type, contract }) => !instrumentType(type)?.isCertificate || contract === "", {
    error: "contract_extra",
    path: ["contract"],
  })
  .refine(
    ({ type, registry, serialFirst, serialLast }) =>
      instrumentType(type)?.isCertificate !== false || registry + serialFirst + serialLast === "",
    { error: "certificate_extra", path: ["serialFirst"] },
  );

export type InstrumentField = keyof z.input<typeof InstrumentForm>;
export const INSTRUMENT_FIELDS = Object.keys(InstrumentForm.shape) as InstrumentField[];

export type CheckedInstrument = { content: InstrumentContent } | { faults: Partial<Record<InstrumentField, string>> };

/** The check of a page, a file and the API. What only the database knows is checked when the instrument is added. */
export function checkInstrument(values: Partial<Record<InstrumentField, string>>): CheckedInstrument {
  const read = InstrumentForm.safeParse(values);
  if (!read.success) {
    const faults: Partial<Record<InstrumentField, string>> = {};
    for (const { path, message } of read.error.issues) faults[String(path[0]) as InstrumentField] ??= message;
    return { faults };
  }
  const content = readContent(read.data);
  const faults = findContentFaults(content);
  return Object.keys(faults).length > 0 ? { faults } : { content };
}

export function readContent(form: z.output<typeof InstrumentForm>): InstrumentContent {
  const { serialFirst, serialLast, generatedFrom, generatedUntil, co2, ch4, n2o, biogenicCo2, ...rest } = form;
  return {
    ...rest,
    serials: serialFirst || serialLast ? { first: serialFirst, last: serialLast } : null,
    generation: { start: generatedFrom, end: generatedUntil },
    kgPerUnit: {
      CO2: co2,
      ...(ch4 ? { CH4: ch4 } : {}),
      ...(n2o ? { N2O: n2o } : {}),
      ...(biogenicCo2 ? { biogenicCO2: biogenicCo2 } : {}),
    },
    cancelledOn: form.cancelledOn || null,
    statementFileId: form.statementFileId || null,
  };
}
