import { Link } from "@remix-run/react";
import { printPeriodText } from "#app/day/entry-period.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { DetachForm } from "#app/records/files/evidence-files.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import type { EvidenceAttachment } from "./evidence-list.server.ts";
import { type EvidenceSource, sourceText } from "./evidence-source.ts";
import { QuantityText } from "./quantity-text.tsx";

interface AttachmentTableProps {
  base: string;
  file: EvidenceView;
  attachments: EvidenceAttachment[];
  sources: EvidenceSource[];
  mayEdit: boolean;
}

export function AttachmentTable({ base, file, attachments, sources, mayEdit }: AttachmentTableProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const nameOf = (id: string | null) =>
    id
      ? sourceText(
          sources.find((source) => source.id === id),
          locale,
        )
      : t.allSources;
  return (
    <Table
      caption={t.provesTitle}
      rows={attachments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "source",
          head: t.source,
          isRowHead: true,
          cell: ({ recordId, sourceId }) =>
            recordId ? (
              <Link to={`${base}/activities/${recordId}/evidence`} className="text-link">
                {nameOf(sourceId)}
              </Link>
            ) : (
              nameOf(sourceId)
            ),
        },
        {
          key: "period",
          head: t.period,
          cell: ({ period, recordId }) => (
            <>
              <WholeDays>{printPeriodText(period)}</WholeDays>
              {!recordId && <span className="block text-12 text-muted">{t.periodLabel}</span>}
            </>
          ),
        },
        {
          key: "quantity",
          head: t.quantity,
          isNumeric: true,
          cell: ({ amount }) => amount && <QuantityText quantity={amount.enteredQuantity} unit={amount.enteredUnit} />,
        },
        {
          key: "added",
          head: t.added,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ at, authorName }) => (
            <span className="block min-w-28 wrap-anywhere">
              <WholeDays>{t.addedBy(authorName ?? t.formerMember, clock.instant(at))}</WholeDays>
            </span>
          ),
        },
        {
          key: "detach",
          head: <span className="sr-only">{t.detach}</span>,
          cell: ({ id }) => mayEdit && <DetachForm file={file} attachmentId={id} action="" />,
        },
      ]}
    />
  );
}
