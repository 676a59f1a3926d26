import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asOrganization } from "#app/access/actor.server.ts";
import type { EvidenceAnswer } from "#app/records/files/evidence-view.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { listEvidence } from "./evidence-list.server.ts";
import { toView } from "./evidence-view.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const LISTED = 500;

/** The files of an organization as JSON, narrowed as on the page; `next` is what `after` has to be for those that follow. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const search = searchOf(new URL(request.url).searchParams);
    const filter = filterOf(search);
    const { rows, next } = await listEvidence(tx, organizationId, filter, { after: search.mark.after, limit: LISTED });
    return Response.json({ files: rows.map(toView), next });
  });

/** Takes files as the page's script sends them. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const { outcomes, problem } = await receiveEvidence(request, params, null);
    return Response.json({ files: [], outcomes, ...(problem && { problem }) } satisfies EvidenceAnswer);
  });
