import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { HashText } from "#app/records/files/hash-text.tsx";

interface VerifierFilesProps {
  base: string;
  files: EvidenceView[];
  /** In a side panel. */
  isNarrow?: boolean;
}

/** Every preview and download is logged. */
export function VerifierFiles({ base, files, isNarrow = false }: VerifierFilesProps) {
  const { evidence, assurance } = useMessages();
  const clock = useClock();
  if (isNarrow) return <NarrowFiles base={base} files={files} />;
  return (
    <Table
      caption={evidence.title}
      rows={files}
      rowKey={({ fileId }) => fileId}
      columns={[
        {
          key: "name",
          head: evidence.name,
          isRowHead: true,
          cell: (file) => (
            <>
              <span className="break-words">{file.name}</span>
              <span className="block text-12 font-normal text-muted">
                {evidence.kinds[file.kind]} · {formatBytes(file.size)}
              </span>
            </>
          ),
        },
        {
          key: "hash",
          head: evidence.hash,
          isHiddenOnPhone: true,
          cell: ({ sha256, name }) => <HashText sha256={sha256} name={name} />,
        },
        { key: "proves", head: evidence.proves, isNumeric: true, cell: ({ attachedCount }) => attachedCount },
        {
          key: "added",
          head: evidence.added,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ at, by }) => evidence.addedBy(by || evidence.formerMember, clock.instant(at)),
        },
        {
          key: "open",
          head: <span className="sr-only">{assurance.workspace.download}</span>,
          cell: (file) => <FileLinks base={base} file={file} />,
        },
      ]}
    />
  );
}

function NarrowFiles({ base, files }: VerifierFilesProps) {
  const { evidence } = useMessages();
  return (
    <ul className="divide-y divide-line">
      {files.map((file) => (
        <li key={file.fileId} className="py-2 text-14">
          <p className="break-words">{file.name}</p>
          <p className="text-12 text-muted">
            {evidence.kinds[file.kind]} · {formatBytes(file.size)}
          </p>
          <FileLinks base={base} file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileLinks({ base, file }: { base: string; file: EvidenceView }) {
  const { evidence, assurance } = useMessages();
  const t = assurance.workspace;
  if (file.isErased) return evidence.erased;
  return (
    <span className="flex flex-wrap gap-x-4">
      {file.canPreview && (
        <a className="text-link" href={`${base}/evidence/${file.fileId}/preview`} target="_blank" rel="noreferrer">
          {t.preview}
          <span className="sr-only"> {file.name}</span>
        </a>
      )}
      <a className="text-link" href={`${base}/evidence/${file.fileId}/download`} download>
        {t.download}
        <span className="sr-only"> {file.name}</span>
      </a>
    </span>
  );
}
