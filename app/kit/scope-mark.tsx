import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";

export const SCOPE_FILL: Record<ScopeNumber, string> = {
  1: "fill-scope-1",
  2: "fill-scope-2",
  3: "fill-scope-3",
};

const MARKS: Record<ScopeNumber, JSX.Element> = {
  1: <path d="M-1 7 7-1M-1 13 13-1M5 13l8-8" strokeWidth="1.2" />,
  2: <path d="M3 3v.01M9 3v.01M6 6v.01M3 9v.01M9 9v.01" strokeWidth="1.8" />,
  3: <path d="M0 2.5h12M0 6h12M0 9.5h12" strokeWidth="1" />,
};

/** The 12 px square next to a scope's name. Colour and pattern are redundant, so it works in black-and-white print. */
export function ScopeMark({ scope }: { scope: ScopeNumber }) {
  return (
    <svg
      aria-hidden="true"
      width="12"
      height="12"
      viewBox="0 0 12 12"
      className="print-exact inline-block shrink-0 rounded-2"
    >
      <rect width="12" height="12" className={SCOPE_FILL[scope]} />
      <g stroke="white" strokeOpacity="0.55" strokeLinecap="round" fill="none">
        {MARKS[scope]}
      </g>
    </svg>
  );
}

/** The same three patterns for bars. `id` is the prefix of `url(#…)`. */
export function ScopePatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}1`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className={SCOPE_FILL[1]} />
        <path d="M-2 2 2-2M-1 9 9-1M6 10l4-4" stroke="white" strokeOpacity="0.32" strokeWidth="1" />
      </pattern>
      <pattern id={`${id}2`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className={SCOPE_FILL[2]} />
        <circle cx="2" cy="2" r="0.9" fill="white" fillOpacity="0.6" />
        <circle cx="6" cy="6" r="0.9" fill="white" fillOpacity="0.6" />
      </pattern>
      <pattern id={`${id}3`} width="8" height="5" patternUnits="userSpaceOnUse">
        <rect width="8" height="5" className={SCOPE_FILL[3]} />
        <path d="M0 2.5h8" stroke="white" strokeOpacity="0.3" strokeWidth="1" />
      </pattern>
    </defs>
  );
}
