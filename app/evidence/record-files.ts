import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import type { EvidenceAnswer } from "#app/records/files/evidence-view.ts";
import { changeRecordEvidence } from "./change-record-evidence.server.ts";
import { toView } from "./evidence-view.server.ts";

/** The files of a record as JSON, with the size limit for the next one. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const files = await listRecordEvidence(tx, organizationId, requireId(params.recordId));
    return Response.json({ files: files.map(toView), maxBytes: (await evidenceRoom()).limits.fileBytes });
  });

const RecordFilesActions = defineActions({ change: { right: "records.write", schema: z.object({}), body: "own" } });

/** Attaches files to the record or removes one, and returns its current files. */
export const action = organizationAction(RecordFilesActions, {
  change: {
    outside: async ({ actor, request, params }) => {
      const { outcomes, problem } = await changeRecordEvidence(request, params);
      const recordId = requireId(params.recordId);
      const files = (await inTenant(actor, (tx) => listRecordEvidence(tx, actor.organizationId, recordId))).map(toView);
      return Response.json({ files, outcomes, ...(problem && { problem }) } satisfies EvidenceAnswer);
    },
  },
});
