import { isOpenAnswer, type RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";

/** A figure with its unit, a reported zero, or the note that no data is available. */
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
