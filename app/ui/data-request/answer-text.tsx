import { BOUNDS, checkDecimal } from "#app/carbon/decimal.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { isOpenAnswer, type RequestedAnswer } from "#app/carbon/requested-answer.ts";
import { unitText } from "../activity-grid/fault-text.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { UnitText } from "../unit-text.tsx";

/** What was answered, as it is read: a figure with its unit, a stated zero, or that nothing can be provided. */
export function AnswerText({ answer }: { answer: RequestedAnswer }) {
  const messages = useMessages();
  const locale = useLocale();
  const { dataRequest: t } = messages;
  if (isOpenAnswer(answer)) return <span className="text-muted">{t.noAnswer}</span>;
  if (answer.kind === "no_activity") return t.noActivity;
  if (answer.kind === "not_available") return <span className="text-warning-ink">{t.notAvailable}</span>;
  const text = answer.quantity.trim();
  const shown = checkDecimal(text, BOUNDS.quantity) === null ? formatDecimal(text, { locale }) : text;
  return (
    <>
      {shown} <UnitText text={unitText(messages, answer.unit)} />
    </>
  );
}
