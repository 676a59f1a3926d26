import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

// Selected records are separate fields, named by their ids.
const fields = {
  schema: z.record(z.string().max(100), z.string().max(4000)),
  faulty: "form_malformed",
} as const;

export const FileActions = defineActions({
  "attach-records": { right: "records.write", ...fields },
  "attach-period": { right: "records.write", ...fields },
  detach: { right: "records.write", ...fields },
  erase: { right: "evidence.erase", whenLapsed: "allowed", ...fields },
});
