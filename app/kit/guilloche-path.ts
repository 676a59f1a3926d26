/** Draws the guilloche lines of security printing by calculation, without stored images. All coordinates in px. */

function formatPoint(x: number, y: number): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

function joinPoints(points: string[], isClosed: boolean): string {
  return `M${points.join("L")}${isClosed ? "Z" : ""}`;
}

/**
 * One period of a braid of sine lines, which is highest twice per period. Tiles without a seam.
 * @param width period in px @param height in px @param strands number of lines
 */
export function drawBraid(width: number, height: number, strands: number): string {
  const middle = height / 2;
  const steps = Math.round(width / 2);
  const lines = Array.from({ length: strands }, (_, strand) => {
    const phase = (strand / strands) * 2 * Math.PI;
    const points = Array.from({ length: steps + 1 }, (_, step) => {
      const turn = (step / steps) * 2 * Math.PI;
      const swell = (middle - 0.5) * (0.62 + 0.38 * Math.cos(turn * 2 + (strand % 2) * Math.PI));
      return formatPoint((step / steps) * width, middle + swell * Math.sin(turn * 2 + phase));
    });
    return joinPoints(points, false);
  });
  return lines.join("");
}

/**
 * A ring of closed lines, each a wave around a circle, slightly rotated and enlarged from line to line, so that they
 * cross to form petals.
 */
export function drawRosette(shape: {
  centre: number;
  inner: number;
  outer: number;
  petals: number;
  lines: number;
  /** Rotation from the innermost to the outermost line, in petals. */
  twist: number;
}): string {
  const steps = shape.petals * 14;
  const mean = (shape.inner + shape.outer) / 2;
  return Array.from({ length: shape.lines }, (_, line) => {
    const share = shape.lines === 1 ? 0 : line / (shape.lines - 1);
    const amplitude = ((shape.outer - shape.inner) / 2) * (1 - 0.55 * share);
    const offset = share * shape.twist * 2 * Math.PI;
    const points = Array.from({ length: steps }, (_, step) => {
      const angle = (step / steps) * 2 * Math.PI;
      const radius = mean + amplitude * Math.sin(shape.petals * angle + offset);
      return formatPoint(shape.centre + radius * Math.cos(angle), shape.centre + radius * Math.sin(angle));
    });
    return joinPoints(points, true);
  }).join("");
}

/**
 * One arm of an engraved flower around the origin: a chain of ellipses along an outward spiral, which grow and then
 * shrink. Rotated copies form the flower.
 */
export function drawArm(shape: {
  inner: number;
  outer: number;
  loops: number;
  /** Rotation of the spiral from its inner to its outer end, in degrees. */
  turn: number;
  /** Half the length of the largest ellipse along the spiral's radius, and half its width across it. */
  length: number;
  width: number;
}): string {
  const steps = 18;
  return Array.from({ length: shape.loops }, (_, loop) => {
    const share = loop / (shape.loops - 1);
    const angle = (share * shape.turn * Math.PI) / 180;
    const radius = shape.inner + (shape.outer - shape.inner) * share;
    const size = 0.35 + 0.65 * Math.sin(Math.PI * (0.15 + 0.8 * share));
    const points = Array.from({ length: steps }, (_, step) => {
      const around = (step / steps) * 2 * Math.PI;
      const along = radius + shape.length * size * Math.cos(around);
      const across = shape.width * size * Math.sin(around);
      return formatPoint(
        along * Math.cos(angle) - across * Math.sin(angle),
        along * Math.sin(angle) + across * Math.cos(angle),
      );
    });
    return joinPoints(points, true);
  }).join("");
}

/**
 * One period of an engraved line: sine lines at equal phase distances, with one common maximum. Tiles without a seam.
 */
export function drawEngravedLine(width: number, height: number, strands: number): string {
  const middle = height / 2;
  const steps = Math.round(width * 0.8);
  return Array.from({ length: strands }, (_, strand) => {
    const phase = (strand / strands) * 2 * Math.PI;
    const points = Array.from({ length: steps + 1 }, (_, step) => {
      const turn = (step / steps) * 2 * Math.PI;
      const swell = (middle - 0.4) * (0.6 + 0.4 * Math.cos(turn));
      return formatPoint((step / steps) * width, middle + swell * Math.sin(turn * 2 + phase));
    });
    return joinPoints(points, false);
  }).join("");
}
