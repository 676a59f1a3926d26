import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { ExpiresField, TextField } from "./data-request-form.ts";

const right = "requests.write";
const sent = { right, schema: z.object({ expires: ExpiresField }) } as const;

/** What the page of a request may ask for; an error is a key of `dataRequest.fault`. */
export const DataRequestActions = defineActions({
  remind: sent,
  resend: sent,
  "ask-again": { right, schema: z.looseObject({ expires: ExpiresField, comment: TextField.default("") }) },
  accept: { right, schema: z.object({}) },
  revoke: {
    right,
    whenLapsed: "allowed",
    schema: z.object({ reason: TextField.pipe(z.string().min(1, { error: "reason" })) }),
  },
});
