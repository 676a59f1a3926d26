import { defineStates } from "#app/kit/states.ts";

/** The state follows from payments and credits (`invoice_standing`). It is not stored. */
export const INVOICE = defineStates({
  tones: { open: "accent", partly_paid: "warning", paid: "good", overpaid: "warning", credited: "neutral" },
  acts: { pay: { from: ["open", "partly_paid"], to: "paid" } },
  stored: {},
});
