/** A character as it is drawn. Positions are in points from the top left corner of the page as it is shown. */
export interface Glyph {
  /** By the file's own statement of what its characters mean. Usually one character. */
  text: string;
  x: number;
  y: number;
  /** Where the next character would begin. */
  endX: number;
  /** Height of the font in points. */
  size: number;
  /** Invisible by its drawing mode or its opacity. */
  isHidden: boolean;
  /** Brightness of its color from 0 to 1. Null for a pattern. */
  brightness: number | null;
}

export interface PrintedPage {
  width: number;
  height: number;
  /** In the order of drawing, without those outside the page. */
  glyphs: Glyph[];
  /** Hash of all drawing instructions, with the fonts and pictures that they use. Null if a part couldn't be read. */
  drawing: string | null;
  annotations: PrintedAnnotation[];
}

/** A link, form field, note or stamp on a page. */
export interface PrintedAnnotation {
  /** All that matters for a comparison. */
  key: string;
  /** As in the PDF standard: Link, Widget, FreeText … */
  subtype: string;
  /** Its address or text. */
  text: string;
}

export interface PrintedFile {
  pages: PrintedPage[];
  /** Names of layers, which a reader can show and hide. */
  layers: string[];
  hasScripts: boolean;
}

/** Why the text of a file can't be read. */
export type UnreadReason = "protected" | "damaged" | "too_large";
