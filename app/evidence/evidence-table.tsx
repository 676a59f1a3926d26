import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { EnterRecordsLink } from "#app/records/files/enter-records-link.tsx";
import { ScanChip } from "#app/records/files/evidence-files.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { HashText } from "#app/records/files/hash-text.tsx";

/** Files as a table, each with its hash, what it proves and whether it was scanned. */
export function EvidenceTable({ base, files, mayEdit }: { base: string; files: EvidenceView[]; mayEdit: boolean }) {
  const { evidence: t } = useMessages();
  const clock = useClock();
  return (
    <Table
      caption={t.title}
      rows={files}
      rowKey={({ fileId }) => fileId}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: ({ fileId, name, kind, isErased }) => (
            <>
              <Link to={`${base}/evidence/${fileId}`} className="text-link break-words">
                {name}
              </Link>
              <span className="block text-12 text-muted">
                {t.kinds[kind]}
                {isErased && ` · ${t.erased}`}
              </span>
            </>
          ),
        },
        { key: "size", head: t.size, isNumeric: true, cell: ({ size }) => formatBytes(size) },
        {
          key: "hash",
          head: t.hash,
          isHiddenOnPhone: true,
          cell: ({ sha256, name }) => <HashText sha256={sha256} name={name} />,
        },
        {
          key: "proves",
          head: t.proves,
          isNumeric: true,
          cell: ({ attachedCount }) =>
            attachedCount === 0 ? <Chip tone="warning">{t.provesCount(0)}</Chip> : t.provesCount(attachedCount),
        },
        { key: "scan", head: t.scan, isHiddenOnPhone: true, cell: ({ scan }) => <ScanChip scan={scan} /> },
        {
          key: "added",
          head: t.added,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ at, by }) => (
            <span className="block min-w-28 text-12 wrap-anywhere">
              <WholeDays>{t.addedBy(by || t.formerMember, clock.instant(at))}</WholeDays>
            </span>
          ),
        },
        {
          key: "enter",
          head: <span className="sr-only">{t.entry.action}</span>,
          cell: ({ fileId, name, isErased }) =>
            mayEdit && !isErased && <EnterRecordsLink address={`${base}/evidence/${fileId}`} name={name} />,
        },
      ]}
    />
  );
}
