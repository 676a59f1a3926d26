import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal, roundDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import type { Locale } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";

/** A change in tonnes with its sign, also when it is up: `+6.15`. One that rounds to zero has none. */
export function formatChange(kg: DecimalString, locale: Locale, digits = 2): string {
  const tonnes = tonnesFromKg(kg);
  const isUp = !tonnes.startsWith("-") && !/^0(\.0*)?$/.test(roundDecimal(tonnes, digits));
  return `${isUp ? "+" : ""}${formatDecimal(tonnes, { locale, digits })}`;
}

/** The same for a percentage that is a decimal already. */
export function formatPercentChange(percent: DecimalString, locale: Locale, digits = 2): string {
  const isUp = !percent.startsWith("-") && !/^0(\.0*)?$/.test(roundDecimal(percent, digits));
  return `${isUp ? "+" : ""}${formatDecimal(percent, { locale, digits })}`;
}

interface SignedTonnesProps {
  kg: DecimalString;
  digits?: number;
}

/** A change as a figure: rounded for the reader, exact underneath. */
export function SignedTonnes({ kg, digits = 2 }: SignedTonnesProps) {
  const locale = useLocale();
  const { common } = useMessages();
  const exact = formatDecimal(tonnesFromKg(kg), { locale });
  return (
    <data value={tonnesFromKg(kg)} title={common.exactValue(exact)} className="whitespace-nowrap tabular-nums">
      {formatChange(kg, locale, digits)}
    </data>
  );
}
