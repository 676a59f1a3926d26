import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";

/** A quantity as entered, with thousands separators and the unit name in the reader's language. */
export function QuantityText({ quantity, unit }: { quantity: string; unit: string }) {
  const messages = useMessages();
  const locale = useLocale();
  const isPlain = checkDecimal(quantity, BOUNDS.quantity) === null;
  return <UnitText text={`${isPlain ? formatDecimal(quantity, { locale }) : quantity} ${unitText(messages, unit)}`} />;
}
