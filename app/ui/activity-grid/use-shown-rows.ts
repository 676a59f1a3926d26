import { useEffect, useMemo, useState } from "react";
import { type ActivityFilter, filterKey, makeFilter } from "./activity-filter.ts";
import type { GridData } from "./grid-data.ts";
import type { SheetRow } from "./sheet.ts";
import { orderRows, placesIn, printOrder, type SheetOrder } from "./sheet-order.ts";
import type { UsedSheet } from "./use-sheet.ts";

export interface View {
  filter: ActivityFilter;
  order: SheetOrder | null;
}

interface Snapshot {
  key: string;
  hidden: ReadonlySet<string>;
  places: ReadonlyMap<string, number> | null;
}

/**
 * The rows that passed the filter when it was set, in the order they had then: what is typed afterwards never makes a
 * row vanish or move under the hand.
 */
export function useShownRows(used: UsedSheet, grid: GridData, { filter, order }: View, locale: string) {
  const { rows } = used.state.sheet;
  const { evaluator } = used;
  const key = `${filterKey(filter)} ${printOrder(order)}`;
  const [kept, setKept] = useState<Snapshot>(() => ({ key: "", hidden: new Set(), places: null }));
  const snapshot = useMemo(() => {
    if (kept.key === key) return kept;
    const passes = makeFilter(filter, { sources: grid.sources, context: evaluator.context });
    const hidden = new Set(rows.filter(({ cells }) => !passes(cells)).map(({ id }) => id));
    return { key, hidden, places: order && placesIn(rows, order, { evaluator, locale }) };
  }, [kept, key, filter, order, grid.sources, evaluator, rows, locale]);
  useEffect(() => {
    if (kept !== snapshot) setKept(snapshot);
  }, [kept, snapshot]);
  return useMemo((): readonly SheetRow[] => {
    const { hidden, places } = snapshot;
    const shown = hidden.size === 0 ? rows : rows.filter(({ id }) => !hidden.has(id));
    return places ? orderRows(shown, places) : shown;
  }, [rows, snapshot]);
}
