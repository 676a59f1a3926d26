import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { type PathGeometry, placePath } from "./path-geometry.ts";

interface PathChartProps {
  title: string;
  years: Parameters<typeof placePath>[0];
  digits: number;
  unit: string;
}

const HEIGHT = "h-72 max-md:h-56";

/** Issued years as bars against the straight path. The table next to it has the same figures. */
export function PathChart({ title, years, digits, unit }: PathChartProps) {
  const { target: t } = useMessages();
  const geometry = placePath(years);
  if (!geometry) return null;
  const bars = geometry.years.flatMap(({ bar }) => bar ?? []);
  return (
    <figure>
      <p className="mb-1 text-12 text-muted">
        <UnitText text={unit} />
      </p>
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] pr-3">
        <Axis geometry={geometry} />
        <Plot title={title} geometry={geometry} digits={digits} />
        <YearLabels geometry={geometry} />
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-12 text-muted">
        <Key className="h-0 w-5 border-t-2 border-dashed border-ink" text={t.legendPath} />
        {bars.some(({ isAbove }) => !isAbove) && (
          <Key className="print-exact size-3 bg-accent-fill" text={t.legendIssued} />
        )}
        {bars.some(({ isAbove }) => isAbove) && (
          <Key className="print-exact size-3 border-2 border-warning bg-warning-tint" text={t.legendAbove} />
        )}
      </figcaption>
    </figure>
  );
}

function Key({ className, text }: { className: string; text: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden="true" className={className} />
      {text}
    </span>
  );
}

function Axis({ geometry }: { geometry: PathGeometry }) {
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

function Plot({ title, geometry, digits }: { title: string; geometry: PathGeometry; digits: number }) {
  const locale = useLocale();
  const { line } = geometry;
  const newest = geometry.years.findLast(({ bar }) => bar !== null);
  return (
    <svg role="img" aria-label={title} width="100%" className={`print-exact block overflow-visible ${HEIGHT}`}>
      {geometry.ticks.map((tick) => (
        <line key={tick.value} x1="0" x2="100%" y1={tick.y} y2={tick.y} className="stroke-line" />
      ))}
      {geometry.years.map(
        ({ year, bar }) =>
          bar && (
            <rect
              key={year}
              x={bar.x}
              width={bar.width}
              y={bar.y}
              height={bar.height}
              className={bar.isAbove ? "fill-warning-tint stroke-warning" : "fill-accent-fill"}
              strokeWidth={bar.isAbove ? 2 : 0}
            />
          ),
      )}
      <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-ink" />
      <line {...line} strokeWidth="2" strokeDasharray="6 4" className="stroke-ink" />
      <circle cx={line.x1} cy={line.y1} r="3.5" className="fill-ink" />
      <circle cx={line.x2} cy={line.y2} r="3.5" className="fill-ink" />
      {newest?.bar && (
        <text
          x={newest.middle}
          y={newest.bar.y}
          dy="-10"
          textAnchor="middle"
          className="fill-ink stroke-surface text-12 font-medium"
          strokeWidth="4"
          paintOrder="stroke"
        >
          {formatDecimal(newest.bar.value, { locale, digits })}
        </text>
      )}
    </svg>
  );
}

function YearLabels({ geometry }: { geometry: PathGeometry }) {
  return (
    <svg aria-hidden="true" width="100%" height="26" className="col-start-2 block overflow-visible">
      {geometry.years.map(({ year, middle, label }) =>
        label === "none" ? null : (
          <text
            key={year}
            x={middle}
            y="18"
            textAnchor="middle"
            className={`fill-muted text-12 ${label === "both" ? "" : "max-md:hidden"}`}
          >
            {year}
          </text>
        ),
      )}
    </svg>
  );
}
