import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { type FactorValue, shortenDecimal } from "#app/carbon/factor/factor-value.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";

const SHOWN_DIGITS = 6;

/** A published number in a list: a few digits, with all of them in its title. Ratios are shown unchanged. */
export function ShortNumber({ value }: { value: DecimalString }) {
  const locale = useLocale();
  const { common } = useMessages();
  if (value.includes("/")) return <>{value}</>;
  const exact = formatDecimal(value, { locale });
  const shown = formatDecimal(shortenDecimal(value, SHOWN_DIGITS), { locale });
  return (
    <data value={value} title={exact === shown ? undefined : common.exactValue(exact)} className="tabular-nums">
      {shown}
    </data>
  );
}

export function useUnitLabel(): (unit: string) => string {
  const { carbon } = useMessages();
  return (unit) => carbon.unit[unit as keyof typeof carbon.unit] ?? unit;
}

/** A factor as one figure with its unit: kg CO2e (or its only gas) per unit. A property is shown as a conversion. */
export function FactorValueText({ value }: { value: FactorValue }) {
  const { factor: t, carbon } = useMessages();
  const label = useUnitLabel();
  if (value.kind === "property") {
    return (
      <span className="whitespace-nowrap">
        <span className="font-semibold">
          <ShortNumber value={value.value} />
        </span>{" "}
        <span className="text-[0.86em] text-muted">
          {label(value.to)} / {label(value.unit)}
        </span>
      </span>
    );
  }
  const [only] = value.gases;
  const gas = value.gases.length === 1 && only && !value.unsplit ? only : null;
  const number = gas ? gas.kg : value.total;
  if (number === null) return <span className="text-muted">{t.noValue}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="font-semibold">
        <ShortNumber value={number} />
      </span>{" "}
      <span className="text-[0.86em] text-muted">
        <span translate="no">kg</span> {gas ? carbon.gasName(gas.gas) : "CO₂e"} / {label(value.unit)}
      </span>
    </span>
  );
}
