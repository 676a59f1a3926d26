import { z } from "zod";
import { inTenant } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { saveDraft } from "./bank-statement.server.ts";
import { receiveStatement } from "./receive-statement.server.ts";

/** Files are only posted here. */
export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });

const UploadActions = defineActions({ upload: { right: "trade.bill", schema: z.object({}), body: "own" } });

export const action = tenantAction(UploadActions, {
  upload: {
    outside: async ({ actor, request }) => {
      const received = await receiveStatement(request, actor.tenantId);
      if ("fault" in received) return `/tenants/${actor.tenantId}/receipts?fault=${received.fault}`;
      const draftId = await inTenant(actor, (tx) => saveDraft(tx, actor, received));
      return `/tenants/${actor.tenantId}/receipts/statements/${draftId}`;
    },
  },
});
