import type { CellState } from "#app/kit/completeness-map.tsx";
import type { ReviewCell } from "./review-map.ts";

type Cell = Pick<ReviewCell, "state" | "isEstimated">;

/** A draft month shows its content. Every other state shows itself. */
export function lookOf({ state, isEstimated }: Cell): CellState {
  if (state === "submitted") return "review";
  if (state === "draft") return isEstimated ? "estimated" : "complete";
  return state;
}

/** Number of cells by look, for the legend. */
export function legendOf(cells: readonly Cell[]): Partial<Record<CellState, number>> {
  const counts: Partial<Record<CellState, number>> = {};
  for (const cell of cells) counts[lookOf(cell)] = (counts[lookOf(cell)] ?? 0) + 1;
  return counts;
}
