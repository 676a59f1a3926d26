/** What a client is to the workspace, derived from what happened, strongest first. */
export const CLIENT_KINDS = ["engaged", "buyer", "hosted", "prospect"] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

export interface KindFacts {
  /** Its company engaged the workspace, and the engagement is active. */
  isEngaged: boolean;
  /** An order or an invoice exists. */
  hasBought: boolean;
  /** Its organization is one of the workspace. */
  isHosted: boolean;
}

export function kindOf({ isEngaged, hasBought, isHosted }: KindFacts): ClientKind {
  if (isEngaged) return "engaged";
  if (hasBought) return "buyer";
  return isHosted ? "hosted" : "prospect";
}
