import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors, requireTenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { saveDraft } from "#app/trade/seller/bank-statement.server.ts";
import { decodeStatement, openStatement } from "./bank-statement.ts";

const MOST_BYTES = 2_000_000;

/** Nothing to see here: a file is posted and then looked at. */
export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "trade.bill");
    const { file } = await readUpload(request, { fileField: "file", fields: [], maxBytes: MOST_BYTES });
    const content = file && file.bytes.length > 0 ? decodeStatement(file.bytes) : null;
    if (!file || content === null || content.includes("\u0000") || !openStatement(content)) {
      const fault = file ? "not_a_table" : "file_missing";
      return redirect(`/tenants/${actor.tenantId}/receipts?fault=${fault}`);
    }
    const { withTenant } = await doors();
    const name = file.name.slice(0, 200) || "statement.csv";
    const draftId = await withTenant(actor, (tx) => saveDraft(tx, actor, { name, content }));
    return redirect(`/tenants/${actor.tenantId}/receipts/statements/${draftId}`);
  });
