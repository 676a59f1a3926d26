import { defineStates } from "#app/kit/states.ts";

/** Where an invoice is follows from its payments and credits (`invoice_standing`); none of it is stored. */
export const INVOICE = defineStates({
  tones: { open: "accent", partly_paid: "warning", paid: "good", overpaid: "warning", credited: "neutral" },
  acts: { pay: { from: ["open", "partly_paid"], to: "paid" } },
  stored: {},
});
