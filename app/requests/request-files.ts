import { z } from "zod";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { receiveRequestFiles } from "./receive-request-files.server.ts";
import { LINK_HEADERS } from "./recipient.server.ts";

const FilesActions = defineActions({ take: { right: "public.use", schema: z.object({}), body: "own" } });

/** Receives files sent by the form's script. */
export const action = publicAction(FilesActions, {
  take: {
    outside: async ({ request, params, clientAddress }) => {
      const { outcomes, problem } = await receiveRequestFiles(request, params.token, clientAddress);
      return Response.json({ files: [], outcomes, ...(problem && { problem }) }, { headers: LINK_HEADERS });
    },
  },
});
