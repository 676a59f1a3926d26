import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { INSTRUMENT_TYPES, instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { isDate } from "#app/day/period.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Messages } from "#app/i18n/index.ts";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { INSTRUMENT_UNITS, type InstrumentContent, TECHNOLOGIES } from "./contractual-instrument.ts";

const text = (maxLength: number) =>
  z.string("too_long").trim().max(maxLength, "too_long").refine(isPlainText, "text_forbidden").default("");
const isNumber = (value: string) => value === "" || !checkDecimal(value, BOUNDS.quantity);
const figure = z
  .string("number_invalid")
  .refine((value) => !value.startsWith("-"), "negative")
  .refine(isNumber, "number_invalid")
  .default("");
const optionalDay = z
  .string("date_invalid")
  .refine((value) => value === "" || isDate(value), "date_invalid")
  .default("");
const day = z.string("date_invalid").refine(isDate, "date_invalid");

/** Errors are keys of `instrument.fault`. */
const InstrumentForm = z
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

export const NewInstrumentActions = defineActions({ save: { right: "records.write", schema: InstrumentForm } });

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

const ids = z.string("choice_missing").max(40, "choice_missing");

/** Conflicts that the page has words for. */
const CONFLICTS = { period_locked: "form", allocation_reported: "form" };

export const InstrumentActions = defineActions({
  allocate: {
    right: "records.write",
    schema: z.object({
      sourceId: ids,
      inventoryId: ids,
      quantity: figure.refine((value) => value === "" || /[1-9]/.test(value), "quantity_missing"),
    }),
    faults: CONFLICTS,
  },
  /** One allocation, or all of them. */
  release: {
    right: "records.write",
    schema: z.object({ allocationId: z.string().max(40).default("") }),
    faults: CONFLICTS,
  },
  withdraw: {
    right: "records.write",
    schema: z.object({ reason: text(1000).refine((value) => value !== "", "reason_missing") }),
  },
});

export function faultText(t: Messages["instrument"], key: string | undefined): string | undefined {
  return key === undefined ? undefined : (t.fault[key] ?? key);
}

/** One sentence per error, for the box above the form. */
export function listFaults(t: Messages["instrument"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}
