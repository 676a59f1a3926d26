import type { ChipTone } from "#app/kit/chip.tsx";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";

export const EFFECT_TONES: Record<AssuranceEffect, ChipTone> = {
  assures: "good",
  procedures: "accent",
  reported: "warning",
  against: "bad",
  other_version: "warning",
  withdrawn: "neutral",
};
