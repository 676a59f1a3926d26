import type { Right } from "#app/access/role.ts";

/** The forms from an empty workspace to the first quote, in order. */
export const SET_UP_STEPS = ["seller", "account", "tax", "price", "client", "quote"] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** `waiting`: another person has to act. `next`: the first open step. */
export type StepState = "done" | "waiting" | "next" | "left";

/** What exists in a workspace. */
export interface SetUpFacts {
  hasSeller: boolean;
  hasAccount: boolean;
  /** An account was proposed, and another person has to approve it. */
  isAccountProposed: boolean;
  hasTaxNote: boolean;
  hasPrice: boolean;
  hasClient: boolean;
  hasSentQuote: boolean;
}

/** The form of a step, below the workspace, and the permission to save it. */
export const STEP_FORMS: Record<SetUpStep, { to: string; right: Right }> = {
  seller: { to: "seller", right: "workspace.manage" },
  account: { to: "seller/bank-accounts", right: "workspace.manage" },
  tax: { to: "seller/tax-notes", right: "workspace.manage" },
  price: { to: "services", right: "trade.sell" },
  client: { to: "clients/new", right: "trade.sell" },
  quote: { to: "quotes/new", right: "trade.sell" },
};

/** The steps that a person can do now, once a workspace has begun to sell. Empty before, and after the first quote. */
export function openSteps(facts: SetUpFacts, may: (right: Right) => boolean): SetUpStep[] {
  if (facts.hasSentQuote || !Object.values(facts).some(Boolean)) return [];
  const open = setUpOf(facts).filter(({ state }) => state === "next" || state === "left");
  return open.map(({ step }) => step).filter((step) => may(STEP_FORMS[step].right));
}

/** The state of each step follows from what exists. Nothing is stored for it. */
export function setUpOf(facts: SetUpFacts): { step: SetUpStep; state: StepState }[] {
  const done: Record<SetUpStep, boolean> = {
    seller: facts.hasSeller,
    account: facts.hasAccount,
    tax: facts.hasTaxNote,
    price: facts.hasPrice,
    client: facts.hasClient,
    quote: facts.hasSentQuote,
  };
  const isWaiting = (step: SetUpStep) => step === "account" && !done.account && facts.isAccountProposed;
  const next = SET_UP_STEPS.find((step) => !done[step] && !isWaiting(step));
  return SET_UP_STEPS.map((step) => ({
    step,
    state: done[step] ? "done" : isWaiting(step) ? "waiting" : step === next ? "next" : "left",
  }));
}
