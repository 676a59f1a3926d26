import type { KeyboardEvent } from "react";

/** Arrow keys move between linked cells, as in a grid. Enter follows the link. */
export function moveBetweenCells(event: KeyboardEvent<HTMLTableElement>): void {
  const [across, down] =
    { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [];
  const cell = (event.target as HTMLElement).closest("td");
  if (across === undefined || down === undefined || !cell) return;
  const rows = [...event.currentTarget.tBodies[0]!.rows];
  const row = rows[rows.indexOf(cell.parentElement as HTMLTableRowElement) + down];
  const next = row?.cells[cell.cellIndex + across]?.querySelector("a");
  if (!next) return;
  event.preventDefault();
  next.focus();
}
