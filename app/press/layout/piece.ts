/** Something that was laid out and is not drawn yet. */
export interface Piece {
  /** The height in points of its beginning: what has to stay with a heading above it. */
  start: number;
  /** Draws it from the cursor on. */
  draw(): void;
}

/** A text whose whole height is known. */
export interface TextPiece extends Piece {
  height: number;
}
