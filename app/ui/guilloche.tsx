import { useId } from "react";
import { drawBraid, drawPetal } from "./guilloche-path.ts";

const LINE_PERIOD = 88;
const LINE_HEIGHT = 12;
const LINE = drawBraid(LINE_PERIOD, LINE_HEIGHT, 10);

/** An id that may stand inside `url(#…)`. */
export function useSvgId(): string {
  return `g${useId().replaceAll(":", "")}`;
}

/** The engraved line beneath the header of public pages: the one ornament they have. */
export function GuillocheLine() {
  const id = useSvgId();
  return (
    <svg aria-hidden="true" width="100%" height={LINE_HEIGHT} className="block text-accent">
      <defs>
        <pattern id={id} width={LINE_PERIOD} height={LINE_HEIGHT} patternUnits="userSpaceOnUse">
          <path d={LINE} fill="none" stroke="currentColor" strokeWidth="0.6" opacity="0.75" />
        </pattern>
      </defs>
      <rect width="100%" height={LINE_HEIGHT} fill={`url(#${id})`} />
    </svg>
  );
}

const ROSETTE_CENTRE = 200;
const COPIES = 14;
const LOOPS = 9;

/** Loops that grow and turn together: one arm of the flower. */
const ARM = Array.from({ length: LOOPS }, (_, loop) => ({
  d: drawPetal(ROSETTE_CENTRE, 196 - loop * 13, 46 - loop * 3),
  turn: loop * 4.5,
}));

/** The pale engraved flower behind a verdict or a seal. Decoration; sized by its class. */
export function GuillocheRosette({ className }: { className?: string }) {
  const id = useSvgId();
  return (
    <svg aria-hidden="true" viewBox="0 0 400 400" fill="none" className={className}>
      <defs>
        <mask id={`${id}m`}>
          <rect width="400" height="400" fill="white" />
          <circle cx="200" cy="200" r="52" fill="black" />
        </mask>
        <g id={id}>
          {ARM.map((loop) => (
            <path key={loop.turn} d={loop.d} transform={`rotate(${loop.turn} 200 200)`} />
          ))}
        </g>
      </defs>
      <g stroke="currentColor" strokeWidth="0.7" mask={`url(#${id}m)`}>
        {Array.from({ length: COPIES }, (_, copy) => {
          const turn = (copy * 360) / COPIES;
          return <use key={turn} href={`#${id}`} transform={`rotate(${turn} 200 200)`} />;
        })}
      </g>
    </svg>
  );
}
