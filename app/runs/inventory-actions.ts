import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

/** The overview offers the same calculation and gets its reader back. */
const place = z.object({ back: z.literal("overview").optional() });

export const InventoryActions = defineActions({
  calculate: { right: "runs.calculate", unnamed: true, schema: place },
  cancel: { right: "runs.calculate", schema: place },
});
