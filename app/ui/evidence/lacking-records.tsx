import { Link } from "@remix-run/react";
import { printPeriodText } from "#app/carbon/entry-period.ts";
import type { Period } from "#app/carbon/inventory-document.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Table } from "../table.tsx";
import { type EvidenceSource, sourceText } from "./evidence-source.ts";
import { QuantityText } from "./quantity-text.tsx";

export interface ListedRecord {
  recordId: string;
  sourceId: string;
  period: Period;
  quantity: string;
  unit: string;
  reference: string;
}

interface LackingRecordsProps {
  base: string;
  records: ListedRecord[];
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
        { key: "source", head: t.source, isRowHead: true, cell: ({ sourceId }) => nameOf(sourceId) },
        {
          key: "period",
          head: t.period,
          cell: ({ period }) => <span className="whitespace-nowrap">{printPeriodText(period)}</span>,
        },
        {
          key: "quantity",
          head: t.quantity,
          isNumeric: true,
          cell: ({ quantity, unit }) => <QuantityText quantity={quantity} unit={unit} />,
        },
        {
          key: "reference",
          head: t.reference,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ reference }) => reference || t.noReference,
        },
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
