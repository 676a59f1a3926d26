import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { PageWays } from "#app/kit/list-page.ts";
import { PageLinks } from "#app/kit/page-links.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { LineRow } from "./results-view.ts";

export interface LineRecordsData {
  line: LineRow;
  records: (LineRow & { recordId: string | null; evidence: string })[];
  /** Of the whole line. */
  count: number;
  ways: PageWays;
}

interface LineRecordsProps {
  page: LineRecordsData;
  /** The line, and the file of all records of the run. */
  lineHref: string;
  detailHref: string;
  /** Where a record is, for users with permission. */
  recordHref?: ((recordId: string) => string) | undefined;
  /** What else a reader can do with a record. */
  act?: (recordId: string) => ReactNode;
}

/** The records behind one line of a run, a page at a time. */
export function LineRecords({ page, lineHref, detailHref, recordHref, act }: LineRecordsProps) {
  const { inventory: t, carbon, common } = useMessages();
  const locale = useLocale();
  const units = carbon.unit as Record<string, string>;
  const { line, records, count, ways } = page;
  const name = common.placed([localName(line.source, locale), localName(line.facility, locale)]);
  return (
    <div className="space-y-5">
      <p className="max-w-160 text-14">
        {t.behind.about(formatDecimal(String(count), { locale }), name)}
        <SentenceGap />
        {t.behind.proof}
      </p>
      <Table
        caption={t.behind.title(line.id)}
        rows={records}
        rowKey={({ id }) => id}
        columns={[
          { key: "id", head: t.behind.number, isMuted: true, isHiddenOnPhone: true, cell: ({ id }) => id },
          {
            key: "period",
            head: t.period,
            isRowHead: true,
            cell: ({ period, recordId }) =>
              recordId && recordHref ? (
                <Link className="text-link" to={recordHref(recordId)}>
                  {printPeriodText(period)}
                </Link>
              ) : (
                printPeriodText(period)
              ),
          },
          {
            key: "quantity",
            head: t.quantity,
            isNumeric: true,
            cell: ({ quantity, unit }) => <Figure value={quantity} unit={units[unit] ?? unit} />,
          },
          {
            key: "tonnes",
            head: <UnitText text={t.tonnes} />,
            isNumeric: true,
            cell: ({ co2eKg }) => (co2eKg === null ? "–" : <Figure value={tonnesFromKg(co2eKg)} digits={3} />),
          },
          { key: "evidence", head: t.opened.evidence, isHiddenOnPhone: true, cell: ({ evidence }) => evidence || "–" },
          ...(act
            ? [
                {
                  key: "act",
                  head: <span className="sr-only">{t.behind.act}</span>,
                  cell: ({ recordId }: LineRecordsData["records"][number]) => recordId && act(recordId),
                },
              ]
            : []),
        ]}
      />
      <PageLinks {...ways} />
      <p className="flex flex-wrap items-center gap-4">
        <ButtonLink variant="secondary" icon="download" to={detailHref} reloadDocument>
          {t.behind.download}
        </ButtonLink>
        <Link className="text-link text-14" to={lineHref}>
          {t.behind.back}
        </Link>
      </p>
    </div>
  );
}
