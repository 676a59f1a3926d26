import { useEffect, useMemo, useState } from "react";
import { type ActivityFilter, filterKey, makeFilter } from "./activity-filter.ts";
import type { GridData } from "./grid-data.ts";
import { makeReviewer } from "./row-review.ts";
import type { SheetRow } from "./sheet.ts";
import { orderRows, placesIn, printOrder, type SheetOrder } from "./sheet-order.ts";
import type { UsedSheet } from "./use-sheet.ts";

export interface View {
  filter: ActivityFilter;
  order: SheetOrder | null;
}

/**
 * The rows that matched the filter when it was set, in the order at the time of sorting. Typing never hides or moves a
 * row.
 */
export function useShownRows(used: UsedSheet, grid: GridData, { filter, order }: View, locale: string) {
  const { rows } = used.state.sheet;
  const { evaluator } = used;
  const hidden = useSnapshot(filterKey(filter), () => {
    const passes = makeFilter(filter, { sources: grid.sources, context: evaluator.context });
    const reviewOf = makeReviewer(grid, evaluator);
    const { server } = used.state.sheet;
    const isAt = (row: SheetRow) => filter.state === "" || reviewOf(row, server.get(row.id)).state === filter.state;
    return new Set(rows.filter((row) => !passes(row.cells) || !isAt(row)).map(({ id }) => id));
  });
  const places = useSnapshot(printOrder(order), () => order && placesIn(rows, order, { evaluator, locale }));
  return useMemo((): readonly SheetRow[] => {
    const shown = hidden.size === 0 ? rows : rows.filter(({ id }) => !hidden.has(id));
    return places ? orderRows(shown, places) : shown;
  }, [rows, hidden, places]);
}

/** Keeps a value until the key changes. */
function useSnapshot<T>(key: string, make: () => T): T {
  const [kept, setKept] = useState(() => ({ key, value: make() }));
  const current = kept.key === key ? kept : { key, value: make() };
  useEffect(() => {
    if (kept.key !== current.key) setKept(current);
  });
  return current.value;
}
