import type { ChipTone } from "#app/kit/chip.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";

export const EFFECT_TONES: Record<AssuranceEffect, ChipTone> = {
  assures: "good",
  procedures: "accent",
  reported: "warning",
  against: "bad",
  other_version: "warning",
  withdrawn: "neutral",
};

/** An opinion against the report that a verifier recorded. The organization can't withdraw it. */
export function isKeptAgainst({ enteredBy, opinion }: Pick<AssuranceRecord, "enteredBy" | "opinion">): boolean {
  return enteredBy === "verifier" && (opinion.kind === "adverse" || opinion.kind === "disclaimed");
}
