import type { DecimalString, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { toLength } from "./bar-geometry.ts";
import { useSvgId } from "./guilloche.tsx";
import { ScopePatterns } from "./scope-mark.tsx";

interface ShareBarProps {
  /** Description for screen readers. A table next to it has the figures. */
  label: string;
  byScope: Record<ScopeNumber, DecimalString>;
}

/** The total as one bar, divided by scope, with a gap of 2 px between the parts. */
export function ShareBar({ label, byScope }: ShareBarProps) {
  const id = useSvgId();
  const whole = SCOPES.reduce((sum, scope) => sum + toLength(byScope[scope]), 0);
  if (whole === 0) return null;
  let start = 0;
  const parts = SCOPES.map((scope) => {
    const width = (toLength(byScope[scope]) / whole) * 100;
    const part = { scope, start, width };
    start += width;
    return part;
  }).filter((part) => part.width > 0);
  return (
    <svg role="img" aria-label={label} width="100%" height="20" className="print-exact block">
      <ScopePatterns id={id} />
      {parts.map((part) => (
        <rect
          key={part.scope}
          x={`${part.start}%`}
          width={`${part.width}%`}
          height="20"
          fill={`url(#${id}${part.scope})`}
        />
      ))}
      {parts.slice(1).map((part) => (
        <line
          key={part.scope}
          x1={`${part.start}%`}
          x2={`${part.start}%`}
          y1="0"
          y2="20"
          strokeWidth="2"
          className="stroke-paper"
        />
      ))}
    </svg>
  );
}

interface ValueBarProps {
  value: DecimalString;
  /** The value that fills the full width. */
  largest: DecimalString;
  scope: ScopeNumber;
}

/** A small bar in a table cell. Decorative, next to the figure. */
export function ValueBar({ value, largest, scope }: ValueBarProps) {
  const id = useSvgId();
  const whole = toLength(largest);
  const width = whole === 0 ? 0 : (toLength(value) / whole) * 100;
  return (
    <svg aria-hidden="true" width="100%" height="10" className="print-exact mt-[5px] block min-w-20">
      <ScopePatterns id={id} />
      {width > 0 && <rect width={`${Math.max(width, 1)}%`} height="10" fill={`url(#${id}${scope})`} />}
    </svg>
  );
}
