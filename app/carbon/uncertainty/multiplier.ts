import { exp, ln, root } from "./elementary.ts";
import type { Distribution } from "./uncertainty-types.ts";

/** Half of the 95 % interval of a normal distribution in standard deviations. */
const NORMAL_95 = 1.959963984540054;
/** Half widths of the uniform and the triangular error whose middle 95 % is ± 1. */
const UNIFORM_WIDTH = 1 / 0.95;
const TRIANGULAR_WIDTH = 1 / (1 - root(0.05));

/** Above ± 30 % a quantity that can't be negative is assumed lognormal, unless its shape is stated. */
export const LOGNORMAL_ABOVE_PERCENT = 30;

/** One draw of a shared error: its position in the distribution, and the normal deviate there. */
export interface Draw {
  fraction: number;
  normal: number;
}

export type Multiplier = (draw: Draw) => number;

/**
 * The error of ± `percent` at 95 % as a multiplier around 1. Normal: 1 + σz. Lognormal: mean 1 and the same standard
 * deviation σ = percent ÷ 196, so its interval is asymmetric and never reaches zero. Triangular and uniform: symmetric,
 * with a width that leaves 95 % within ± percent. `direction` −1 inverts the error.
 */
export function multiplierOf(percent: number, direction: 1 | -1, shape?: Distribution): Multiplier {
  const half = percent / 100;
  const deviation = half / NORMAL_95;
  switch (shape ?? (percent > LOGNORMAL_ABOVE_PERCENT ? "lognormal" : "normal")) {
    case "normal":
      return ({ normal }) => 1 + direction * deviation * normal;
    case "lognormal": {
      const variance = ln(1 + deviation * deviation);
      const spread = direction * root(variance);
      return ({ normal }) => exp(spread * normal - variance / 2);
    }
    case "uniform": {
      const width = direction * half * UNIFORM_WIDTH;
      return ({ fraction }) => 1 + width * (2 * fraction - 1);
    }
    case "triangular": {
      const width = direction * half * TRIANGULAR_WIDTH;
      return ({ fraction }) => 1 + width * (fraction < 0.5 ? root(2 * fraction) - 1 : 1 - root(2 * (1 - fraction)));
    }
  }
}
