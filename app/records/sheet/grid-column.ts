import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";

export type ColumnKey =
  | "facility"
  | "source"
  | "period"
  | "quantity"
  | "unit"
  | "factor"
  | "tonnes"
  | "dataQuality"
  | "evidence"
  | "state";

export interface GridColumn {
  key: ColumnKey;
  /** The field shown in the column. Computed columns have none. */
  field: ActivityField | null;
  isNumeric?: boolean;
  /** Whether it offers options while being edited. */
  hasChoices?: boolean;
}

/** Columns from left to right. */
export const COLUMNS: readonly GridColumn[] = [
  { key: "facility", field: "facility", hasChoices: true },
  { key: "source", field: "source", hasChoices: true },
  { key: "period", field: "period" },
  { key: "quantity", field: "quantity", isNumeric: true },
  { key: "unit", field: "unit", hasChoices: true },
  { key: "factor", field: null, isNumeric: true },
  { key: "tonnes", field: null, isNumeric: true },
  { key: "dataQuality", field: "dataQuality", hasChoices: true },
  { key: "evidence", field: "evidence" },
  { key: "state", field: null },
];

/** The track of each column, starting with the row number: minimum width in px and share of the remaining space. */
const TRACK: Record<ColumnKey | "row", readonly [least: number, share: number]> = {
  row: [40, 0],
  facility: [84, 1],
  source: [124, 1.8],
  period: [76, 0],
  quantity: [88, 0],
  unit: [80, 0],
  factor: [112, 0],
  tonnes: [76, 0],
  dataQuality: [60, 0],
  evidence: [68, 0.8],
  state: [92, 0],
};

/** Custom widths in px. Other columns use their track. */
export type ColumnWidths = Partial<Record<ColumnKey, number>>;

/** A narrower column can't be grabbed again. A wider one hides the others. */
export const WIDTH_BOUNDS = { least: 40, most: 640 };

/** The tracks as CSS and their total minimum width, shared by head and rows. */
export function tracksOf(widths: ColumnWidths): { columns: string; least: number } {
  const parts = (["row", ...COLUMNS.map(({ key }) => key)] as const).map((key) => {
    const own = key === "row" ? undefined : widths[key];
    const [least, share] = own === undefined ? TRACK[key] : [own, 0];
    return { least, css: share > 0 ? `minmax(${least}px, ${share}fr)` : `${least}px` };
  });
  return { columns: parts.map(({ css }) => css).join(" "), least: parts.reduce((sum, { least }) => sum + least, 0) };
}

/** The class of a grid line. The sheet sets the tracks, so that a new width doesn't rerender rows. */
export const TRACKS = "grid grid-cols-(--tracks)";

/** Row height in px, used to compute the visible rows. */
export const ROW_HEIGHT = 33;
export const HEAD_HEIGHT = 29;
