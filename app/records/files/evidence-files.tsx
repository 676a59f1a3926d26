import { type FormEvent, useId } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import type { EvidenceView } from "./evidence-view.ts";
import { formatBytes } from "./format-bytes.ts";
import { HashText } from "./hash-text.tsx";

interface EvidenceFilesProps {
  base: string;
  files: EvidenceView[];
  mayEdit: boolean;
  /** Target of the form that removes a file without JavaScript. */
  action: string;
  /** Removes the file without leaving the page. */
  onDetach?: ((attachmentId: string, reason: string) => void) | undefined;
}

/** The files of a record with type, virus scan and author, and a button to remove each. */
export function EvidenceFiles({ base, files, mayEdit, action, onDetach }: EvidenceFilesProps) {
  const { evidence: t } = useMessages();
  if (files.length === 0) return <p className="text-14 text-muted">{t.none}</p>;
  return (
    <ul className="divide-y divide-line">
      {files.map((file) => (
        <li key={file.attachmentId ?? file.fileId} className="space-y-1 py-2.5 text-14 first:pt-0">
          <FileLine base={base} file={file} />
          {mayEdit && file.attachmentId && (
            <DetachForm file={file} attachmentId={file.attachmentId} action={action} onDetach={onDetach} />
          )}
        </li>
      ))}
    </ul>
  );
}

function FileLine({ base, file }: { base: string; file: EvidenceView }) {
  const { evidence: t } = useMessages();
  const clock = useClock();
  const address = `${base}/evidence/${file.fileId}`;
  return (
    <>
      <p className="flex items-start justify-between gap-3">
        <a href={address} className="text-link min-w-0 font-medium break-words">
          {file.name}
        </a>
        <ScanChip scan={file.scan} />
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-12 text-muted">
        {t.kinds[file.kind]} · {formatBytes(file.size)} · <HashText sha256={file.sha256} name={file.name} />
      </p>
      <p className="text-12 text-muted">
        <WholeDays>{t.addedBy(file.by || t.formerMember, clock.instant(file.at))}</WholeDays>
      </p>
      {file.attachedCount > 1 && (
        <p className="text-12 text-muted">{t.entry.alsoProves(file.attachedCount.toLocaleString("en"))}</p>
      )}
      <p className="flex flex-wrap gap-x-4 text-12">
        {file.isErased && <span className="text-warning-ink">{t.erased}</span>}
        {file.canPreview && !file.isErased && (
          <a href={`${address}/preview`} target="_blank" rel="noreferrer" className="text-link touch:py-2">
            {t.preview} <Icon name="external" size={12} className="inline" />
          </a>
        )}
        {!file.isErased && (
          <a href={`${address}/download`} download className="text-link touch:py-2">
            {t.download}
          </a>
        )}
      </p>
    </>
  );
}

export function ScanChip({ scan }: { scan: EvidenceView["scan"] }) {
  const { evidence: t } = useMessages();
  return (
    <span title={scan === "clean" ? undefined : t.notScannedHint} className="shrink-0">
      <Chip tone={scan === "clean" ? "good" : "warning"}>{t.scanned[scan]}</Chip>
    </span>
  );
}

interface DetachFormProps {
  file: Pick<EvidenceView, "name">;
  attachmentId: string;
  action: string;
  onDetach?: ((attachmentId: string, reason: string) => void) | undefined;
}

/** Asks for the reason before the file is removed from the record. */
export function DetachForm({ file, attachmentId, action, onDetach }: DetachFormProps) {
  const { evidence: t } = useMessages();
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!onDetach) return;
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    if (reason !== "") onDetach(attachmentId, reason);
  };
  return (
    <details>
      <summary className="inline-flex items-center text-12 whitespace-nowrap text-bad touch:min-h-11">
        {t.detach}
      </summary>
      <form method="post" action={action} onSubmit={submit} className="mt-2 space-y-2 rounded-6 bg-neutral-tint p-3">
        <p className="text-12">{t.detachQuestion(file.name)}</p>
        <input type="hidden" name="intent" value="detach" />
        <input type="hidden" name="attachmentId" value={attachmentId} />
        <TextField label={t.reason} id={id} name="reason" required maxLength={1000} />
        <Button variant="destructive" size="row">
          {t.detach}
        </Button>
      </form>
    </details>
  );
}
