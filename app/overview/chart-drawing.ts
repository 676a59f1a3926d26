import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { escapeXml } from "#app/encoding/text/escape-xml.ts";
import { placeBars, type StackMonth, toLength } from "#app/kit/bar-geometry.ts";

/** The words around a chart: what it is, whose, and where its figures come from. */
export interface ChartFrame {
  title: string;
  /** Below the title: the organization and the unit. */
  about: string;
  /** Below the chart: the source of its figures. */
  source: string;
  scopes: Record<ScopeNumber, string>;
}

export interface DrawnShare {
  name: string;
  scope: ScopeNumber;
  kg: string;
  /** As they are printed. */
  tonnes: string;
  share: string;
}

/** A standalone picture has no style sheet, so it has the colours of `app.css` itself. */
const INK = "#13221c";
const MUTED = "#5c6b64";
const LINE = "#e3e1d8";
const FILL: Record<ScopeNumber, string> = { 1: "#0b5d48", 2: "#d08a1d", 3: "#4a6fa5" };
const FONTS = "'Noto Sans','Noto Sans SC',system-ui,'PingFang SC','Microsoft YaHei',sans-serif";

const WIDTH = 1200;
const EDGE = 48;
const TOP = 172;
const ROW = 46;
const MONTHS = { x: 112, width: 1040, height: 400 };

interface TextLook {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: "start" | "middle" | "end";
}

function text(x: number | string, y: number | string, words: string, look: TextLook = {}): string {
  const { size = 16, weight = 400, fill = INK, anchor = "start" } = look;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(words)}</text>`;
}

/** Shortens a name to a number of Latin letters. A Han character takes the place of two. */
export function shortenTo(name: string, most: number): string {
  let width = 0;
  let kept = "";
  for (const letter of name) {
    width += letter.codePointAt(0)! > 0x2e7f ? 2 : 1;
    if (width > most) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}

/** Sources, facilities or categories as bars, the largest on top. */
export function drawShares(frame: ChartFrame, rows: readonly DrawnShare[]): string {
  const largest = Math.max(...rows.map(({ kg }) => toLength(kg)));
  const bars = rows.map(({ name, scope, kg, tonnes, share }, index) => {
    const y = TOP + index * ROW;
    const width = largest === 0 ? 0 : Math.max(2, (toLength(kg) / largest) * 480);
    return [
      text(EDGE, y + 20, shortenTo(name, 42)),
      toLength(kg) > 0
        ? `<rect x="440" y="${y + 4}" width="${width.toFixed(1)}" height="22" fill="url(#s${scope})"/>`
        : "",
      text(1044, y + 20, tonnes, { anchor: "end", weight: 600 }),
      text(WIDTH - EDGE, y + 20, share, { anchor: "end", fill: MUTED }),
      `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y + 35}" y2="${y + 35}" stroke="${LINE}"/>`,
    ].join("");
  });
  const scopes = SCOPES.filter((scope) => rows.some((row) => row.scope === scope));
  return picture(frame, scopes, TOP + rows.length * ROW, bars.join(""));
}

/** Months stacked by scope, with the same month of the year before as a line. */
export function drawMonths(
  frame: ChartFrame,
  months: StackMonth[],
  print: { total: (tonnes: string) => string; tick: (tonnes: string) => string },
): string | null {
  const geometry = placeBars(months);
  if (!geometry) return null;
  const { x, width, height } = MONTHS;
  const inner = [
    ...geometry.ticks.map(({ y }) => `<line x1="0" x2="100%" y1="${y}" y2="${y}" stroke="${LINE}"/>`),
    ...geometry.bars.flatMap((bar) => [
      ...bar.parts.map(
        (part) =>
          `<rect x="${bar.x}" y="${part.y}" width="${bar.width}" height="${part.height}" fill="url(#s${part.scope})"/>`,
      ),
      bar.previousY === undefined
        ? ""
        : `<line x1="${bar.ruleLeft}" x2="${bar.ruleRight}" y1="${bar.previousY}" y2="${bar.previousY}" stroke="${INK}" stroke-width="2"/>`,
      `<svg x="${bar.middle}" y="${bar.labelY}" overflow="visible">${text(0, -7, print.total(bar.total), { size: 14, anchor: "middle" })}</svg>`,
    ]),
    `<line x1="0" x2="100%" y1="100%" y2="100%" stroke="${INK}"/>`,
  ];
  const axis = geometry.ticks.map(
    ({ value, y }) =>
      `<svg y="${y}" overflow="visible">${text(0, 5, print.tick(value), { size: 14, fill: MUTED, anchor: "end" })}</svg>`,
  );
  const names = geometry.bars.map((bar) =>
    text(bar.middle, 22, bar.label, { size: 14, fill: MUTED, anchor: "middle" }),
  );
  const nested = (left: number, top: number, content: string[]) =>
    `<svg x="${left}" y="${top}" width="${width}" height="${height}" overflow="visible">${content.join("")}</svg>`;
  const body = [nested(x - 12, TOP, axis), nested(x, TOP, inner), nested(x, TOP + height, names)].join("");
  return picture(frame, SCOPES, TOP + height + 40, body);
}

function picture(frame: ChartFrame, scopes: readonly ScopeNumber[], bottom: number, body: string): string {
  const height = bottom + 64;
  const keys = scopes.map((scope, index) => {
    const x = EDGE + index * 190;
    return `<rect x="${x}" y="118" width="14" height="14" fill="url(#s${scope})"/>${text(x + 22, 130, frame.scopes[scope], { size: 14, fill: MUTED })}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="${FONTS}">`,
    `<title>${escapeXml(frame.title)}</title>`,
    PATTERNS,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(EDGE, 60, shortenTo(frame.title, 72), { size: 28, weight: 600 }),
    text(EDGE, 92, shortenTo(frame.about, 130), { fill: MUTED }),
    ...keys,
    body,
    text(EDGE, bottom + 32, shortenTo(frame.source, 150), { size: 14, fill: MUTED }),
    "</svg>",
  ].join("");
}

/** Colour and pattern are redundant, so a picture works in black and white. */
const PATTERNS = [
  "<defs>",
  pattern(1, 8, `<path d="M-2 2 2-2M-1 9 9-1M6 10l4-4" stroke="#fff" stroke-opacity=".32"/>`),
  pattern(
    2,
    8,
    `<circle cx="2" cy="2" r=".9" fill="#fff" fill-opacity=".6"/><circle cx="6" cy="6" r=".9" fill="#fff" fill-opacity=".6"/>`,
  ),
  pattern(3, 5, `<path d="M0 2.5h8" stroke="#fff" stroke-opacity=".3"/>`),
  "</defs>",
].join("");

function pattern(scope: ScopeNumber, height: number, marks: string): string {
  return `<pattern id="s${scope}" width="8" height="${height}" patternUnits="userSpaceOnUse"><rect width="8" height="${height}" fill="${FILL[scope]}"/>${marks}</pattern>`;
}
