import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { BANK_DECISIONS } from "./bank-account-state.ts";

const text = (most: number) => z.string().max(most, "too_long").default("");
const takesEffectOn = z.iso.date({ error: "day" });
const guard = { right: "workspace.manage", recent: true } as const;

/** Errors are keys of `seller.fault`. */
export const BankActions = defineActions({
  propose: {
    ...guard,
    schema: z.object({
      accountId: text(36),
      currency: text(3),
      holder: text(200),
      bankName: text(200),
      bankAddress: text(500),
      accountNumber: text(60),
      bic: text(20).transform((typed) => typed.replace(/\s/g, "").toUpperCase()),
      intermediary: text(300),
      note: text(500),
      takesEffectOn,
    }),
  },
  close: { ...guard, schema: z.object({ accountId: z.uuid(), takesEffectOn }) },
  decide: {
    ...guard,
    schema: z.object({
      accountId: z.string(),
      version: z
        .string()
        .regex(/^[0-9]{1,5}$/)
        .transform(Number),
      state: z.enum(BANK_DECISIONS),
      reason: text(500),
    }),
  },
});
