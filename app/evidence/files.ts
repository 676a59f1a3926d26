import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import type { EvidenceAnswer } from "#app/records/files/evidence-view.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { listEvidence } from "./evidence-list.server.ts";
import { toView } from "./evidence-view.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const LISTED = 500;

/** The files of an organization as JSON, narrowed as on the page; `next` is what `after` has to be for those that follow. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const search = searchOf(new URL(request.url).searchParams);
    const filter = filterOf(search);
    const { rows, next } = await listEvidence(tx, organizationId, filter, { after: search.mark.after, limit: LISTED });
    return Response.json({ files: rows.map(toView), next });
  });

const FilesActions = defineActions({ upload: { right: "records.write", schema: z.object({}), body: "own" } });

/** Takes files as the page's script sends them. */
export const action = organizationAction(FilesActions, {
  upload: {
    outside: async ({ request, params }) => {
      const { outcomes, problem } = await receiveEvidence(request, params, null);
      return Response.json({ files: [], outcomes, ...(problem && { problem }) } satisfies EvidenceAnswer);
    },
  },
});
