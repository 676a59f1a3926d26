import { RosetteDrawing, useSvgId } from "#app/kit/guilloche.tsx";
import { drawBraid, drawRosette } from "#app/kit/guilloche-path.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { SampleCoverText } from "./sample-cover-text.tsx";

const WIDTH = 452;
const HEIGHT = 640;
const BRAID_PERIOD = 30;
const BRAID_WIDTH = 13;
const BRAID = drawBraid(BRAID_PERIOD, BRAID_WIDTH, 8);
const CORNER = drawRosette({ centre: 12, inner: 3.5, outer: 11.8, petals: 12, lines: 3, twist: 0.4 });

const CORNERS = [
  { x: 9, y: 9 },
  { x: WIDTH - 33, y: 9 },
  { x: 9, y: HEIGHT - 33 },
  { x: WIDTH - 33, y: HEIGHT - 33 },
];

/** Drawing of the first page of a bilingual report of a fictitious organization. */
export function SampleCover({ className }: { className?: string }) {
  const { marketing } = useMessages();
  const id = useSvgId();
  return (
    <svg
      role="img"
      aria-label={marketing.sampleCoverLabel}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={`report-paper block select-none ${className ?? ""}`}
    >
      <defs>
        <pattern id={`${id}h`} width={BRAID_PERIOD} height={BRAID_WIDTH} patternUnits="userSpaceOnUse">
          <path d={BRAID} fill="none" strokeWidth="0.4" className="stroke-accent" />
        </pattern>
      </defs>
      <g className="text-accent">
        <Frame patternId={`${id}h`} />
        <g transform="translate(226 301) scale(0.74)" strokeWidth="0.4" opacity="0.35">
          <RosetteDrawing />
        </g>
      </g>
      <g translate="no">
        <SampleCoverText />
      </g>
    </svg>
  );
}

function Frame({ patternId }: { patternId: string }) {
  const fill = `url(#${patternId})`;
  const length = WIDTH - 64;
  const height = HEIGHT - 64;
  return (
    <>
      <rect width={length} height={BRAID_WIDTH} transform="translate(32 14.5)" fill={fill} />
      <rect width={length} height={BRAID_WIDTH} transform={`translate(32 ${HEIGHT - 27.5})`} fill={fill} />
      <rect width={height} height={BRAID_WIDTH} transform="translate(27.5 32) rotate(90)" fill={fill} />
      <rect width={height} height={BRAID_WIDTH} transform={`translate(${WIDTH - 14.5} 32) rotate(90)`} fill={fill} />
      {CORNERS.map((corner) => (
        <path
          key={`${corner.x}-${corner.y}`}
          d={CORNER}
          transform={`translate(${corner.x} ${corner.y})`}
          fill="none"
          stroke="currentColor"
          strokeWidth="0.35"
        />
      ))}
      <g fill="none" className="stroke-brass">
        <rect x="32.5" y="32.5" width={WIDTH - 65} height={HEIGHT - 65} strokeWidth="1" />
        <rect x="35.5" y="35.5" width={WIDTH - 71} height={HEIGHT - 71} strokeWidth="0.5" />
      </g>
    </>
  );
}
