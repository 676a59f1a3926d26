import type { ReactNode } from "react";
import { GuillocheRosette } from "#app/kit/guilloche.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Seal } from "#app/kit/seal.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";

/** Three illustrations: a grid, an opened figure, the checks. The sample figures add up. */
export function HomePictures() {
  const { marketing } = useMessages();
  return (
    <ol className="mt-8 grid grid-cols-3 gap-10 max-desk:grid-cols-1 max-md:mt-5 max-md:gap-7">
      <Step number={1} title={marketing.step1.title} text={marketing.step1.text} picture={<GridPicture />} />
      <Step number={2} title={marketing.step2.title} text={marketing.step2.text} picture={<OpenedFigurePicture />} />
      <Step number={3} title={marketing.step3.title} text={marketing.step3.text} picture={<ChecksPicture />} />
    </ol>
  );
}

function Step({ number, title, text, picture }: { number: number; title: string; text: string; picture: ReactNode }) {
  return (
    <li className="max-w-[26rem] min-w-0">
      {picture}
      <h3 className="mt-4 text-16 font-semibold">
        <span className="mr-2">{number}</span>
        {title}
      </h3>
      <p className="mt-1 text-14 text-muted">{text}</p>
    </li>
  );
}

/** Screen readers see one image with a label, not the text inside the drawing. */
function Picture({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    <div
      role="img"
      aria-label={label}
      className={`relative h-56 overflow-hidden rounded-6 border border-line bg-surface ${className}`}
    >
      <div aria-hidden="true" className="contents">
        {children}
      </div>
    </div>
  );
}

const GRID_ROWS = [
  { key: "electricity", quantity: "498,200 kWh", tonnes: "290.30" },
  { key: "naturalGas", quantity: "41,280 m³", tonnes: "90.25" },
  { key: "steam", quantity: "1,020 GJ", tonnes: "112.20" },
  { key: "diesel", quantity: "3,120 L", tonnes: "8.41" },
] as const;

function GridPicture() {
  const { marketing } = useMessages();
  const cell = "flex h-[34.5px] items-center border-b border-line px-2.5";
  return (
    <Picture label={marketing.step1.picture} className="grid grid-cols-[40%_25%_35%] content-start text-12">
      <span className={`${cell} pl-4.5 text-11 text-muted`}>{marketing.picture.source}</span>
      <span className={`${cell} justify-end border-x text-11 text-muted`}>{marketing.picture.quantity}</span>
      <span className={`${cell} justify-end pr-4.5 text-11 text-muted`}>
        <UnitText text="tCO2e" />
      </span>
      {GRID_ROWS.map((row) => {
        const isTyped = row.key === "diesel";
        return (
          <div key={row.key} className="contents">
            <span className={`${cell} truncate pl-4.5`}>{marketing.picture[row.key]}</span>
            <span
              className={`${cell} justify-end border-x whitespace-nowrap ${isTyped ? "bg-accent-tint outline-2 -outline-offset-1 outline-accent" : ""}`}
            >
              {row.quantity}
              {isTyped && <span className="h-3.5 border-r border-ink" />}
            </span>
            <span className={`${cell} justify-end pr-4.5 font-semibold ${isTyped ? "text-accent" : ""}`}>
              {row.tonnes}
            </span>
          </div>
        );
      })}
      <span className={cell} />
      <span className={`${cell} border-x`} />
      <span className={cell} />
      <span />
      <span className="h-8 border-x border-line" />
    </Picture>
  );
}

function OpenedFigurePicture() {
  const { marketing } = useMessages();
  const parts = [
    { value: "41,280", unit: "m³", source: marketing.picture.invoice },
    { value: "38.931", unit: "MJ/m³", source: "GB/T 32151" },
    { value: "56.1", unit: "kg/GJ", source: "IPCC T2.3" },
    { value: "1", unit: "GWP", source: "AR6" },
  ];
  return (
    <Picture label={marketing.step2.picture} className="flex flex-col justify-end px-4.5 pb-6">
      <div className="flex justify-between">
        {parts.map((part, index) => (
          <div key={part.unit} className="relative flex grow flex-col items-center text-11">
            {index > 0 && <span className="absolute top-0.5 left-0 -translate-x-1/2 text-14 text-muted">×</span>}
            <span className="text-16 font-semibold">{part.value}</span>
            <span className="text-muted" translate="no">
              {part.unit}
            </span>
            <span className="my-2.5 h-6 border-l border-rule" />
            <span className="whitespace-nowrap text-accent" translate="no">
              {part.source}
            </span>
          </div>
        ))}
      </div>
      <div className="mt-4 flex items-baseline justify-between border-t-2 border-muted pt-3">
        <span className="text-12 text-muted">
          <UnitText text={marketing.picture.exact} />
        </span>
        <span className="text-16 font-semibold text-accent">
          90.156721248 <span className="text-12 font-normal text-muted">t</span>
        </span>
      </div>
    </Picture>
  );
}

function ChecksPicture() {
  const { marketing, common } = useMessages();
  const { file, signature, log, status, totals } = marketing.picture;
  return (
    <Picture label={marketing.step3.picture} className="flex items-center">
      <GuillocheRosette className="absolute top-1/2 right-[-3.6rem] size-72 -translate-y-1/2 text-accent opacity-40" />
      <ul className="relative space-y-3 pl-6 text-12">
        {[file, signature, log, status, totals].map((word) => (
          <li key={word} className="flex items-center gap-3">
            <span className="flex size-5 items-center justify-center rounded-full bg-accent-tint text-accent">
              <Icon name="check" size={12} />
            </span>
            {word}
          </li>
        ))}
      </ul>
      <div className="absolute right-11 flex flex-col items-center">
        <span className="rounded-full bg-surface">
          <Seal character="碳" className="size-24" />
        </span>
        <span className="mt-4 text-14 font-semibold text-accent">{common.verdict.authentic}</span>
      </div>
    </Picture>
  );
}
