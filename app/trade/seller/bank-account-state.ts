import { type ActOf, defineStates } from "#app/kit/states.ts";

/** States of a proposed bank account version. Another person approves or rejects it; its author can withdraw it. */
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
/** The decisions that a form can send. */
export const BANK_DECISIONS = ["approved", "rejected", "taken_back"] as const satisfies readonly BankDecision[];
