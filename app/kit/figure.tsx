import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { UnitText } from "./unit-text.tsx";

export type FigureSize = "inline" | "medium" | "large" | "display";

interface FigureProps {
  value: DecimalString;
  /** Unit code such as `tCO2e` or `kWh`. Absent if the table head contains it. */
  unit?: string;
  /** Decimals, rounded half-even once. All decimals if absent. */
  digits?: number;
  size?: FigureSize;
  isAccent?: boolean;
  /** A click shows all digits. Otherwise they are in the figure's title. */
  canOpen?: boolean;
}

const SIZES: Record<FigureSize, { number: string; unit: string }> = {
  inline: { number: "", unit: "text-[0.86em] ml-[0.45em]" },
  medium: { number: "text-25 font-semibold tracking-[-0.01em]", unit: "text-14 ml-1.5" },
  large: { number: "text-31 font-semibold tracking-[-0.02em]", unit: "text-14 ml-2" },
  display: { number: "text-49 font-semibold tracking-[-0.02em] max-md:text-39", unit: "text-16 ml-2" },
};

/**
 * A number with its unit, never split across lines. Grouped and rounded for display, with the exact value available.
 */
export function Figure({ value, unit, digits, size = "inline", isAccent, canOpen }: FigureProps) {
  const locale = useLocale();
  const { common } = useMessages();
  const shown = formatDecimal(value, digits === undefined ? { locale } : { locale, digits });
  const exact = formatDecimal(value, { locale });
  const look = SIZES[size];
  const body = (
    <>
      <span className={`${look.number} ${isAccent ? "text-accent" : ""}`}>{shown}</span>
      {unit && (
        <span className={`${look.unit} font-normal tracking-normal text-muted`}>
          <UnitText text={unit} />
        </span>
      )}
    </>
  );
  if (!canOpen || exact === shown) {
    return (
      <data
        value={value}
        title={exact === shown ? undefined : common.exactValue(exact)}
        className="whitespace-nowrap tabular-nums"
      >
        {body}
      </data>
    );
  }
  return (
    <details data-floats="" className="relative inline-block tabular-nums">
      <summary className="rounded-2 whitespace-nowrap decoration-muted decoration-dotted underline-offset-4 hover:underline">
        {body}
      </summary>
      <div className="absolute top-full left-0 z-20 mt-1 w-max max-w-72 rounded-6 bg-raised px-3 py-2 text-left text-12 font-normal break-all text-ink shadow-float">
        {common.exactValue(exact)}
      </div>
    </details>
  );
}
