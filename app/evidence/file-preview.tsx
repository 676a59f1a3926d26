import { useMessages } from "#app/kit/i18n-context.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";

interface FilePreviewProps {
  address: string;
  file: EvidenceView;
  /** Explains how to view the file if the page can't show it. */
  isBeside?: boolean;
}

/** Shows an image. A PDF opens in its own sandboxed window, and a table is downloaded. */
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
