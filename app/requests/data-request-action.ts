import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { ExpiresField, TextField } from "./data-request-form.ts";

const right = "requests.write";
const sent = { right, schema: z.object({ expires: ExpiresField }) } as const;

/** Errors are message keys of data requests. */
export const DataRequestActions = defineActions({
  remind: sent,
  resend: sent,
  "ask-again": { right, schema: z.looseObject({ expires: ExpiresField, comment: TextField.default("") }) },
  "make-factor": { right: "factors.write", schema: z.object({ gwpSet: z.string("gwp_set").max(20, "gwp_set") }) },
  accept: { right, schema: z.object({}) },
  revoke: {
    right,
    whenLapsed: "allowed",
    schema: z.object({ reason: TextField.pipe(z.string().min(1, { error: "reason" })) }),
  },
});
