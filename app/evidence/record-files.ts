import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import type { EvidenceAnswer } from "#app/records/files/evidence-view.ts";
import { changeRecordEvidence } from "./change-record-evidence.server.ts";
import { toView } from "./evidence-view.server.ts";

/** The files of a record as JSON, and how large a further one may be. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const files = await listRecordEvidence(tx, organizationId, requireId(params.recordId));
    return Response.json({ files: files.map(toView), maxBytes: (await evidenceRoom()).limits.fileBytes });
  });

/** Takes files for the record, or one off it, as its panel asks; answers with the files it then has. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const { outcomes, problem } = await changeRecordEvidence(request, params);
    const files = await asOrganization(request, params, "editor", (tx, { organizationId }) =>
      listRecordEvidence(tx, organizationId, requireId(params.recordId)),
    );
    return Response.json({ files: files.map(toView), outcomes, ...(problem && { problem }) } satisfies EvidenceAnswer);
  });
