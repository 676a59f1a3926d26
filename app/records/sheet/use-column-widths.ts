import { useCallback, useEffect, useState } from "react";
import { omit } from "#app/encoding/omit.ts";
import { COLUMNS, type ColumnKey, type ColumnWidths, WIDTH_BOUNDS } from "./grid-column.ts";

const KEY = "truetonne:activity-columns";

export interface UsedWidths {
  widths: ColumnWidths;
  /** Null restores the default width. */
  setWidth: (key: ColumnKey, px: number | null) => void;
}

/** Column widths stored in this browser. Undo doesn't affect them. */
export function useColumnWidths(): UsedWidths {
  const [widths, setWidths] = useState<ColumnWidths>({});
  useEffect(() => setWidths(readWidths()), []);
  const setWidth = useCallback((key: ColumnKey, px: number | null) => {
    setWidths((all) => {
      const others = omit(all, key);
      const next = px === null ? others : { ...others, [key]: clamp(px) };
      keepWidths(next);
      return next;
    });
  }, []);
  return { widths, setWidth };
}

function clamp(px: number): number {
  return Math.round(Math.max(WIDTH_BOUNDS.least, Math.min(WIDTH_BOUNDS.most, px)));
}

/** The stored value can come from another program or an older version. */
function readWidths(): ColumnWidths {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const known = COLUMNS.flatMap(({ key }) => {
      const px = (kept as Record<string, unknown> | null)?.[key];
      return typeof px === "number" && Number.isFinite(px) ? [[key, clamp(px)] as const] : [];
    });
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

function keepWidths(widths: ColumnWidths): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(widths));
  } catch {
    // No space: the widths last until the page is left.
  }
}
