import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

// Ticked records are fields of their own, named by their ids.
const fields = {
  schema: z.record(z.string().max(100), z.string().max(4000)),
  faulty: "form_malformed",
} as const;

/** What the page of a file may ask for. */
export const FileActions = defineActions({
  "attach-records": { right: "records.write", ...fields },
  "attach-period": { right: "records.write", ...fields },
  detach: { right: "records.write", ...fields },
  erase: { right: "evidence.erase", whenLapsed: "allowed", ...fields },
});
