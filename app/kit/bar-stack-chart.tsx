import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { type BarGeometry, placeBars, type StackMonth } from "./bar-geometry.ts";
import { BarTable } from "./bar-table.tsx";
import { useSvgId } from "./guilloche.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { ScopeMark, ScopePatterns } from "./scope-mark.tsx";

interface BarStackChartProps {
  /** The content, such as "Emissions by month, 2025". */
  title: string;
  months: StackMonth[];
  previousYear?: string;
}

const INK_BY_SCOPE: Record<ScopeNumber, string> = {
  1: "fill-accent",
  2: "fill-scope-2-ink",
  3: "fill-scope-3-ink",
};

/**
 * Months stacked by scope, as SVG in the server's HTML. Lengths are percentages and text is not scaled, so one drawing
 * fits every width. A table below has the same figures.
 */
export function BarStackChart({ title, months, previousYear }: BarStackChartProps) {
  const { common } = useMessages();
  const geometry = placeBars(months);
  if (!geometry) return null;
  return (
    <figure>
      <div className="mb-3 flex gap-5 text-12 text-muted md:hidden">
        {SCOPES.map((scope) => (
          <span key={scope} className="flex items-center gap-1.5">
            <ScopeMark scope={scope} />
            {common.scope[scope]}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-[2.75rem_minmax(0,1fr)_3.5rem] max-md:grid-cols-[2.5rem_minmax(0,1fr)]">
        <AxisLabels geometry={geometry} />
        <Bars title={title} geometry={geometry} />
        <SideLabels geometry={geometry} previousYear={previousYear} />
        <MonthLabels geometry={geometry} />
      </div>
      <figcaption className="mt-2 text-12 text-muted">
        {common.chartUnit} {previousYear && common.chartNote(previousYear)}
        <details className="mt-1">
          <summary className="inline-flex items-center text-accent underline underline-offset-4 touch:min-h-11">
            {common.showTable}
          </summary>
          <BarTable title={title} months={months} previousYear={previousYear} />
        </details>
      </figcaption>
    </figure>
  );
}

/** Keeps the year's label away from the label of scope 1 below it, in px. */
const PREVIOUS_LABEL_RISE = -8;

const HEIGHT = "h-72 max-md:h-48";

function AxisLabels({ geometry }: { geometry: BarGeometry }) {
  const locale = useLocale();
  return (
    <svg aria-hidden="true" width="100%" className={`block overflow-visible ${HEIGHT}`}>
      {geometry.ticks.map((tick) => (
        <text key={tick.value} x="100%" dx="-8" y={tick.y} dy="4" textAnchor="end" className="fill-muted text-12">
          {formatDecimal(tick.value, { locale })}
        </text>
      ))}
    </svg>
  );
}

function Bars({ title, geometry }: { title: string; geometry: BarGeometry }) {
  const id = useSvgId();
  const locale = useLocale();
  return (
    <svg role="img" aria-label={title} width="100%" className={`print-exact block overflow-visible ${HEIGHT}`}>
      <ScopePatterns id={id} />
      {geometry.ticks.map((tick) => (
        <line key={tick.value} x1="0" x2="100%" y1={tick.y} y2={tick.y} className="stroke-line" />
      ))}
      {geometry.bars.map((bar) => (
        <g key={bar.key}>
          {bar.parts.map((part) => (
            <g key={part.scope}>
              <rect x={bar.x} width={bar.width} y={part.y} height={part.height} fill={`url(#${id}${part.scope})`} />
              <line x1={bar.x} x2={bar.right} y1={part.y} y2={part.y} className="stroke-paper" />
            </g>
          ))}
          {bar.previousY && (
            <line
              x1={bar.ruleLeft}
              x2={bar.ruleRight}
              y1={bar.previousY}
              y2={bar.previousY}
              strokeWidth="1.5"
              className="stroke-ink"
            />
          )}
          <text x={bar.middle} y={bar.labelY} dy="-5" textAnchor="middle" className="fill-ink text-12 max-md:hidden">
            {formatDecimal(bar.total, { locale, digits: 0 })}
          </text>
        </g>
      ))}
      <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-ink" />
    </svg>
  );
}

function SideLabels({ geometry, previousYear }: { geometry: BarGeometry; previousYear?: string | undefined }) {
  const { common } = useMessages();
  return (
    <svg aria-hidden="true" width="100%" className={`block overflow-visible max-md:hidden ${HEIGHT}`}>
      {geometry.sideLabels.map((label) => (
        <text key={label.scope} x="8" y={label.y} dy="4" className={`text-12 font-medium ${INK_BY_SCOPE[label.scope]}`}>
          {common.scope[label.scope]}
        </text>
      ))}
      {previousYear && geometry.previousLabelY && (
        <text x="8" y={geometry.previousLabelY} dy={PREVIOUS_LABEL_RISE} className="fill-ink text-12">
          {previousYear}
        </text>
      )}
    </svg>
  );
}

/** On a phone only every third month and the last have a label. */
function MonthLabels({ geometry }: { geometry: BarGeometry }) {
  const last = geometry.bars.length - 1;
  return (
    <svg aria-hidden="true" width="100%" height="26" className="col-start-2 block overflow-visible">
      {geometry.bars.map((bar, index) => (
        <text
          key={bar.key}
          x={bar.middle}
          y="18"
          textAnchor="middle"
          className={`fill-muted text-12 ${index % 3 === 0 || index === last ? "" : "max-md:hidden"}`}
        >
          {bar.label}
        </text>
      ))}
    </svg>
  );
}
