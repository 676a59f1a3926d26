import type { LineTrace, TraceStep } from "#app/carbon/line/calculation-trace.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { MethodWords } from "./method.en.ts";

type GasStep = Extract<TraceStep, { kind: "gas" }>;
type MarketStep = Extract<TraceStep, { kind: "market" }>;

/** Longer factors are shown rounded, with all digits in the tooltip. */
const LONGEST_FACTOR = 12;

interface TraceStepsProps {
  trace: LineTrace;
  /** Whether the quantity is the sum of several records. */
  isSum?: boolean;
}

export function TraceSteps({ trace, isSum = false }: TraceStepsProps) {
  // The last step of a method is the quantity.
  const hasMethod = trace.steps.some(({ kind }) => kind === "method");
  const steps = trace.steps.filter(({ kind }) => !hasMethod || kind !== "entered");
  const gases = trace.steps.filter((step): step is GasStep => step.kind === "gas");
  const market = trace.steps.filter((step): step is MarketStep => step.kind === "market");
  return (
    <>
      <ol className="mt-4 divide-y divide-line border-y border-ink">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their order
          <Step key={index} step={step} isSum={isSum} />
        ))}
      </ol>
      {gases.length > 0 && <GasTable gases={gases} />}
      {market.length > 0 && <MarketTable parts={market} />}
    </>
  );
}

function stepName(
  words: Record<string, MethodWords>,
  { method, name }: Extract<TraceStep, { kind: "method" }>,
): string {
  return words[method]?.steps[name] ?? name;
}

function Step({ step, isSum }: { step: TraceStep; isSum: boolean }) {
  const { inventory: t, carbon, method } = useMessages();
  const units = carbon.unit as Record<string, string>;
  const words = method.words as Record<string, MethodWords>;
  switch (step.kind) {
    case "entered":
      return (
        <Line
          value={step.quantity}
          unit={units[step.unit] ?? step.unit}
          about={isSum ? t.opened.summed : t.opened.entered}
        />
      );
    case "method":
      return (
        <Line
          {...(step.value.includes("/") ? { text: step.value } : { value: step.value })}
          {...(step.unit ? { unit: units[step.unit] ?? step.unit } : {})}
          about={stepName(words, step)}
        />
      );
    case "conversion":
      return (
        <Line
          sign="×"
          text={step.ratio}
          about={t.opened.conversion(units[step.from] ?? step.from, units[step.to] ?? step.to)}
        />
      );
    case "property":
      return (
        <Line
          sign={step.direction === "forward" ? "×" : "÷"}
          text={step.value}
          about={t.opened.property(carbon.propertyName(step.property))}
        />
      );
    case "factor":
      return <Line sign="=" value={step.quantity} unit={units[step.unit] ?? step.unit} about={t.opened.factor} />;
    case "share":
      return step.share === "1" ? null : <Line sign="×" text={step.share} about={t.opened.share} />;
    case "unsplit":
      return <Line sign="×" value={step.co2eKgPerUnit} unit="kgCO2e" about={t.opened.unsplit(step.gwpSet)} />;
    case "biogenic":
      return step.kg === "0" ? null : <Line value={step.kg} unit="kg" about={t.opened.biogenic} />;
    case "total":
      return <Line sign="=" value={step.co2eKg} unit="kgCO2e" about={t.opened.total} isStrong />;
    default:
      return null;
  }
}

interface LineProps {
  sign?: string;
  value?: string;
  text?: string;
  unit?: string;
  about: string;
  isStrong?: boolean;
}

function Line({ sign, value, text, unit, about, isStrong }: LineProps) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] py-2">
      <span className="text-muted" aria-hidden={sign ? undefined : true}>
        {sign}
      </span>
      <div className="min-w-0">
        <p className={`break-all [&_*]:whitespace-normal ${isStrong ? "font-semibold text-accent" : "font-medium"}`}>
          {value === undefined ? text : <Figure value={value} {...(unit ? { unit } : {})} />}
        </p>
        <p className="text-12 text-muted">
          <UnitText text={about} />
        </p>
      </div>
    </li>
  );
}

function GasTable({ gases }: { gases: GasStep[] }) {
  const { inventory: t, carbon } = useMessages();
  return (
    <div className="mt-4">
      <Table
        caption={t.opened.gas}
        rows={gases}
        rowKey={({ gas }) => gas}
        columns={[
          {
            key: "gas",
            head: t.opened.gas,
            isRowHead: true,
            cell: ({ gas }) => <UnitText text={carbon.gasName(gas)} />,
          },
          {
            key: "factor",
            head: t.opened.kgPerUnit,
            isNumeric: true,
            cell: ({ kgPerUnit }) => <ExactText text={kgPerUnit} />,
          },
          { key: "gwp", head: t.opened.gwp, isNumeric: true, cell: ({ gwp }) => <ExactText text={gwp} /> },
          {
            key: "co2e",
            head: <UnitText text={t.opened.kgCo2e} />,
            isNumeric: true,
            cell: ({ co2eKg }) => <Figure value={co2eKg} digits={3} />,
          },
        ]}
      />
    </div>
  );
}

/** An exact value: a decimal, or a fraction such as `0.0000025/7` that has no finite decimal form. */
function ExactText({ text }: { text: string }) {
  if (text.includes("/")) return <span className="break-all whitespace-normal">{text}</span>;
  return <Figure value={text} {...(text.length > LONGEST_FACTOR ? { digits: 6 } : {})} />;
}

function MarketTable({ parts }: { parts: MarketStep[] }) {
  const { inventory: t, carbon } = useMessages();
  const units = carbon.unit as Record<string, string>;
  return (
    <div className="mt-4">
      <Table
        caption={t.opened.marketTitle}
        showCaption
        rows={parts}
        rowKey={({ factor }) => factor}
        columns={[
          { key: "part", head: t.opened.marketTitle, isRowHead: true, cell: ({ part }) => t.opened.market[part] },
          {
            key: "quantity",
            head: t.quantity,
            isNumeric: true,
            cell: ({ quantity, unit }) => <Figure value={quantity} unit={units[unit] ?? unit} />,
          },
          {
            key: "co2e",
            head: <UnitText text={t.opened.kgCo2e} />,
            isNumeric: true,
            cell: ({ co2eKg }) => <Figure value={co2eKg} digits={3} />,
          },
        ]}
      />
    </div>
  );
}
