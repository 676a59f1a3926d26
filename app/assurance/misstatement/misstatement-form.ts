import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { BOUNDS, normalizeDecimal } from "#app/number/decimal.ts";
import { DIRECTIONS } from "./direction.ts";

/** The amount has no sign: the direction states it. Messages are keys of `verification.error`. */
export const MisstatementForm = z.object({
  findingId: z.uuid(),
  direction: z.enum(DIRECTIONS, { error: "required" }),
  amount: z.string({ error: "decimal" }).regex(/^\d{1,15}(\.\d{1,12})?$/, { error: "decimal" }),
  isCorrected: z.literal("on").optional(),
  note: z.string().max(2000, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default(""),
});

/** In t CO2e, above zero if the inventory is overstated. */
export function signed({ direction, amount }: { direction: (typeof DIRECTIONS)[number]; amount: string }): string {
  return normalizeDecimal(direction === "under" ? `-${amount}` : amount, BOUNDS.quantity);
}
