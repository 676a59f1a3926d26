import { drawRosette } from "./guilloche-path.ts";

const RING = drawRosette({ centre: 50, inner: 29, outer: 45, petals: 26, lines: 5, twist: 0.45 });

interface SealProps {
  /** One Chinese character: 碳 (carbon) on reports, 鉴 on verification statements. */
  character: "碳" | "鉴";
  className?: string;
}

/** The brass seal of issued documents. A drawing, never a button. */
export function Seal({ character, className }: SealProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 100" fill="none" className={`print-exact text-brass ${className ?? ""}`}>
      <SealDrawing character={character} />
    </svg>
  );
}

/** The same inside another drawing, 100 × 100. */
export function SealDrawing({ character }: Pick<SealProps, "character">) {
  return (
    <g stroke="currentColor" fill="none">
      <circle cx="50" cy="50" r="49" strokeWidth="1.2" />
      <circle cx="50" cy="50" r="46.4" strokeWidth="0.5" />
      <path d={RING} strokeWidth="0.35" />
      <circle cx="50" cy="50" r="26.5" strokeWidth="1" />
      <circle cx="50" cy="50" r="24.6" strokeWidth="0.4" />
      <text x="50" y="60.5" textAnchor="middle" fontSize="29" fill="currentColor" stroke="none" className="font-title">
        {character}
      </text>
    </g>
  );
}
