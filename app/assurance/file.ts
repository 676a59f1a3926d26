import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { readerOf, serveStoredFile } from "#app/files/serve-stored-file.server.ts";
import { getAssuranceFile } from "./assurance-file.server.ts";

/** For members. Verifiers use `verifier/file.ts`. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { file, tenantId, to } = await asOrganization(request, params, "organization.view", async (tx, actor) => ({
      tenantId: actor.tenantId,
      to: readerOf(actor),
      file: await getAssuranceFile(tx, actor.organizationId, requireId(params.fileId)),
    }));
    return serveStoredFile(request, tenantId, file, { as: "attachment", to });
  });
