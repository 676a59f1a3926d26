import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { getAssuranceFile } from "#app/assurance/assurance-file.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { serveStoredFile } from "#app/files/serve-stored-file.server.ts";

/** For verifiers. Members use `assurance/file.ts`. */
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
