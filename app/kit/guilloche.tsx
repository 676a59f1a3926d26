import { useId } from "react";
import { drawArm, drawEngravedLine } from "./guilloche-path.ts";

const LINE_PERIOD = 44;
const LINE_HEIGHT = 10;
const LINE = drawEngravedLine(LINE_PERIOD, LINE_HEIGHT, 8);

/** An id that is valid inside `url(#…)`. */
export function useSvgId(): string {
  return `g${useId().replaceAll(":", "")}`;
}

/** The engraved line below the header of public pages, their only ornament. */
export function GuillocheLine() {
  const id = useSvgId();
  return (
    <svg aria-hidden="true" width="100%" height={LINE_HEIGHT} className="block text-accent">
      <defs>
        <pattern id={id} width={LINE_PERIOD} height={LINE_HEIGHT} patternUnits="userSpaceOnUse">
          <path d={LINE} fill="none" stroke="currentColor" strokeWidth="0.45" strokeOpacity="0.65" />
        </pattern>
      </defs>
      <rect width="100%" height={LINE_HEIGHT} fill={`url(#${id})`} />
    </svg>
  );
}

const ARM = drawArm({ inner: 74, outer: 178, loops: 22, turn: 46, length: 22, width: 7 });
const ARMS = Array.from({ length: 20 }, (_, arm) => arm * 18);

/** The flower around the origin with a radius of 200 px, for use in another drawing. */
export function RosetteDrawing() {
  const id = useSvgId();
  return (
    <g fill="none" stroke="currentColor">
      <defs>
        <path id={id} d={ARM} />
      </defs>
      {ARMS.map((turn) => (
        <use key={turn} href={`#${id}`} transform={`rotate(${turn})`} />
      ))}
    </g>
  );
}

/** The pale engraved flower behind a verdict or a seal. Decorative, with size and colour from its class. */
export function GuillocheRosette({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="-200 -200 400 400" strokeWidth="0.5" className={className}>
      <RosetteDrawing />
    </svg>
  );
}
