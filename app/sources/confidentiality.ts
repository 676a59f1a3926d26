import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { stateConfidentiality } from "./source-confidentiality.server.ts";

const ConfidentialityActions = defineActions({
  save: { right: "sources.write", schema: z.object({ confidential: z.enum(["yes", "no"]) }) },
});

/** States whether a source is kept from buyers; its page offers it. */
export const action = organizationAction(ConfidentialityActions, {
  save: async (tx, { actor, params, value }) => {
    const sourceId = requireId(params.sourceId);
    await stateConfidentiality(tx, actor, { sourceId, isConfidential: value.confidential === "yes" });
    return `/organizations/${actor.organizationId}/sources/${sourceId}#confidentiality`;
  },
});
