import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { placeWaterfall, type WaterfallBar, type WaterfallData } from "./waterfall-geometry.ts";

interface WaterfallProps extends WaterfallData {
  /** What is shown, such as "Why it changed: 2024 to 2025". */
  title: string;
}

const FILLS: Record<WaterfallBar["kind"], string> = {
  total: "fill-ink",
  down: "fill-accent-fill",
  up: "fill-scope-2",
};

/**
 * From one total to the other, step by step, as SVG in the server's HTML. Every bar carries its figure and every step
 * its sign, so that no meaning depends on colour. Places are percentages and letters are not scaled: one drawing for
 * every width down to a tablet; a phone gets the same steps as rows. The table next to it holds all figures.
 */
export function Waterfall({ title, ...data }: WaterfallProps) {
  const { comparison: t, common } = useMessages();
  const locale = useLocale();
  const { bars, axisStart } = placeWaterfall(data);
  const show = (bar: WaterfallBar) => labelOf(bar, (value) => formatDecimal(value, { locale, digits: 2 }));
  const spoken = common.labelled(title, common.listed(bars.map((bar) => `${bar.label} ${show(bar)}`)));
  return (
    <figure>
      <div className="max-md:hidden">
        <svg role="img" aria-label={spoken} width="100%" className="print-exact block h-64 overflow-visible">
          {bars.map((bar, index) => (
            <Bar key={bar.key} bar={bar} next={bars[index + 1]} text={show(bar)} isBroken={axisStart !== null} />
          ))}
          <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-ink" />
        </svg>
        <svg aria-hidden="true" width="100%" height="28" className="block overflow-visible">
          {bars.map((bar) => (
            <text
              key={bar.key}
              x={percent(bar.left + bar.width / 2)}
              y="20"
              textAnchor="middle"
              className={`text-12 ${bar.kind === "total" ? "fill-ink font-semibold" : "fill-muted"}`}
            >
              {bar.label}
            </text>
          ))}
        </svg>
      </div>
      <Rows bars={bars} show={show} />
      <figcaption className="mt-2 text-12 text-muted">
        {sentenceOf(bars, show, t.sumSentence)}
        {axisStart !== null && (
          <span className="max-md:hidden"> {t.axisStart(formatDecimal(axisStart, { locale }))}</span>
        )}
      </figcaption>
    </figure>
  );
}

interface BarProps {
  bar: WaterfallBar;
  next: WaterfallBar | undefined;
  text: string;
  isBroken: boolean;
}

/** A label is above its bar, or below it where the step goes down; a dotted line leads to the next level. */
function Bar({ bar, next, text, isBroken }: BarProps) {
  const [right, middle, bottom] = [bar.left + bar.width, bar.left + bar.width / 2, bar.top + bar.height];
  const isBelow = bar.kind === "down" && bottom < 90;
  return (
    <g>
      <rect
        x={percent(bar.left)}
        y={percent(bar.top)}
        width={percent(bar.width)}
        height={percent(Math.max(bar.height, 0.6))}
        className={FILLS[bar.kind]}
      />
      {bar.kind === "total" && isBroken && (
        <line
          x1={percent(bar.left - 0.6)}
          x2={percent(right + 0.6)}
          y1="91%"
          y2="87%"
          strokeWidth="3"
          className="stroke-paper"
        />
      )}
      {next && (
        <line
          x1={percent(right)}
          x2={percent(next.left)}
          y1={percent(bar.level)}
          y2={percent(bar.level)}
          strokeDasharray="2 2"
          className="stroke-muted"
        />
      )}
      <text
        x={percent(middle)}
        y={percent(isBelow ? bottom : bar.top)}
        dy={isBelow ? 15 : -6}
        textAnchor="middle"
        className={`fill-ink text-12 tabular-nums ${bar.kind === "total" ? "font-semibold" : "font-medium"}`}
      >
        {text}
      </text>
    </g>
  );
}

/** The same on a phone: a row for each bar, its length beneath its words. */
function Rows({ bars, show }: { bars: WaterfallBar[]; show: (bar: WaterfallBar) => string }) {
  return (
    <ol className="divide-y divide-line border-y border-line md:hidden">
      {bars.map((bar) => (
        <li key={bar.key} className="py-2">
          <p className={`flex justify-between gap-4 text-14 ${bar.kind === "total" ? "font-semibold" : ""}`}>
            <span>{bar.label}</span>
            <span className="tabular-nums">{show(bar)}</span>
          </p>
          <svg aria-hidden="true" width="100%" height="6" className="print-exact mt-1 block">
            <rect
              x={percent(bar.kind === "total" ? 0 : 100 - bar.top - bar.height)}
              width={percent(Math.max(bar.height, 0.6))}
              y="0"
              height="6"
              className={FILLS[bar.kind]}
            />
          </svg>
        </li>
      ))}
    </ol>
  );
}

function labelOf({ kind, value }: WaterfallBar, format: (value: string) => string): string {
  const text = format(value);
  return kind === "up" && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Written out as a sum, so that a reader can check it. */
function sentenceOf(
  bars: WaterfallBar[],
  show: (bar: WaterfallBar) => string,
  write: (parts: string, after: string) => string,
): string {
  const [before, ...rest] = bars;
  const after = rest.pop()!;
  const steps = rest.map((bar) => ` ${show(bar).replace(/^([−+]?)/, (sign) => `${sign || "+"} `)}`);
  return write(show(before!) + steps.join(""), show(after));
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 1000}%`;
}
