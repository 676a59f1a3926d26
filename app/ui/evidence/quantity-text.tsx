import { BOUNDS, checkDecimal } from "#app/carbon/decimal.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { unitText } from "../activity-grid/fault-text.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { UnitText } from "../unit-text.tsx";

/** A quantity as it was entered, grouped, with its unit in the reader's words. */
export function QuantityText({ quantity, unit }: { quantity: string; unit: string }) {
  const messages = useMessages();
  const locale = useLocale();
  const isPlain = checkDecimal(quantity, BOUNDS.quantity) === null;
  return <UnitText text={`${isPlain ? formatDecimal(quantity, { locale }) : quantity} ${unitText(messages, unit)}`} />;
}
