import type { ReactNode } from "react";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { BarStackChart } from "#app/kit/bar-stack-chart.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { MissingRows } from "#app/kit/missing-rows.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { UploadForm } from "#app/records/import/upload-form.tsx";
import { stackMonths } from "./month-stack.ts";
import type { YearResult, YearTotals } from "./overview.server.ts";

interface YearTotalProps {
  result: YearResult | null;
  previous: { year: string; result: YearResult } | null;
  year: string;
  /** The current number of records in the year. */
  recordCount: number;
  inventoryHref: string;
  /** Calculates the year, for people who may. */
  calculate: ReactNode;
  /** Offers the chart as a file. */
  downloads: ReactNode;
}

interface FirstDataProps {
  year: string;
  base: string;
}

/** Takes the first data of a year that has sources and no records. */
export function FirstData({ year, base }: FirstDataProps) {
  const { overview: t } = useMessages().organization;
  return (
    <section aria-labelledby="first-data" className="max-w-3xl">
      <h2 id="first-data" className="text-18 font-semibold">
        {t.noDataTitle(year)}
      </h2>
      <p className="mt-1 mb-4 text-14 text-muted">{t.noDataReason}</p>
      <UploadForm action={`${base}/activities/import`} />
      <p className="mt-4 flex flex-wrap gap-3">
        <ButtonLink icon="grid" to={`${base}/activities`}>
          {t.toSheet}
        </ButtonLink>
        <ButtonLink icon="file" to={`${base}/evidence/bills`}>
          {t.toBills}
        </ButtonLink>
      </p>
    </section>
  );
}

/** The year's total with scopes and months, or why there is no total. */
export function YearTotal(props: YearTotalProps) {
  const { result, previous, year, recordCount, inventoryHref, calculate, downloads } = props;
  const { organization } = useMessages();
  const t = organization.overview;
  if (!result) {
    return (
      <>
        <EmptyState title={t.noRunTitle} reason={t.noRunReason} />
        {calculate}
      </>
    );
  }
  if (!result.totals) {
    return (
      <>
        {calculate}
        <EmptyState
          title={t.runIssuesTitle(result.issueCount)}
          reason={t.runIssuesReason}
          action={<ButtonLink to={inventoryHref}>{t.toIssues}</ButtonLink>}
        />
      </>
    );
  }
  return (
    <>
      {calculate}
      <TotalFigures
        totals={result.totals}
        previous={previous}
        createdAt={result.createdAt}
        href={inventoryHref}
        missing={<MissingRows missing={recordCount - result.lineCount} all={recordCount} to={inventoryHref} />}
      />
      <MonthChart result={result} previous={previous} year={year} />
      <div className="mt-2">{downloads}</div>
    </>
  );
}

interface TotalFiguresProps {
  totals: YearTotals;
  previous: YearTotalProps["previous"];
  createdAt: Date;
  href: string;
  missing: ReactNode;
}

function TotalFigures({ totals, previous, createdAt, href, missing }: TotalFiguresProps) {
  const { organization, common } = useMessages();
  const clock = useClock();
  const t = organization.overview;
  return (
    <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
      <div>
        <p className="text-12 font-medium text-muted">{t.total}</p>
        <p>
          <Figure value={tonnesFromKg(totals.co2eKg)} unit="tCO2e" digits={2} size="display" isAccent />
        </p>
        <p className="text-14">{missing}</p>
        <Change totals={totals} previous={previous} />
        <p className="mt-1 text-12 text-muted">
          {t.marketTotal} <Figure value={tonnesFromKg(totals.co2eKgMarketBased)} unit="tCO2e" digits={2} /> ·{" "}
          <WholeDays>{t.asOf(clock.instant(createdAt))}</WholeDays>
          <SentenceGap />
          <a href={href} className="text-link">
            {t.toInventory}
          </a>
        </p>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 max-md:w-full max-md:justify-between">
        {SCOPES.map((scope) => (
          <div key={scope}>
            <dt className="flex items-center gap-2 text-12 text-muted">
              <ScopeMark scope={scope} />
              {common.scope[scope]}
            </dt>
            <dd className="mt-1 text-16 font-semibold">
              <Figure value={tonnesFromKg(totals.byScope[scope])} digits={2} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Change({ totals, previous }: Pick<TotalFiguresProps, "totals" | "previous">) {
  const { organization: t } = useMessages();
  const locale = useLocale();
  const before = previous?.result.totals?.co2eKg;
  const change = before === undefined ? null : percentChange(totals.co2eKg, before);
  if (!previous || before === undefined || change === null) return null;
  const sign = change.startsWith("-") || change === "0" ? "" : "+";
  return (
    <p className="mt-1 text-14">
      <span className={`font-medium ${change.startsWith("-") ? "text-good-ink" : "text-ink"}`}>
        {t.overview.change(sign + formatDecimal(change, { locale, digits: 1 }))}
      </span>{" "}
      <span className="text-muted">
        {t.overview.against(previous.year, formatDecimal(tonnesFromKg(before), { locale, digits: 2 }))}
      </span>
    </p>
  );
}

function MonthChart({ result, previous, year }: Pick<YearTotalProps, "previous" | "year"> & { result: YearResult }) {
  const { organization } = useMessages();
  const t = organization.overview;
  const months = stackMonths(result.months, previous?.result.months ?? null, t.month);
  return (
    <BarStackChart title={t.chartTitle(year)} months={months} {...(previous ? { previousYear: previous.year } : {})} />
  );
}
