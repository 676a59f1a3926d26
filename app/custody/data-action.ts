import { z } from "zod";
import { PasswordField } from "#app/account/account-forms.ts";
import { defineActions } from "#app/action/action.ts";

const typed = (longest: number) => z.string().max(longest).catch("");
const guard = { right: "workspace.manage", whenLapsed: "allowed" } as const;
const act = { ...guard, schema: z.object({}) } as const;

/** Actions of the page of a workspace's data. Deletion needs the password again. */
export const DataActions = defineActions({
  export: act,
  "cancel-export": act,
  "ask-deletion": { ...guard, schema: z.object({ reason: typed(4000), name: typed(400), password: PasswordField }) },
  "confirm-deletion": { ...guard, schema: z.object({ name: typed(400), password: PasswordField }) },
  "take-deletion-back": act,
});

const evenClosed = { ...act, whenClosed: "allowed" } as const;

/** Actions in a closed workspace before it is erased. */
export const ClosedActions = defineActions({
  export: evenClosed,
  "cancel-export": evenClosed,
  "take-deletion-back": evenClosed,
});
