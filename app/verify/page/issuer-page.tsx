import { formatDay } from "#app/day/format-day.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { PageWays } from "#app/kit/list-page.ts";
import { PageHeader } from "#app/kit/page-header.tsx";
import { PageLinks } from "#app/kit/page-links.tsx";
import { Table } from "#app/kit/table.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import type { ReportView } from "./report-view.ts";
import { nameStandard } from "./statement-facts.tsx";
import { Limits, TrueAddress } from "./verify-aside.tsx";

interface IssuerPageProps {
  name: string;
  reports: Pick<ReportView, "number" | "locale" | "period" | "standards" | "issuedAt">[];
  ways: PageWays;
  host: string;
}

/** The reports that an organization lists, each with the way to its verification page. */
export function IssuerPage({ name, reports, ways, host }: IssuerPageProps) {
  const { listing, verify } = useMessages();
  const locale = useLocale();
  const t = listing.issuer;
  const { languageName } = verify.page.statement;
  return (
    <VerifyColumns
      aside={
        <>
          <Limits />
          <TrueAddress host={host} />
        </>
      }
    >
      <div>
        <PageHeader title={t.titleOf(name)} />
        <p className="max-w-160 text-16 text-muted">{t.lead}</p>
        <p className="mt-2 mb-6 max-w-160 text-14 text-muted">{t.unchecked}</p>
        {reports.length === 0 ? (
          <p className="py-4 text-14 text-muted">{t.empty}</p>
        ) : (
          <Table
            caption={t.caption}
            rows={reports}
            rowKey={({ number }) => number}
            columns={[
              {
                key: "report",
                head: t.report,
                isRowHead: true,
                cell: ({ number }) => (
                  <a className="text-link" href={`/verify/${number}`}>
                    {number}
                  </a>
                ),
              },
              {
                key: "period",
                head: t.period,
                cell: ({ period }) => `${formatDay(period.start, locale)} – ${formatDay(period.end, locale)}`,
              },
              {
                key: "standards",
                head: t.standards,
                isHiddenOnPhone: true,
                cell: ({ standards }) => standards.map(nameStandard).join(verify.page.listSeparator),
              },
              {
                key: "language",
                head: <span className="whitespace-nowrap">{t.language}</span>,
                isHiddenOnPhone: true,
                cell: (report) => <span className="whitespace-nowrap">{languageName[report.locale]}</span>,
              },
              {
                key: "issued",
                head: t.issued,
                isHiddenOnPhone: true,
                cell: ({ issuedAt }) => formatDay(issuedAt, locale),
              },
              { key: "status", head: t.status, cell: () => <Chip tone="good">{t.current}</Chip> },
            ]}
          />
        )}
        <PageLinks {...ways} />
      </div>
    </VerifyColumns>
  );
}
