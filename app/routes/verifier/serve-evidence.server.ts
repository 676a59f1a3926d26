import { AppError } from "#app/errors.ts";
import { answerErrors, requireId } from "#app/http/actor.server.ts";
import { serveStoredFile } from "#app/http/stored-file.server.ts";
import { asVerifier } from "#app/http/verifier.server.ts";
import { toView } from "#app/routes/evidence/evidence-view.server.ts";
import { getEvidence } from "#app/services/evidence-list.server.ts";

type Params = { engagementId?: string | undefined; evidenceId?: string | undefined };

/** The bytes of a file that proves a record of the engagement's inventory; the look is logged before they leave. */
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
