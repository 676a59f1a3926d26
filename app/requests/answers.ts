import { z } from "zod";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readText } from "#app/http/form.server.ts";
import { CellsBody } from "./answer-form.ts";
import { saveDraft } from "./data-request-answer.server.ts";
import { asRecipient, LINK_HEADERS, requireLink } from "./recipient.server.ts";

const MAX_BYTES = 1024 * 1024;

const AnswersActions = defineActions({ keep: { right: "public.use", schema: z.object({}), body: "own" } });

/** Saves the changed cells that the form's script sends. */
export const action = publicAction(AnswersActions, {
  keep: {
    outside: async ({ request, params, clientAddress }) => {
      const text = await readText(request, MAX_BYTES);
      const link = await requireLink(request, params.token, clientAddress);
      const body = CellsBody.safeParse(parse(text));
      if (!body.success) throw new AppError("invalid", { details: { reason: "cells" } });
      await asRecipient(link, (tx, open) => saveDraft(tx, open, body.data.cells));
      return Response.json({ savedAt: new Date().toISOString() }, { headers: LINK_HEADERS });
    },
  },
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
