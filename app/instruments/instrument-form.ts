import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import type { Messages } from "#app/i18n/index.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { figure, InstrumentForm, text } from "./instrument-check.ts";

export const NewInstrumentActions = defineActions({ save: { right: "records.write", schema: InstrumentForm } });

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
