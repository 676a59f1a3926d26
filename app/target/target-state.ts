import type { ChipTone } from "#app/kit/chip.tsx";
import type { TargetReading } from "./target-view.server.ts";

export type TargetState = "on_path" | "above_path" | "no_figure" | "no_base" | "withdrawn";

export const TARGET_TONES: Record<TargetState, ChipTone> = {
  on_path: "good",
  above_path: "warning",
  no_figure: "neutral",
  no_base: "bad",
  withdrawn: "neutral",
};

/** Where a target is, by the newest issued year after its base year. */
export function stateOfTarget(isWithdrawn: boolean, { view }: TargetReading): TargetState {
  if (isWithdrawn) return "withdrawn";
  if (!view) return "no_base";
  const { newest, years } = view;
  if (!newest || newest.year === years[0]!.year) return "no_figure";
  return newest.isAbove ? "above_path" : "on_path";
}
