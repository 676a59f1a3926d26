import { answerErrors, asOrganization, requireActor, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readerOf, serveStoredFile } from "#app/files/serve-stored-file.server.ts";
import { getEvidence } from "./evidence-list.server.ts";
import { toView } from "./evidence-view.server.ts";

type Params = { organizationId?: string | undefined; evidenceId?: string | undefined };

/** Serves a file to members. Only types that a browser can display are served inline. */
export function serveFile(request: Request, params: Params, kind: "inline" | "attachment"): Promise<Response> {
  return answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const fileId = requireId(params.evidenceId);
    const file = await asOrganization(request, params, "organization.view", (tx) =>
      getEvidence(tx, actor.organizationId, fileId),
    );
    if (file.erased || (kind === "inline" && !toView(file).canPreview)) throw new AppError("not_found");
    return serveStoredFile(request, actor.tenantId, file, { as: kind, to: readerOf(actor) });
  });
}
