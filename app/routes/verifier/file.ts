import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId } from "#app/http/actor.server.ts";
import { serveStoredFile } from "#app/http/stored-file.server.ts";
import { asVerifier } from "#app/http/verifier.server.ts";
import { getAssuranceFile } from "#app/services/assurance/assurance-file.server.ts";

/** A file of a finding or an answer, for the verifier. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const fileId = requireId(params.fileId);
    const look = { kind: "file_download", subject: fileId } as const;
    const { file, tenantId } = await asVerifier(request, params, look, async (tx, who) => ({
      tenantId: who.tenantId,
      file: await getAssuranceFile(tx, who.organizationId, fileId),
    }));
    return serveStoredFile(request, tenantId, file, { as: "attachment", to: "outsider" });
  });
