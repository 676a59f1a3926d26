import { type ActOf, defineStates } from "#app/kit/states.ts";

/** A proposed version of a bank account. Another person approves or rejects it, who proposed it may take it back. */
export const BANK_ACCOUNT = defineStates({
  all: ["waiting", "approved", "rejected", "taken_back"],
  acts: {
    approved: { from: ["waiting"], to: "approved" },
    rejected: { from: ["waiting"], to: "rejected" },
    taken_back: { from: ["waiting"], to: "taken_back" },
  },
  stored: { "bank_account_decision.state": ["approved", "rejected", "taken_back"] },
});

export type BankDecision = ActOf<typeof BANK_ACCOUNT>;
/** As a form sends them. */
export const BANK_DECISIONS = ["approved", "rejected", "taken_back"] as const satisfies readonly BankDecision[];
