import type { FaceRole } from "#app/press/fonts/faces.ts";

/** Colours of the report, as hexadecimal sRGB; the same as on the pages of the product. */
export const INK = "#13221C";
export const MUTED = "#5C6B64";
export const LINE = "#DAD8CE";
export const TINT = "#EEF4F1";
export const SPRUCE = "#0B5D48";
/** Placeholder for the accent of the document's brand; spruce where it has none. */
export const ACCENT = "accent";
/** Behind text in the accent: the sheet, and the header of a table. */
export const GROUNDS = ["#FFFFFF", TINT];
export const BRASS = "#A8812F";
export const BRASS_PALE = "#CDB57E";
export const GUILLOCHE = "#5C9A87";
export const ROSETTE = "#DCE8E3";
export const WATERMARK = "#F3E9E7";
export const SCOPE_COLORS = ["#0B5D48", "#D08A1D", "#4A6FA5"] as const;

/** How text is set. Sizes in points; a colour is hexadecimal or `ACCENT`; `leading` is the distance of baselines as a multiple of the size. */
export interface TextStyle {
  role: FaceRole;
  size: number;
  color: string;
  leading: number;
  /** Extra space after each character, in points. */
  tracking?: number;
  /** Ideographs take the shapes of Japan. Given by the layout. */
  isJapanese?: true;
  /** BCP 47 tag, where it differs from the language of the document. */
  lang?: string;
}

export const BODY: TextStyle = { role: "sans", size: 9, color: INK, leading: 1.52 };
export const BODY_STRONG: TextStyle = { ...BODY, role: "sansBold" };
export const NOTE: TextStyle = { role: "sans", size: 7.8, color: MUTED, leading: 1.45 };
export const H1: TextStyle = { role: "sansBold", size: 17, color: ACCENT, leading: 1.25 };
export const H2: TextStyle = { role: "sansBold", size: 11, color: INK, leading: 1.3 };
export const CELL: TextStyle = { role: "sans", size: 7.8, color: INK, leading: 1.36 };
export const CELL_HEAD: TextStyle = { role: "sansBold", size: 7.4, color: MUTED, leading: 1.3 };
export const RUNNING: TextStyle = { role: "sans", size: 7.2, color: MUTED, leading: 1.3 };
