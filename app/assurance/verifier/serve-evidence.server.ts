import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getEvidence } from "#app/evidence/evidence-list.server.ts";
import { toView } from "#app/evidence/evidence-view.server.ts";
import { serveStoredFile } from "#app/files/serve-stored-file.server.ts";

type Params = { engagementId?: string | undefined; evidenceId?: string | undefined };

/** The view is logged before any bytes are sent. */
export function serveEvidence(request: Request, params: Params, kind: "inline" | "attachment"): Promise<Response> {
  return answerErrors(request, async () => {
    const fileId = requireId(params.evidenceId);
    const look = { kind: kind === "inline" ? "file_preview" : "file_download", subject: fileId } as const;
    const { file, tenantId } = await asVerifier(request, params, look, async (tx, who) => ({
      tenantId: who.tenantId,
      file: await getEvidence(tx, who.organizationId, fileId),
    }));
    if (file.erased || (kind === "inline" && !toView(file).canPreview)) throw new AppError("not_found");
    return serveStoredFile(request, tenantId, file, { as: kind, to: "outsider" });
  });
}
