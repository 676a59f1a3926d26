import { formatDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { type QuoteWork, statedWork, WORK_FIELDS } from "./quote-work.ts";

/** The agreed work of a quote or order, as far as it is stated. */
export function QuoteWorkFacts({ work }: { work: QuoteWork }) {
  const { work: t } = useMessages().quote;
  const locale = useLocale();
  const facts = statedWork(work).map(({ field, value }) => {
    const text = localName(value, locale);
    const isDay = WORK_FIELDS[field].kind === "day";
    return {
      label: t[field],
      value: isDay ? formatDay(text, locale) : <span className="whitespace-pre-line">{text}</span>,
    };
  });
  const steps = work.milestones.length > 0 && (
    <ul className="space-y-1">
      {work.milestones.map(({ name, dueOn }) => (
        <li key={[dueOn, name.en, name.zh].join(" ")} className="flex flex-wrap justify-between gap-x-4">
          <span>{localName(name, locale)}</span>
          <span className="text-muted tabular-nums">{formatDay(dueOn, locale)}</span>
        </li>
      ))}
    </ul>
  );
  return <FactList facts={steps ? [...facts, { label: t.milestones, value: steps }] : facts} />;
}
