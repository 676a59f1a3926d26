/** The least contrast of small text on its ground (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

const HEX = /^#[0-9A-F]{6}$/;

export function isHexColor(text: string): boolean {
  return HEX.test(text);
}

/** The contrast ratio of two colours (`#RRGGBB`), from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastRatio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour itself where text in it can be read on `grounds`, else the nearest darker shade of it that can: all its
 * parts are scaled alike, so that the hue stays.
 */
export function readableShade(color: string, grounds: string[]): string {
  for (let percent = 100; percent > 0; percent--) {
    const shade = scale(color, percent / 100);
    if (grounds.every((ground) => contrastRatio(shade, ground) >= LEAST_CONTRAST)) return shade;
  }
  return "#000000";
}

function scale(color: string, factor: number): string {
  const parts = partsOf(color).map((part) => Math.floor(part * factor));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = partsOf(color).map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function partsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
