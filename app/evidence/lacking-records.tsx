import { Link } from "@remix-run/react";
import { printPeriodText } from "#app/day/entry-period.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import type { EvidencedRecord } from "#app/records/evidenced-record.server.ts";
import { type EvidenceSource, sourceText } from "./evidence-source.ts";
import { recordColumns } from "./record-columns.tsx";

interface LackingRecordsProps {
  base: string;
  records: EvidencedRecord[];
  sources: EvidenceSource[];
  mayEdit: boolean;
}

/** Records that no file proves, each with the way to attach one. */
export function LackingRecords({ base, records, sources, mayEdit }: LackingRecordsProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const nameOf = (id: string) =>
    sourceText(
      sources.find((source) => source.id === id),
      locale,
    );
  return (
    <Table
      caption={t.tabLacking}
      rows={records}
      rowKey={({ recordId }) => recordId}
      columns={[
        ...recordColumns(t, nameOf),
        {
          key: "attach",
          head: <span className="sr-only">{t.attach}</span>,
          cell: ({ recordId, sourceId, period }) =>
            mayEdit && (
              <Link
                to={`${base}/activities/${recordId}/evidence`}
                className="text-link whitespace-nowrap touch:inline-flex touch:min-h-11 touch:items-center"
              >
                {t.attach}
                <span className="sr-only">
                  {" "}
                  {nameOf(sourceId)}, {printPeriodText(period)}
                </span>
              </Link>
            ),
        },
      ]}
    />
  );
}
