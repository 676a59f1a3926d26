import { formatTotalChange } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { ReportView } from "./report-view.ts";

/** The way to the current report, with the change of both totals. */
export function LaterReport({ view: { later, co2eKg, co2eKgMarketBased } }: { view: ReportView }) {
  const { answers, statement } = useMessages().verify.page;
  const locale = useLocale();
  if (!later) return <>{statement.noNewer}</>;
  const changes = [
    statement.changeLocation(formatTotalChange(co2eKg, later.co2eKg, { locale, digits: 2 })),
    statement.changeMarket(formatTotalChange(co2eKgMarketBased, later.co2eKgMarketBased, { locale, digits: 2 })),
  ];
  return (
    <>
      {answers.status.newest}{" "}
      <a href={`/verify/${later.number}`} className="text-link">
        {later.number}
      </a>
      {changes.map((change) => (
        <span key={change} className="block">
          {change}
        </span>
      ))}
    </>
  );
}
