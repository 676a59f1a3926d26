import { drawRosette } from "./guilloche-path.ts";

const MARK = drawRosette({ centre: 16, inner: 6.6, outer: 15.4, petals: 8, lines: 3, twist: 0.4 });

interface LogoProps {
  /** Size of the mark in px. */
  size?: number;
  className?: string;
}

/** The engraved rosette, the product's logo. The name next to it is text of the page. */
export function LogoMark({ size = 26, className }: LogoProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      className={`shrink-0 text-accent ${className ?? ""}`}
    >
      <path d={MARK} stroke="currentColor" strokeWidth="0.8" />
      <circle cx="16" cy="16" r="2.7" fill="currentColor" />
    </svg>
  );
}
