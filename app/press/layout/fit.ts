import type { TextStyle } from "./style.ts";
import { breakLines, type Line, measureText } from "./text-line.ts";

/** Lines that fit a width, and the style in which they do. */
export interface FittedText {
  lines: Line[];
  style: TextStyle;
  height: number;
}

/**
 * Sets a text as large as its style requires, else smaller: first on one line down to three quarters of the size,
 * then on as many lines as `height` allows, down to `smallest` points. Text that still does not fit is set on more
 * lines: a name is never truncated.
 */
export function fitText(
  text: string,
  style: TextStyle,
  box: { width: number; height: number; smallest: number },
): FittedText {
  const natural = Math.max(...text.split("\n").map((line) => measureText(line, style)));
  const needed = natural > box.width ? (style.size * box.width) / natural : style.size;
  if (needed >= style.size * 0.75) return lay(text, shrink(style, needed - 0.01), box.width);
  for (let size = style.size * 0.9; size > box.smallest; size -= 0.5) {
    const fitted = lay(text, shrink(style, size), box.width);
    if (fitted.height <= box.height) return fitted;
  }
  return lay(text, shrink(style, box.smallest), box.width);
}

function shrink(style: TextStyle, size: number): TextStyle {
  const rounded = Math.floor(Math.min(size + 0.01, style.size) * 100) / 100;
  return { ...style, size: rounded, tracking: ((style.tracking ?? 0) * rounded) / style.size };
}

function lay(text: string, style: TextStyle, width: number): FittedText {
  const lines = breakLines([{ text, style }], width + 0.01);
  return { lines, style, height: lines.length * style.size * style.leading };
}
