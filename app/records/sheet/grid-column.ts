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
  /** The field of the entry that the column shows; computed columns have none. */
  field: ActivityField | null;
  isNumeric?: boolean;
  /** Offers a list while it is edited. */
  hasChoices?: boolean;
}

/** The columns of the sheet, left to right. */
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

/** Each column's track, the row number's first: its least width in px and its share of what is left. */
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

/** Widths in px that a person set; other columns keep their track. */
export type ColumnWidths = Partial<Record<ColumnKey, number>>;

/** Narrower, a column can't be taken hold of again; wider, no other is in view. */
export const WIDTH_BOUNDS = { least: 40, most: 640 };

/** The tracks as CSS, and the least width that they need together. Head and rows share them. */
export function tracksOf(widths: ColumnWidths): { columns: string; least: number } {
  const parts = (["row", ...COLUMNS.map(({ key }) => key)] as const).map((key) => {
    const own = key === "row" ? undefined : widths[key];
    const [least, share] = own === undefined ? TRACK[key] : [own, 0];
    return { least, css: share > 0 ? `minmax(${least}px, ${share}fr)` : `${least}px` };
  });
  return { columns: parts.map(({ css }) => css).join(" "), least: parts.reduce((sum, { least }) => sum + least, 0) };
}

/** A line of the sheet; the tracks are set on the sheet itself, so that a new width draws no row anew. */
export const TRACKS = "grid grid-cols-(--tracks)";

/** Height of a row in px; the window of drawn rows is computed from it. */
export const ROW_HEIGHT = 33;
export const HEAD_HEIGHT = 29;
