import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import type { RecordEvidence } from "#app/records/evidenced-record.server.ts";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";

/** Types that a browser displays and that can't run code in the sandboxed response. */
const SHOWN = new Set(["pdf", "png", "jpeg", "webp"]);

export function toView(file: EvidenceFile | RecordEvidence): EvidenceView {
  const isOfRecord = "attachmentId" in file;
  return {
    fileId: file.id,
    attachmentId: isOfRecord ? file.attachmentId : null,
    name: file.name,
    kind: file.kind,
    size: file.size,
    sha256: file.sha256,
    scan: file.scan,
    canPreview: SHOWN.has(file.kind),
    isErased: file.erased !== null,
    attachedCount: file.attachedCount,
    at: (isOfRecord ? file.attachedAt : file.addedAt).toISOString(),
    by: file.authorName ?? "",
  };
}
