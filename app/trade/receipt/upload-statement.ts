import { z } from "zod";
import { inTenant } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { saveDraft } from "#app/trade/seller/bank-statement.server.ts";
import { decodeStatement, openStatement } from "./bank-statement.ts";

const MOST_BYTES = 2_000_000;

/** Files are only posted here. */
export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });

const UploadActions = defineActions({ upload: { right: "trade.bill", schema: z.object({}), body: "own" } });

export const action = tenantAction(UploadActions, {
  upload: {
    outside: async ({ actor, request }) => {
      const { file } = await readUpload(request, { fileField: "file", fields: [], maxBytes: MOST_BYTES });
      const content = file && file.bytes.length > 0 ? decodeStatement(file.bytes) : null;
      if (!file || content === null || content.includes("\u0000") || !openStatement(content)) {
        const fault = file ? "not_a_table" : "file_missing";
        return `/tenants/${actor.tenantId}/receipts?fault=${fault}`;
      }
      const name = file.name.slice(0, 200) || "statement.csv";
      const draftId = await inTenant(actor, (tx) => saveDraft(tx, actor, { name, content }));
      return `/tenants/${actor.tenantId}/receipts/statements/${draftId}`;
    },
  },
});
