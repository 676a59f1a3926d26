import type { Glyph } from "./printed-page.ts";

/** A matrix as in a PDF: a, b, c, d, e, f. */
export type Matrix = ArrayLike<number>;

/** The instructions of a page as PDF.js lists them: codes, and the arguments of each. */
export interface Instructions {
  fnArray: ArrayLike<number>;
  argsArray: ArrayLike<unknown>;
}

/** What PDF.js shows: a character, or a distance in thousandths of the font's size. */
type Shown = { unicode: string; width: number; isSpace: boolean } | number;

interface State {
  matrix: Matrix;
  size: number;
  unit: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  opacity: number;
  brightness: number | null;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const START: State = {
  matrix: IDENTITY,
  size: 0,
  unit: 0.001,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  opacity: 1,
  brightness: 0,
};
/** Text rendering modes 3 and 7 draw nothing (ISO 32000-1, 9.3.6). */
const UNDRAWN_MODES = [3, 7];
const LEAST_OPACITY = 0.1;

/**
 * Every character that a page draws, with its place. Follows the text operators of ISO 32000-1, 9.4.
 *
 * @param view maps the page's own coordinates to points from the top left corner
 * @param unitOf the size of a glyph unit of a font, 0.001 for all but fonts that are drawn (Type 3)
 */
export function glyphsOf(
  { fnArray, argsArray }: Instructions,
  codes: Record<string, number>,
  view: Matrix,
  unitOf: (font: string) => number,
): Glyph[] {
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  const glyphs: Glyph[] = [];
  const saved: State[] = [];
  let state: State = { ...START, matrix: view };
  let line: Matrix = IDENTITY;
  let x = 0;
  const toLine = (dx: number, dy: number) => {
    line = multiply(line, [1, 0, 0, 1, dx, dy]);
    x = 0;
  };
  const setFont = ([font, size]: readonly unknown[]) => Object.assign(state, { size, unit: unitOf(String(font)) });
  const restore = () => {
    state = saved.pop() ?? state;
  };
  const acts: Record<string, (args: readonly unknown[]) => unknown> = {
    save: () => saved.push({ ...state }),
    restore,
    transform: (args) => {
      state.matrix = multiply(state.matrix, args as number[]);
    },
    paintFormXObjectBegin: ([matrix]) => {
      saved.push({ ...state });
      if (matrix) state.matrix = multiply(state.matrix, matrix as Matrix);
    },
    paintFormXObjectEnd: restore,
    beginText: () => {
      line = IDENTITY;
      x = 0;
    },
    setCharSpacing: ([value]) => Object.assign(state, { charSpacing: value }),
    setWordSpacing: ([value]) => Object.assign(state, { wordSpacing: value }),
    setHScale: ([value]) => Object.assign(state, { scale: Number(value) / 100 }),
    setLeading: ([value]) => Object.assign(state, { leading: -Number(value) }),
    setTextRise: ([value]) => Object.assign(state, { rise: value }),
    setTextRenderingMode: ([value]) => Object.assign(state, { mode: value }),
    setFont,
    setGState: ([entries]) => {
      for (const [key, value] of entries as [string, unknown][]) {
        if (key === "ca") state.opacity = Number(value);
        else if (key === "Font") setFont(value as unknown[]);
      }
    },
    setFillRGBColor: (args) => {
      state.brightness = brightnessOf(args);
    },
    setFillColorN: () => {
      state.brightness = null;
    },
    setFillTransparent: () => {
      state.brightness = 1;
    },
    moveText: ([dx, dy]) => toLine(Number(dx), Number(dy)),
    setLeadingMoveText: ([dx, dy]) => {
      state.leading = Number(dy);
      toLine(Number(dx), Number(dy));
    },
    nextLine: () => toLine(0, state.leading),
    setTextMatrix: (args) => {
      // One typed array, or six numbers.
      line = Array.from((typeof args[0] === "number" ? args : args[0]) as ArrayLike<number>);
      x = 0;
    },
    showText: ([shown]) => {
      for (const one of shown as Shown[]) {
        if (typeof one === "number") {
          x -= (one * state.size * state.scale) / 1000;
          continue;
        }
        const spacing = state.charSpacing + (one.isSpace ? state.wordSpacing : 0);
        const advance = (one.width * state.unit * state.size + spacing) * state.scale;
        glyphs.push(glyphAt(one.unicode, multiply(state.matrix, line), { x, endX: x + advance, state }));
        x += advance;
      }
    },
  };
  for (let at = 0; at < fnArray.length; at += 1)
    acts[names.get(fnArray[at]!) ?? ""]?.((argsArray[at] ?? []) as unknown[]);
  return glyphs;
}

function glyphAt(text: string, matrix: Matrix, { x, endX, state }: { x: number; endX: number; state: State }): Glyph {
  const [left, y] = apply(matrix, x, state.rise);
  const [right] = apply(matrix, endX, state.rise);
  const size = Math.abs(state.size) * Math.hypot(matrix[2]!, matrix[3]!);
  const isHidden = UNDRAWN_MODES.includes(state.mode) || state.opacity < LEAST_OPACITY;
  return { text, x: left, y, endX: right, size, isHidden, brightness: state.brightness };
}

/** PDF.js gives #rrggbb, or three bytes in older versions. */
function brightnessOf(args: readonly unknown[]): number | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(String(args[0]));
  const parts = hex ? hex.slice(1).map((part) => Number.parseInt(part, 16)) : args.map(Number);
  const [red, green, blue] = parts;
  const brightness = (0.2126 * red! + 0.7152 * green! + 0.0722 * blue!) / 255;
  return Number.isFinite(brightness) ? brightness : null;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0]! * b[0]! + a[2]! * b[1]!,
    a[1]! * b[0]! + a[3]! * b[1]!,
    a[0]! * b[2]! + a[2]! * b[3]!,
    a[1]! * b[2]! + a[3]! * b[3]!,
    a[0]! * b[4]! + a[2]! * b[5]! + a[4]!,
    a[1]! * b[4]! + a[3]! * b[5]! + a[5]!,
  ];
}

function apply(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0]! * x + matrix[2]! * y + matrix[4]!, matrix[1]! * x + matrix[3]! * y + matrix[5]!];
}
