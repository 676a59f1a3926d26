import type { ChipTone } from "#app/kit/chip.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";

export const WITHDRAWAL_KINDS = ["facts_discovered", "entered_in_error", "withdrawn_by_verifier"] as const;
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];

export const EFFECT_TONES: Record<AssuranceEffect, ChipTone> = {
  assures: "good",
  procedures: "accent",
  reported: "warning",
  against: "bad",
  disowned: "bad",
  other_version: "warning",
  withdrawn: "neutral",
};

/**
 * The reasons for which a person can withdraw a statement; none if they can't. What a verifier recorded against the report
 * stays until the verifier withdraws it, and no organization states a withdrawal in the verifier's name.
 */
export function withdrawalKinds(
  { enteredBy, opinion }: Pick<AssuranceRecord, "enteredBy" | "opinion">,
  by: AssuranceRecord["enteredBy"],
): readonly WithdrawalKind[] {
  if (by === "verifier") return enteredBy === "verifier" ? ["facts_discovered", "withdrawn_by_verifier"] : [];
  if (enteredBy === "organization") return ["facts_discovered", "entered_in_error", "withdrawn_by_verifier"];
  return opinion.kind === "adverse" || opinion.kind === "disclaimed" ? [] : ["facts_discovered"];
}
