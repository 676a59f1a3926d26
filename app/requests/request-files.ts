import type { ActionFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { receiveRequestFiles } from "./receive-request-files.server.ts";
import { LINK_HEADERS } from "./recipient.server.ts";

/** Takes a recipient's files as the form's script sends them. */
export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const { outcomes, problem } = await receiveRequestFiles(request, params.token, context.clientAddress);
    return Response.json({ files: [], outcomes, ...(problem && { problem }) }, { headers: LINK_HEADERS });
  });
