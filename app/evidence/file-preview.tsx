import { useMessages } from "#app/kit/i18n-context.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";

interface FilePreviewProps {
  /** Address of the file's page. */
  address: string;
  file: EvidenceView;
  /** Says how to see it where the page can't show it. */
  isBeside?: boolean;
}

/** An image as it is; a PDF stays in the sandbox of its own window, and a table is a download. */
export function FilePreview({ address, file, isBeside = false }: FilePreviewProps) {
  const { evidence: t } = useMessages();
  if (file.isErased) return null;
  if (file.canPreview && file.kind !== "pdf") {
    const image = (
      <img
        src={`${address}/preview`}
        alt={t.previewOf(file.name)}
        className={`mt-4 max-w-full rounded-6 border border-line ${isBeside ? "" : "max-h-96"}`}
      />
    );
    if (!isBeside) return image;
    return (
      <a href={`${address}/preview`} target="_blank" rel="noreferrer" className="block">
        {image}
      </a>
    );
  }
  if (!file.canPreview) return <p className="mt-3 text-12 text-muted">{t.previewNone}</p>;
  if (!isBeside) return null;
  return <p className="mt-3 text-12 text-muted">{t.entry.beside}</p>;
}
